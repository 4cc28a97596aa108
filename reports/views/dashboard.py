"""Dashboards: who has reported first, then the figures, the map and the tasks."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from organizations.calendar import today
from organizations.models import Organization, User
from organizations.permissions import Permission
from reports.charts.status_bar import Part, status_bar
from reports.forms.dashboard import STATUS, DashboardForm
from reports.map import Map, status_map, value_map
from reports.overview import Reporting, reporting, targets_of, tasks_of
from targets.figures.queries import TargetFigure, figures_of, period_asked
from targets.forecasting.gathering import forecasts_of
from targets.forms.day import DayForm
from targets.models import Target
from targets.views.drawing import bullet_of
from tasks.access import signed_in
from tasks.filings.task_progress import TaskProgress, task_progress_at
from tasks.models import ReportingPeriod, Task
from tasks.year_in_view import year_in_view
from texts.punctuation import listed


@require_safe
def dashboard(request: HttpRequest) -> HttpResponse:
    """The dashboard of the person's own, highest organization."""
    held = signed_in(request).organizations_held
    if not held:
        return render(request, "reports/dashboard_none.html")
    return shown_dashboard(request, held[0])


@require_safe
def dashboard_of(request: HttpRequest, code: str) -> HttpResponse:
    """The dashboard of an organization in the person's scope."""
    organizations = Organization.objects.visible_to(signed_in(request).scope)
    return shown_dashboard(request, get_object_or_404(organizations, code=code))


@require_safe
def dashboard_expected(request: HttpRequest, code: str) -> HttpResponse:
    """What is expected of the figures of a dashboard, for its cards: asked for once the page is there,
    because the years before take longer to read than the page."""
    organizations = Organization.objects.visible_to(signed_in(request).scope)
    organization = get_object_or_404(organizations, code=code)
    asked = read_request(request, organization)
    figures = {} if asked is None else figures_of(organization, asked.targets, until=asked.period)
    expectations = forecasts_of(list(figures.values())).values()
    return render(request, "reports/dashboard_expected.html", {"expectations": expectations})


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for: the periods to choose from, the chosen one, and what colours the map."""

    periods: list[ReportingPeriod]
    period: ReportingPeriod
    targets: list[Target]
    form: DashboardForm

    @property
    def coloured_by(self) -> int | None:
        """The target that colours the map; None for the status."""
        chosen = self.form.chosen("colour")
        return int(chosen) if chosen and chosen != STATUS else None


def shown_dashboard(request: HttpRequest, organization: Organization) -> HttpResponse:
    user = signed_in(request)
    context: dict[str, Any] = {"organization": organization, "as_of": today()}
    asked = read_request(request, organization)
    if asked is None:
        return render(request, "reports/dashboard_none.html", context)
    reported, day = reporting(organization, asked.period), asked.form.day
    figures = figures_of(organization, asked.targets, on=day, until=asked.period)
    is_drawn = not organization.is_local and (day is None or asked.coloured_by in figures)
    return render(
        request,
        "reports/dashboard.html",
        context
        | {
            "form": asked.form,
            "day": day,
            "now_url": f"{request.path}?period={asked.period.pk}",
            "as_of": day or today(),
            "period": asked.period,
            "reporting": reported,
            "bar": drawn_bar(reported),
            "figures": [(shown, bullet_of(shown)) for shown in figures.values()],
            "has_map": not organization.is_local,
            "map": drawn_map(asked, reported, figures, user) if is_drawn else None,
            "tasks": None if day else tasks_shown(organization, asked.period),
            "may_export": user.can(Permission.EXPORT_REPORT, at=organization),
            "readable": {filing.pk for filing in reported.filings if user.scope.covers(filing.organization)},
        },
    )


def read_request(request: HttpRequest, organization: Organization) -> Asked | None:
    """What the address asks for; None while no guidance is published (three queries)."""
    periods = list(
        ReportingPeriod.objects.published()
        .ordinary()
        .filter(guidance__year=year_in_view(request).year)
        .select_related("guidance")
        .defer("guidance__source_text")
        .order_by("order")
    )
    if not periods:
        return None
    period = period_from(request.GET.get("period"), periods, DayForm(request.GET).day or today())
    targets = targets_of(organization, period.guidance_id)
    local = [target for target in targets if target.reported_by == Target.ReportedBy.LOCAL_BUREAUS]
    data = {"colour": STATUS} | request.GET.dict()
    data["period"] = data.get("period") or str(period.pk)
    return Asked(periods, period, targets, DashboardForm(data, periods=periods, targets=local))


def period_from(given: str | None, periods: list[ReportingPeriod], on: dt.date) -> ReportingPeriod:
    """The period that the address names, else the latest one whose window has opened by a day, else the first
    of the year."""
    named = next((period for period in periods if str(period.pk) == given), None)
    return named or period_asked(periods, on) or periods[0]


def tasks_shown(organization: Organization, period: ReportingPeriod) -> list[tuple[Task, TaskProgress]]:
    """How far the tasks that concern an organization are."""
    tasks = tasks_of(organization, period.guidance_id)
    found = task_progress_at(organization, tasks, period)
    return [(task, found[task.pk]) for task in tasks]


def drawn_bar(reported: Reporting) -> str:
    """The bar of statuses; each part leads to the list of its filings."""
    return status_bar(
        [Part(count.key, count.label, count.count, count.href) for count in reported.statuses],
        title=_("Filings by status: %(period)s") % {"period": reported.period},
        description=listed(f"{count.label} {count.count}" for count in reported.statuses),
    )


def drawn_map(asked: Asked, reported: Reporting, figures: dict[int, TargetFigure], user: User) -> Map:
    """The map in the chosen colours."""
    shown = figures.get(asked.coloured_by or 0)
    if shown is None:
        return status_map(reported, user)
    organizations = [filing.organization for filing in reported.filings if filing.organization.is_local]
    return value_map(shown, organizations, user)
