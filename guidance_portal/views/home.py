"""Where I stand: what is due for the person, when, and what came back."""

from collections import Counter
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from organizations.calendar import today
from organizations.models import User
from organizations.permissions import Permission
from tasks.access import has_subordinates, signed_in
from tasks.models import Filing, FilingEvent
from tasks.year_in_view import YearInView, year_in_view

SHOWN = 8


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """How much waits for the person in a year that is not in view."""

    year: int
    to_file: int
    to_sign: int
    to_review: int


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What the person has to do, and what happened lately to their filings. A constant number of queries."""
    user, view = signed_in(request), year_in_view(request)
    filings = Filing.objects.visible_to(user).of_year(view.year)
    own = filings.editable_by(user).for_list()
    reviewable = filings.reviewable_by(user)
    unsigned = filings.awaiting_signature_of(user).for_list().select_related("handed_over_by")
    to_file = filings.to_file_by(user, today())
    open_filings = list(to_file.for_list().select_related("returned_by").by_due_on()[:SHOWN])
    beneath = filings.beneath(user)
    return render(
        request,
        "home.html",
        {
            "may_file": bool(user.organizations_where(Permission.EDIT_FILING)),
            "may_review": bool(user.organizations_where(Permission.REVIEW_FILING)),
            "unsigned": unsigned.order_by("handed_over_at", "pk")[:SHOWN],
            "unsigned_count": unsigned.count(),
            "open_filings": open_filings,
            "open_count": to_file.count(),
            "returned": returned_events([filing for filing in open_filings if filing.returned_at]),
            "sent": own.filter(status__in=Filing.HANDED_IN)[:SHOWN],
            "upcoming": own.filter(period__opens_on__gt=today()).order_by("period__opens_on")[:SHOWN],
            "waiting": reviewable.for_list().order_by("submitted_at", "pk")[:SHOWN],
            "waiting_count": reviewable.count(),
            "has_subordinates": has_subordinates(user),
            "late": beneath.overdue(on=today()).for_list().by_due_on()[:SHOWN],
            "late_count": beneath.overdue(on=today()).count(),
            "elsewhere": open_elsewhere(user, view),
        },
    )


def open_elsewhere(user: User, view: YearInView) -> list[Elsewhere]:
    """What the person still has to file, to sign or to review in each other year, the latest first (three
    queries, none while there is but one year)."""
    if len(view.years) < 2:
        return []
    others = Filing.objects.visible_to(user).exclude(period__guidance__year=view.year)
    waiting = (
        others.to_file_by(user, today()),
        others.awaiting_signature_of(user),
        others.reviewable_by(user),
    )
    counts = [
        Counter(filings.order_by().values_list("period__guidance__year", flat=True)) for filings in waiting
    ]
    years = sorted(set[int]().union(*counts), reverse=True)
    return [Elsewhere(year, *(count[year] for count in counts)) for year in years]


def returned_events(filings: list[Filing]) -> dict[int, FilingEvent]:
    """Why each filing came back: the last return or reopening by filing id (one query)."""
    back = [FilingEvent.Action.RETURN, FilingEvent.Action.REOPEN]
    events = FilingEvent.objects.filter(filing__in=filings, action__in=back).select_related("by")
    return {event.filing_id: event for event in events.order_by("pk")}
