"""What every page knows: the way around, the portal's day, and whether it holds sample data."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from organizations import calendar
from organizations.models import User
from organizations.permissions import Permission
from organizations.prepared_queries import PreparedQuery
from organizations.scope import Scope
from reports.dashboards.tabs import VIEWS
from tasks.models import Filing, Notice
from tasks.year_in_view import YearInView, year_in_view

# Pages that show whatever year is chosen.
SHOWS_A_YEAR = {
    "home",
    "tasks:filing-list",
    "tasks:subordinates",
    "tasks:review-queue",
    "tasks:task-list",
    "targets:target-list",
    "reports:dashboard-filings",
    "reports:report-list",
    "reports:annual-list",
    "reports:material-list",
    "reports:material-figures",
    "reports:material-basket",
    "reports:material-cases",
    *(view.url_name for view in VIEWS),
    *(name for view in VIEWS for name in view.also),
}


@dataclass(frozen=True, slots=True)
class Destination:
    """One entry of the main navigation."""

    label: str
    url: str
    is_current: bool


def portal(request: HttpRequest) -> dict[str, object]:
    """Navigation by rights, the banner of a moved calendar; where a page shows them, the mark of sample data
    and the number of unread notices (one query for both)."""
    user = getattr(request, "user", None)
    moved = {"portal_today": calendar.today(), "portal_today_moved": calendar.is_moved()}
    if not isinstance(user, User):
        return moved
    marks = SimpleLazyObject(lambda: marks_for(user))
    view, entries = year_in_view(request), navigation(request, user)
    return {
        **moved,
        "has_sample_data": SimpleLazyObject(lambda: marks[0]),
        "navigation": entries,
        "unread_notices": SimpleLazyObject(lambda: marks[1]),
        "year_in_view": view,
        "year_choices": year_choices(request, view, entries),
        "user_organization": user.organizations_held[0] if user.organizations_held else None,
    }


def marks_for(user: User) -> tuple[bool, int]:
    """Whether the portal holds sample data, and how many notices the person has not read (one query)."""
    return mark_rows.first(person=user.pk, scope=user.scope) or (False, 0)


@PreparedQuery
def mark_rows(person: int, scope: Scope) -> QuerySet[User, tuple[Any, ...]]:
    unread = Notice.objects.of_person(OuterRef("pk"), scope).in_portal().unread().order_by().values("user")
    count = unread.annotate(count=Count("pk")).values("count")
    return User.objects.filter(pk=person).values_list(
        Exists(Filing.objects.filter(is_sample=True)), Coalesce(Subquery(count), 0)
    )


def navigation(request: HttpRequest, user: User) -> list[Destination]:
    """Where a person may go, in the order of the work."""
    entries = [(_("Where I stand"), reverse("home")), (_("Filings"), reverse("tasks:filing-list"))]
    if user.organizations_where(Permission.REVIEW_FILING):
        entries.append((_("Review"), reverse("tasks:review-queue")))
    entries += [
        (_("Guidance"), reverse("tasks:guidance-latest")),
        (_("Tasks"), reverse("tasks:task-list")),
        (_("Targets"), reverse("targets:target-list")),
        (_("Dashboard"), reverse("reports:dashboard")),
    ]
    may_export = bool(user.organizations_where(Permission.EXPORT_REPORT))
    reports = "reports:report-list" if may_export else "reports:annual-list"
    entries.append((_("Reports"), reverse(reports)))
    if user.is_administrator:
        entries.append((_("Administration"), reverse("admin:index")))
    current = longest_match(request.path, [url for _label, url in entries])
    return [Destination(label, url, url == current) for label, url in entries]


def year_choices(request: HttpRequest, view: YearInView, entries: Iterable[Destination]) -> list[Destination]:
    """The years to choose from, each leading to the same page in that year; where a page is about one thing
    of one year, to the part of the portal that it lies in."""
    name = request.resolver_match.view_name if request.resolver_match else ""
    around = next((entry.url for entry in entries if entry.is_current), reverse("home"))
    page = request.path if name in SHOWS_A_YEAR else around
    return [Destination(str(year), f"{page}?year={year}", year == view.year) for year in view.years]


def longest_match(path: str, urls: list[str]) -> str | None:
    """The entry under whose address the page lies; the start page only for itself."""
    matching = [url for url in urls if (path == url if url == "/" else path.startswith(url))]
    return max(matching, key=len, default=None)
