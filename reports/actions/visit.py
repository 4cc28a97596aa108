"""Noting that somebody looks at a dashboard."""

import datetime as dt

from organizations.models import Organization, User
from reports.models import DashboardVisit
from reports.visits import visit_of

# A look so soon after another is not noted anew.
SAME_LOOK = dt.timedelta(minutes=5)


def note_visit(*, by: User, organization: Organization, at: dt.datetime) -> dt.datetime | None:
    """Note that somebody looks at an organization's dashboard; when the visit before this one ended, None for
    the first one (one query, one write more where the last look lies minutes back).

    Several looks at once do no harm: the row changes only as it was read, so that of two that would begin a
    visit one does, and the other reads what it noted.
    """
    visits = DashboardVisit.objects.filter(seen_by=by, organization=organization)
    visit = visit_of(by, organization)
    if visit is None:
        first = DashboardVisit(seen_by=by, organization=organization, seen_at=at)
        DashboardVisit.objects.bulk_create([first], ignore_conflicts=True)
        return None
    if at - visit.seen_at <= SAME_LOOK:
        return visit.before
    before = visit.ended_before(at)
    is_noted = visits.filter(seen_at=visit.seen_at).update(seen_at=at, before=before)
    if is_noted:
        return before
    return visits.values_list("before", flat=True).first()
