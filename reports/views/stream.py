"""The stream of what was written, problems by theme, and what a department marks as seen."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from organizations.calendar import moment_of
from organizations.models import Organization, User
from organizations.table_answers import is_file_asked
from reports.dashboards.question import Question
from reports.dashboards.since import Occasion, since_visit
from reports.dashboards.stream.asked import PROBLEMS, STREAM, StreamQuestion
from reports.dashboards.stream.marking import Marked, mark_chosen, mark_found
from reports.dashboards.stream.page import stream_facts, stream_page
from reports.dashboards.stream.table import line_row, lines_table
from reports.dashboards.stream.themes import MOST_LINES as MOST_WITH_PROBLEMS
from reports.dashboards.stream.themes import themes_headline, themes_of, themes_table
from reports.dashboards.stream.words import headline_of, limits, parts_of, point_lists
from reports.data_tables.values import MOST_HELD, LongRows, Row
from reports.views.asking import Asked, answered, organization_in_scope, part_asked, read_question
from tasks.access import signed_in
from tasks.filings.line_rules import Part
from tasks.filings.line_stream import Order, Stream, lines_named, stream_of
from tasks.filings.read_lines import read_lines
from tasks.filings.remark_authority import department_voices
from tasks.filtersets import LineFilter
from tasks.forms.department import AllSeenForm, SeenForm
from tasks.lines.kinds import LINE_KINDS
from tasks.templatetags.versions import Tab
from tasks.views.remark import back
from texts.punctuation import sentences

PAGE_SIZE, THEMES = 20, 8


@require_safe
def dashboard_stream(request: HttpRequest, code: str) -> HttpResponseBase:
    """Achievements, problems, next steps, cases and figures that an organization reads, as the filters of
    the address narrow them; 404 for an organization outside the scope."""
    organization = organization_in_scope(request, code)
    asked = read_question(request, organization)
    if asked is None:
        return render(request, "reports/dashboard_none.html", {"organization": organization})
    question = stream_question(request, asked.question, request.GET)
    stream = question.stream
    page_obj = part_asked(request, stream, PAGE_SIZE)
    lines = read_lines(asked.user, organization, lines_named(organization, list(page_obj)))
    found, at = page_obj.paginator.count, moment_of(request)
    since = since_visit(asked.question, asked.user, at)
    parts = list(parts_of(question, stream, since))
    page = stream_page(
        question,
        "stream",
        _("Progress and problems"),
        headline=headline_of(question, found, parts),
        facts=stream_facts(question, asked.user, at, found, found),
        lists=point_lists(parts, since),
        table=lines_table(lines, all_lines(asked.user, question, found)) if is_file_asked(request) else None,
        page_obj=page_obj,
        lines=lines,
        is_by_theme=question.order == Order.THEME,
        may_mark=organization in department_voices(asked.user),
        shown_at=at,
        last_visit=since.moment if since.occasion is Occasion.VISIT else None,
        **beside(question, STREAM),
    )
    return answered(request, asked, page, "reports/views/stream.html")


@require_safe
def dashboard_problems(request: HttpRequest, code: str) -> HttpResponseBase:
    """The problems that lines of the stream name, by theme: each once, with all who name it, and a form to
    answer where the person may remark."""
    organization = organization_in_scope(request, code)
    asked = read_question(request, organization)
    if asked is None:
        return render(request, "reports/dashboard_none.html", {"organization": organization})
    question = stream_question(request, asked.question, request.GET)
    if question.filters.form.is_valid():
        question = question.changed(part=Part.PROBLEMS)
    newest = Stream(question.stream.lines, Order.NEWEST)
    found = newest.count()
    lines = read_lines(asked.user, organization, lines_named(organization, newest[:MOST_WITH_PROBLEMS]))
    themes = themes_of(lines)
    page_obj = Paginator(themes, len(themes) or 1 if "format" in request.GET else THEMES).get_page(
        request.GET.get("page")
    )
    page = stream_page(
        question,
        "problems",
        _("Problems by theme"),
        headline=themes_headline(question, themes, found),
        facts=stream_facts(question, asked.user, moment_of(request), len(lines), found),
        table=themes_table(themes),
        page_obj=page_obj,
        themes=list(page_obj),
        most=MOST_WITH_PROBLEMS if found > len(lines) else 0,
        **beside(question, PROBLEMS),
    )
    return answered(request, asked, page, "reports/views/stream_problems.html")


def all_lines(user: User, question: StreamQuestion, found: int) -> LongRows | None:
    """All lines of the stream as rows, where they are too many to be held (one query, and those of a page
    for every 500)."""

    def read() -> Iterator[Row]:
        for named in question.stream.in_batches():
            lines = lines_named(question.reader, named)
            yield from map(line_row, read_lines(user, question.reader, lines))

    return LongRows(found, read) if found > MOST_HELD else None


def stream_question(request: HttpRequest, question: Question, data: QueryDict) -> StreamQuestion:
    """The lines that an address asks for."""
    tasks = stream_of(LINE_KINDS["progress"], question.organization)
    query = [(name, value) for name in data for value in data.getlist(name)]
    return StreamQuestion(question, LineFilter(data, queryset=tasks, request=request), tuple(query))


def beside(question: StreamQuestion, current: str) -> dict[str, Any]:
    """What both pages of the stream have: the way to the other, and what does not apply."""
    ways = [(STREAM, _("Line by line")), (PROBLEMS, _("Problems by theme"))]
    return {
        "ways": [Tab(label, question.address(name), is_current=name == current) for name, label in ways],
        "limits": limits(question.question),
    }


@require_POST
def stream_seen(request: HttpRequest, code: str) -> HttpResponse:
    """Note that the department has seen the chosen lines, each in the version that was shown, or all that the
    address of the page finds; 403 for who may not speak for it."""
    organization = organization_in_scope(request, code)
    asked = read_question(request, organization)
    if asked is None or not organization.is_department:
        raise Http404
    if organization not in department_voices(signed_in(request)):
        raise PermissionDenied(_("Your role does not allow this here. Ask the administrator if it should."))
    marked, refused = marked_by(request, asked, organization)
    tell(request, marked, refused)
    return redirect(back(request, stream_question(request, asked.question, QueryDict()).address()))


def marked_by(request: HttpRequest, asked: Asked, department: Organization) -> tuple[Marked, str]:
    """What was marked, or why nothing could be: the page's own filters say what "all" is."""
    told: dict[str, Any] = {"department": department, "by": asked.user, "at": moment_of(request)}
    if "all" in request.POST:
        form = AllSeenForm(request.POST)
        if not form.is_valid():
            return Marked(), sentences(form.errors["shown_at"])
        question = stream_question(request, asked.question, QueryDict(request.POST.get("filters", "")))
        return mark_found(question, form.cleaned_data["shown_at"], **told), ""
    chosen = SeenForm(request.POST)
    if not chosen.is_valid():
        return Marked(), sentences(chosen.errors["line"])
    whole = QueryDict("beneath=all")
    return mark_chosen(
        stream_question(request, asked.question, whole), chosen.cleaned_data["line"], **told
    ), ""


def tell(request: HttpRequest, marked: Marked, refused: str) -> None:
    """Say what was noted and what was not."""
    if refused:
        messages.error(request, refused)
        return
    if marked.seen:
        said = ngettext(
            "%(count)d line is marked as seen.", "%(count)d lines are marked as seen.", marked.seen
        )
        messages.success(request, said % {"count": marked.seen})
    if marked.changed:
        said = ngettext(
            "%(count)d line was filed again since you opened the page: read the new version first.",
            "%(count)d lines were filed again since you opened the page: read the new version first.",
            marked.changed,
        )
        messages.warning(request, said % {"count": marked.changed})
    if not marked.seen and not marked.changed:
        messages.error(request, _("Nothing was marked: these lines are not open to you any more."))
