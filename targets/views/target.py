"""Targets: the list with figures and outcomes, and one target with what stands behind its figure."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from organizations.calendar import today
from organizations.models import User
from organizations.row_batches import RowBatches
from organizations.table_answers import is_file_asked, table_answer
from spreadsheets.outgoing.files import FORMATS
from targets.allocation.shares import place_of, sharers
from targets.explanation.contributions import Row as ContributorRow
from targets.figures.terms import goal_of
from targets.figures.viewpoints import figures_for
from targets.filtersets import TargetFilter
from targets.forms.day import DayForm
from targets.models import Target
from targets.record_kinds.ways import workbooks_for
from targets.target_export import tables_of
from targets.target_page import FigureView, page_of
from targets.target_table import target_table
from targets.views.drawing import bullet_of, course_drawing, years_drawing
from targets.views.explanation import published_target
from targets.views.line_words import LineWords, words_of
from tasks.access import signed_in
from tasks.tables.filings import year_facts
from tasks.year_in_view import year_in_view
from texts.outgoing.file_names import content_disposition

PAGE_SIZE = 25


@require_safe
def target_list(request: HttpRequest) -> HttpResponseBase:
    """The goals of the year in view, with the figures that the person may see; withdrawn ones come last.

    A constant number of queries.
    """
    user = signed_in(request)
    targets = Target.objects.published().select_related("indicator", "section", "guidance", "responsible")
    chosen = TargetFilter(request.GET, queryset=targets.defer("guidance__source_text"), request=request)
    in_order = chosen.qs.order_by(F("withdrawn_on").asc(nulls_first=True), "order")
    if is_file_asked(request):
        table = target_table(RowBatches(in_order), user)
        facts = year_facts(year_in_view(request))
        return table_answer(request, _("Targets"), table, form=chosen.form, facts=facts)
    workbooks = workbooks_for(user, year_in_view(request).year)
    page = Paginator(in_order, PAGE_SIZE).get_page(request.GET.get("page"))
    figures = figures_for(user, list(page))
    rows = [(target, shown, bullet_of(shown)) for target in page for shown in [figures.get(target.pk)]]
    return render(
        request,
        "targets/target_list.html",
        {"filter": chosen, "page_obj": page, "rows": rows, "as_of": today(), "workbooks": workbooks},
    )


@require_safe
def target_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One target: figure, goal, outcome, course, and every filing behind it (design R10)."""
    user = signed_in(request)
    target = published_target(pk)
    form = DayForm(request.GET)
    page = page_of(target, user, on=form.day)
    context: dict[str, Any] = {
        "target": target,
        "indicator": target.indicator,
        "form": form,
        "as_of": form.day or today(),
        "may_amend": user.is_administrator and target.guidance.is_published and not target.withdrawn_on,
        "may_have_milestones": goal_of(target).may_have_milestones,
        "years": page.years,
        "years_chart": years_drawing(page.years),
        "rule": page.rule,
        "may_share": target.can_be_shared and bool(sharers(user)),
    }
    if page.view is not None:
        context |= shown_view(page.view, user)
    return render(request, "targets/target_detail.html", context)


def shown_view(view: FigureView, user: User) -> dict[str, Any]:
    """What the page shows of a figure in scope."""
    readable = {line.filing_id for line in view.lines if user.scope.covers(line.filing.organization)}
    words = words_of(view.lines, readable)
    return {
        "shown": view.shown,
        "place": place_of(view.shown),
        "bullet": bullet_of(view.shown),
        "points": view.points,
        "expectation": view.expectation,
        "course": course_drawing(view.shown, view.points, view.expectation),
        "explanation": view.explanation,
        "contributors": contributors(view, words),
        "lines": [words[line.filing_id] for line in view.lines],
    }


def contributors(
    view: FigureView, words: Mapping[int, LineWords]
) -> list[tuple[ContributorRow, list[LineWords | None]]]:
    """Who contributes, each with a line for every point of the course, or None."""
    orders = [point.period.order for point in view.points]
    return [
        (row, [words[row.lines[order].filing_id] if order in row.lines else None for order in orders])
        for row in view.explanation.rows
    ]


@require_safe
def target_export(request: HttpRequest, pk: int) -> HttpResponse:
    """The target's page as ``?format=xlsx`` or ``csv``, ``?on=`` a day (now). Of another form, of no day, and
    of one still to come, the page tells instead."""
    user = signed_in(request)
    target = published_target(pk)
    name, form = request.GET.get("format", "xlsx"), DayForm(request.GET)
    if name not in FORMATS:
        messages.error(request, _("There is no such form of export. Choose Excel or CSV."))
    if name not in FORMATS or not form.is_valid():
        # The page says what is wrong with the day; a file would silently be of another one.
        asked = urlencode({"on": request.GET.get("on", "")})
        return redirect(f"{reverse('targets:target-detail', args=[pk])}?{asked}")
    written, content_type = FORMATS[name]
    content = written(tables_of(page_of(target, user, on=form.day)))
    file_name = f"{target.indicator.code}-{target.guidance.year}.{name}"
    return HttpResponse(
        content,
        content_type=content_type,
        headers={"Content-Disposition": content_disposition(file_name)},
    )
