"""Whether measures were reported as delayed, and by whom; the view of the work says where and why."""

import datetime as dt
from collections.abc import Iterable, Iterator

from django.db.models import Q
from django.utils.translation import gettext as _

from organizations.models import Organization
from reports.dashboards.matters.late_filings import NAMED
from reports.dashboards.matters.matter import Matter
from reports.dashboards.question import Question
from reports.dashboards.shown_page import Point
from reports.dashboards.tabs import view_address
from reports.overview import Reporting, filings_beneath
from tasks.filings.past_entries import entries_then
from tasks.models import Filing, MeasureState, ProgressEntry, Task
from texts.punctuation import first_of

WORK = "reports:dashboard-work"
DELAYED = MeasureState.State.DELAYED


def delays(question: Question, late: Iterable[Organization]) -> Iterator[Matter]:
    """Who has delayed measures in an approved filing for the period, as ``delayed_now`` or ``delayed_then``
    has found. The latest answer counts, so these are among those that the view of the work lists."""
    kept = [each for each in late if question.keeps_organization(each)]
    if kept:
        text = _("Measures are delayed: %(organizations)s") % {"organizations": first_of(kept, NAMED)}
        note = _("As reported for %(period)s.") % {"period": question.period}
        address = f"{view_address(WORK, question)}#delayed"
        yield Matter(Point(text, "warning", note, address), since=question.period.ends_on)


def delayed_now(question: Question, reported: Reporting) -> Iterable[Organization]:
    """Who has delayed measures, in the order of the tree (one query, none where nothing is approved)."""
    approved = {filing.pk: filing for filing in reported.filings if filing.status == Filing.Status.APPROVED}
    if not approved:
        return []
    delayed = MeasureState.objects.filter(
        tasks_asked(question, "entry__"), entry__filing__in=list(approved), state=DELAYED
    )
    late = set(delayed.order_by().values_list("entry__filing", flat=True))
    return [filing.organization for pk, filing in approved.items() if pk in late]


def delayed_then(question: Question, day: dt.date) -> Iterable[Organization]:
    """Who had delayed measures at the end of an earlier day (five queries). Which filings are asked is found
    by itself: with all that is told of an entry in one question, the database reads every entry there is."""
    filings = filings_beneath(question.organization).filter(period=question.period)
    asked = ProgressEntry.objects.filter(
        tasks_asked(question), filing__in=list(filings.order_by().values_list("pk", flat=True))
    )
    entries = entries_then(asked.order_by("filing__organization__path"), day)
    late = [
        entry.filing.organization
        for entry in entries
        if entry.filing.status == Filing.Status.APPROVED
        and any(state.state == DELAYED for state in entry.states)
    ]
    return dict.fromkeys(late)


def tasks_asked(question: Question, prefix: str = "") -> Q:
    """The entries on the tasks that are looked at, reached over ``prefix``: of a department those that it
    answers for."""
    asked = Q()
    for department in (question.organization, question.department):
        if department is not None and department.is_department:
            owned = Task.objects.of_organization(department).values("pk")
            asked &= Q(**{f"{prefix}task__in": owned})
    if question.section is not None:
        path, place = question.section.path, f"{prefix}task__section__path"
        asked &= Q(**{place: path}) | Q(**{f"{place}__startswith": f"{path}/"})
    return asked
