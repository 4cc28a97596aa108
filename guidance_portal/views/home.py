"""Where each role starts: who looks on at the state of the year, who files at what is due, who reviews at
what waits, who administers at the report of the year."""

from collections import Counter
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from organizations.calendar import today
from organizations.models import User
from organizations.permissions import Permission
from reports.dashboards.choices import guidance_of_year
from reports.dashboards.matters.year_end import YearEnd, year_end_of
from reports.hand_ins.news import News, concerns, news_of
from reports.readiness import last_period_of
from reports.signatures import waiting_for
from reports.views.dashboard import shown_dashboard
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
    """What the person has to do, and what happened lately to their filings; for who only looks on the
    dashboard of their highest organization. A constant number of queries."""
    user, view = signed_in(request), year_in_view(request)
    if only_looks_on(user):
        return shown_dashboard(request, user.organizations_held[0])
    filings = Filing.objects.visible_to(user).of_year(view.year)
    own = filings.editable_by(user).for_list()
    reviewable = filings.reviewable_by(user)
    unsigned = filings.awaiting_signature_of(user).for_list().select_related("handed_over_by")
    to_file = filings.to_file_by(user, today())
    open_filings = list(to_file.for_list().select_related("returned_by").by_due_on()[:SHOWN])
    beneath, year_end = filings.beneath(user), year_end_for(user, view)
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
            "year_end": year_end,
            "deadline": year_end.deadline(today()) if year_end else "",
            "hand_ins": hand_ins_for(user, view),
            "texts_waiting": waiting_for(user),
        },
    )


def only_looks_on(user: User) -> bool:
    """Whether nothing ever waits for the person: leaders and observers, who neither file nor review nor
    administer (no query beyond the memberships)."""
    acts = (Permission.EDIT_FILING, Permission.REVIEW_FILING, Permission.ADMINISTER)
    return bool(user.organizations_held) and not any(user.organizations_where(right) for right in acts)


def year_end_for(user: User, view: YearInView) -> YearEnd | None:
    """How near the office is to its report of the year in view, for its administrators (three queries); None
    for others, and where no plan says when it is due."""
    if not user.is_administrator:
        return None
    guidance = guidance_of_year(view.year)
    period = last_period_of(guidance) if guidance is not None else None
    if guidance is None or period is None:
        return None
    office = next(held for held in user.organizations_held if held.is_office)
    return year_end_of(office, guidance, period, today())


def hand_ins_for(user: User, view: YearInView) -> News | None:
    """What is to be handed in, and how far everybody is for who receives it; None for those whom neither
    concerns (no query, at most two where nothing is frozen)."""
    guidance = guidance_of_year(view.year) if concerns(user) else None
    return news_of(user, guidance, today()) if guidance is not None else None


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
