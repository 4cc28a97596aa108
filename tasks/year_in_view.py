"""The one year that every page shows (design R23).

Chosen in the header and kept for the session. An address that names a year, or a period of one, shows that
year, so that a link says the same to everybody. Without a choice it is the year that people work on now.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from organizations.calendar import today
from organizations.prepared_queries import PreparedQuery
from tasks.models import Guidance, ReportingPeriod

SESSION_KEY = "year"
KEPT_ON = "_year_in_view"


@dataclass(frozen=True, slots=True)
class Window:
    """When one period of a published plan is filed for; ``period`` is its id."""

    year: int
    period: int
    opens_on: dt.date
    due_on: dt.date
    is_supplement: bool = False


@dataclass(frozen=True, slots=True)
class YearInView:
    """The year shown, 0 while nothing is published, all years to choose from, the latest first, and the
    windows of the year shown."""

    year: int
    years: tuple[int, ...]
    windows: tuple[Window, ...] = ()


def year_of_work(windows: Iterable[Window], on: dt.date) -> int | None:
    """The latest year with an open window; else the one whose window was due last; else the first to open.

    Supplements do not count: they come years later and concern few.
    """
    ordinary = [window for window in windows if not window.is_supplement]
    opened = [window.year for window in ordinary if window.opens_on <= on <= window.due_on]
    if opened:
        return max(opened)
    due = [(window.due_on, window.year) for window in ordinary if window.due_on < on]
    if due:
        return max(due)[1]
    return min(((window.opens_on, window.year) for window in ordinary), default=(on, None))[1]


def asked_year(windows: Sequence[Window], year: str, period: str) -> int | None:
    """The published year that an address names, or whose period it names; None for any other words."""
    named = {str(window.year): window.year for window in windows}.get(year)
    return named or {str(window.period): window.year for window in windows}.get(period)


def year_in_view(request: HttpRequest) -> YearInView:
    """The year that the pages of this request show (one query, once a request)."""
    found: YearInView | None = getattr(request, KEPT_ON, None)
    if found is None:
        found = found_for(request)
        setattr(request, KEPT_ON, found)
    return found


def listed_year(request: object) -> int | None:
    """The year to which a list and its choices are narrowed: on a page that in view; None over the API, whose
    requests are of another kind, where nothing is left out."""
    return year_in_view(request).year if isinstance(request, HttpRequest) else None


def found_for(request: HttpRequest) -> YearInView:
    windows = published_windows()
    given = request.POST if request.method == "POST" else request.GET
    named = asked_year(windows, given.get("year", ""), "")
    if named:
        request.session[SESSION_KEY] = named
    chosen = named or asked_year(windows, "", given.get("period", ""))
    kept = asked_year(windows, str(request.session.get(SESSION_KEY, "")), "")
    years = sorted({window.year for window in windows}, reverse=True)
    year = chosen or kept or year_of_work(windows, today()) or 0
    return YearInView(year, tuple(years), tuple(window for window in windows if window.year == year))


def published_windows() -> list[Window]:
    """Every window of every published plan (one query)."""
    return [
        Window(year, period, opens_on, due_on, is_supplement=kind == ReportingPeriod.Kind.SUPPLEMENT)
        for year, period, opens_on, due_on, kind in window_rows.rows()
    ]


@PreparedQuery
def window_rows() -> QuerySet[ReportingPeriod, tuple[Any, ...]]:
    periods = ReportingPeriod.objects.published().order_by("pk")
    return periods.values_list("guidance__year", "pk", "opens_on", "due_on", "kind")


def guidance_in_view(request: HttpRequest) -> Guidance | None:
    """The published guidance of the year in view, without its text (one query)."""
    return Guidance.objects.published().filter(year=year_in_view(request).year).defer("source_text").first()
