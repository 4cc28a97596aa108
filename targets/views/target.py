"""Targets: the list with figures and outcomes, and one target with what stands behind its figure."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from organizations.calendar import today
from targets.day_form import DayForm
from targets.explanation import explain, lines_behind
from targets.figures import course_of, figures_for, figures_of, rule_of, viewpoints
from targets.filtersets import TargetFilter
from targets.forecasting import forecast_of
from targets.models import Target
from targets.series import series_of
from targets.views.drawing import bullet_of, course_drawing, years_drawing
from targets.views.explanation import target_in_scope
from targets.wording import rule_in_words
from tasks.access import signed_in

PAGE_SIZE = 25


@require_safe
def target_list(request: HttpRequest) -> HttpResponse:
    """The goals of a guidance, with the figures that the person may see; withdrawn ones come last.

    A constant number of queries.
    """
    user = signed_in(request)
    targets = Target.objects.visible_to(user).select_related(
        "indicator", "section", "guidance", "responsible"
    )
    chosen = TargetFilter(request.GET, queryset=targets.defer("guidance__source_text"), request=request)
    in_order = chosen.qs.order_by("-guidance__year", F("withdrawn_on").asc(nulls_first=True), "order")
    page = Paginator(in_order, PAGE_SIZE).get_page(request.GET.get("page"))
    figures = figures_for(user, list(page))
    rows = [(target, shown, bullet_of(shown)) for target in page for shown in [figures.get(target.pk)]]
    return render(
        request,
        "targets/target_list.html",
        {"filter": chosen, "page_obj": page, "rows": rows, "as_of": today()},
    )


@require_safe
def target_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One target: figure, goal, outcome, course, and every filing behind it (design R10)."""
    user = signed_in(request)
    target = target_in_scope(user, pk)
    form = DayForm(request.GET)
    context: dict[str, Any] = {
        "target": target,
        "indicator": target.indicator,
        "form": form,
        "as_of": form.day or today(),
        "may_amend": user.is_administrator and target.guidance.is_published and not target.withdrawn_on,
    }
    organization = viewpoints(user, [target]).get(target.pk)
    years = series_of(target, organization)
    context |= {"years": years, "years_chart": years_drawing(years)}
    if organization is None:
        return render(request, "targets/target_detail.html", context)
    shown = figures_of(organization, [target], on=form.day)[target.pk]
    points = course_of(shown)
    expectation = forecast_of(shown) if shown.as_of is None else None
    lines = lines_behind(shown, user)
    context |= {
        "shown": shown,
        "bullet": bullet_of(shown),
        "points": points,
        "expectation": expectation,
        "course": course_drawing(shown, points, expectation),
        "rule": rule_in_words(rule_of(target.indicator)),
        "explanation": explain(shown, lines),
        "lines": lines,
        "readable": {line.filing_id for line in lines if user.scope.covers(line.filing.organization)},
    }
    return render(request, "targets/target_detail.html", context)
