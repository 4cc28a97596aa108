"""The page on which a figure explains itself (design R10)."""

from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from organizations.calendar import today
from organizations.models import Organization, User
from organizations.statistical_regions import REGION_LABELS, Region
from organizations.table_answers import is_file_asked, page_address, table_answer
from targets.explanation.addresses import SUBMITTED
from targets.explanation.breakdown import Breakdown, breakdown_of
from targets.explanation.figure_lines import figure_with_lines
from targets.explanation.previous_values import goal_before, previous_values
from targets.explanation.tables import explanation_tables
from targets.figures.periods import periods_of
from targets.figures.queries import TargetFigure, asked_of, has_figure
from targets.figures.regions import reporters_in
from targets.figures.viewpoints import viewpoints
from targets.forms.day import DayForm
from targets.models import Target
from targets.views.line_words import words_of
from tasks.access import signed_in
from tasks.models import ReportingPeriod

# What stays in the address when another day is chosen.
KEPT = ("organization", "period", "region", "counting")


@require_safe
def target_explanation(request: HttpRequest, pk: int) -> HttpResponseBase:
    """What made the figure of ``?organization=`` (the person's own) with ``?period=`` (the latest) and those
    before it, as it stood ``?on=`` a day (now): the official one, with ``?counting=submitted`` the
    provisional one; of a ``?region=`` its part. 404 for a figure outside one's scope, or where none is."""
    user = signed_in(request)
    target = published_target(pk)
    organization = organization_asked(request.GET.get("organization"), target, user)
    region = region_named(request.GET.get("region"))
    among = None if region is None or organization.is_local else reporters_in(region)
    if not asked_of(organization, [target], among):
        raise Http404
    with_submitted = request.GET.get("counting") == SUBMITTED
    before = None if with_submitted or among is not None else goal_before(target, organization)
    goals = [target] if before is None else [target, before]
    of_years, form = periods_of(goals), DayForm(request.GET)
    periods = of_years[target.guidance_id]
    filed, shown, read = figure_with_lines(
        goals,
        organization,
        user,
        periods=of_years,
        until=period_named(request.GET.get("period"), periods),
        on=form.day,
        with_submitted=with_submitted,
        among=among,
    )
    breakdown = breakdown_of(shown, user, read)
    if is_file_asked(request):
        return explanation_file(request, breakdown, region, form)
    return render(
        request,
        "targets/explanation.html",
        {
            "target": target,
            "indicator": target.indicator,
            "shown": shown,
            "previous_values": previous_values(shown, filed, before),
            "periods": periods,
            "form": form,
            "kept": [(name, request.GET[name]) for name in KEPT if name in request.GET],
            "as_of": shown.as_of or today(),
            **region_in(shown, region),
            **words_in(breakdown, user),
        },
    )


def explanation_file(
    request: HttpRequest, breakdown: Breakdown, region: Region | None, form: DayForm
) -> HttpResponseBase:
    """The filings that made a figure as a file; where the day is none, the page says what is wrong with it: a
    file would silently be of another one."""
    if not form.is_valid():
        return redirect(page_address(request))
    shown = breakdown.shown
    facts, tables = figure_facts(shown, region), explanation_tables(breakdown)
    return table_answer(request, _("How the figure is made"), *tables, facts=facts, on=shown.as_of)


def figure_facts(shown: TargetFigure, region: Region | None) -> list[tuple[str, str]]:
    """Which figure it is, for the top of its file."""
    facts = [
        (_("Indicator"), shown.target.indicator.display_name),
        (_("Guidance"), shown.target.guidance.title),
        (_("Organization"), shown.organization.full_display_name),
        (_("Period"), str(shown.period or "")),
        (_("Provisional") if shown.is_provisional else _("Official figure"), shown.value_in_words),
    ]
    return [*facts, (_("Region"), str(REGION_LABELS[region]))] if region else facts


def region_in(shown: TargetFigure, region: Region | None) -> dict[str, Any]:
    """The region whose part a figure is, and its name; none where it is whole."""
    if region is None or shown.among is None:
        return {"region": None, "region_name": ""}
    return {"region": region, "region_name": REGION_LABELS[region]}


def words_in(breakdown: Breakdown, user: User) -> dict[str, Any]:
    """A breakdown, its lines in words, and the filings among them that the person may open, by id."""
    parts = (*breakdown.parts, *breakdown.beneath)
    lines = [stated.line for part in parts for stated in part.stated]
    readable = {line.filing_id for line in lines if user.scope.covers(line.filing.organization)}
    return {"breakdown": breakdown, "readable": readable, "words": words_of(lines, readable)}


def region_named(name: str | None) -> Region | None:
    """The region with that name; None where no region is named, 404 where it is none."""
    if name is None:
        return None
    if name not in {region.value for region in Region}:
        raise Http404
    return Region(name)


def published_target(pk: int) -> Target:
    """A target of a published guidance, with all that its pages read of it (one query)."""
    related = ("indicator", "section", "guidance", "responsible")
    targets = Target.objects.published().select_related(*related).defer("guidance__source_text")
    return get_object_or_404(targets, pk=pk)


def organization_asked(code: str | None, target: Target, user: User) -> Organization:
    """The organization of ``code`` whose figure the person may see, by default the highest of their own; 404
    without one. A department sees those of all bureaus on the targets it answers for (design R18)."""
    if code is None:
        organization = viewpoints(user, [target]).get(target.pk)
    else:
        organization = Organization.objects.filter(code=code).first() if code.isprintable() else None
    if organization is None or not has_figure(organization, target):
        raise Http404
    is_answered_for = organization.is_local and target.responsible_id in user.scope.departments
    if not (user.scope.covers(organization) or is_answered_for):
        raise Http404
    return organization


def period_named(order: str | None, periods: list[ReportingPeriod]) -> ReportingPeriod | None:
    """The period with that place in the year; None where no place is named, 404 where it is none."""
    if order is None:
        return None
    named = next((period for period in periods if str(period.order) == order), None)
    if named is None:
        raise Http404
    return named
