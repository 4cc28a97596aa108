"""A view as a file: what it shows, with what it was asked for."""

import datetime as dt
import logging
from collections.abc import Callable, Sequence
from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.http.response import HttpResponseBase
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from organizations.calendar import moment_of
from organizations.table_answers import streamed_answer
from reports.dashboards.shown_page import NamedChart, ShownPage
from reports.data_tables.values import DataTable
from reports.handouts.addresses import OF_FILES
from reports.handouts.drawn_targets import targets_chart
from reports.handouts.plain import plain_of
from reports.handouts.standalone import XML, standalone_svg
from reports.rendering import FileDiffers, FormRefused
from texts.outgoing.file_names import content_disposition

type Maker = Callable[[ShownPage, HttpRequest], HttpResponseBase]

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV, PDF, SVG, PNG = "text/csv; charset=utf-8", "application/pdf", "image/svg+xml", "image/png"
FACE = "hei"

logger = logging.getLogger(__name__)


def file_answer(
    request: HttpRequest, page: ShownPage, *, form: str = "", address: str = ""
) -> HttpResponseBase:
    """The file that ``?format=`` names; 404 for any other form, chart or table. What cannot be made is said
    on the page, at ``address`` where that is not the address asked."""
    make = FILE_FORMS.get(form or request.GET.get("format", ""))
    if make is None:
        raise Http404
    try:
        return make(page, request)
    except FormRefused as refused:
        messages.error(request, str(refused))
    except FileDiffers:
        logger.exception("A file of %s differs from what was written.", page.name)
        messages.error(request, differs())
    asked = request.GET.copy()
    for name in OF_FILES:
        asked.pop(name, None)
    return HttpResponseRedirect(f"{address or request.path}?{asked.urlencode()}")


def differs() -> str:
    return _("The file did not turn out as it should, so it is not given out. Please try again.")


def xlsx(page: ShownPage, request: HttpRequest) -> HttpResponseBase:
    """All tables of a view as a workbook."""
    from reports.handouts.workbook import workbook_of  # noqa: PLC0415 (loaded once a file is made)

    name = file_name(page.name, "xlsx", moment_of(request))
    if page.is_long:
        return streamed(request, page, "xlsx", name)
    return download(workbook_of(page), XLSX, name)


def csv(page: ShownPage, request: HttpRequest) -> HttpResponseBase:
    """The tables of a view as plain text, or the one that ``?table=`` names."""
    tables = tables_asked(page, request.GET)
    said = f"{page.name}-{tables[0].key}" if "table" in request.GET else page.name
    name = file_name(said, "csv", moment_of(request))
    if page.is_long:
        return streamed(request, replace(page, tables=tuple(tables)), "csv", name)
    return download(plain_of(page, tables), CSV, name)


def streamed(request: HttpRequest, page: ShownPage, form: str, name: str) -> HttpResponseBase:
    """What is too long to be held, given out while it is written."""
    from reports.handouts.long_files import long_file  # noqa: PLC0415 (as above)

    return streamed_answer(request, long_file(page, page.tables, has_cover=form == "xlsx"), form, name)


def pdf(page: ShownPage, request: HttpRequest) -> HttpResponseBase:
    """A view as a brief of one or two pages."""
    from reports.briefs.making import brief_of  # noqa: PLC0415 (as above)

    at = moment_of(request)
    return download(brief_of(page, at), PDF, file_name(page.name, "pdf", at))


def svg(page: ShownPage, request: HttpRequest) -> HttpResponseBase:
    """One of a view's drawings by itself."""
    chart, at = chart_asked(page, request.GET), moment_of(request)
    drawn, _width, _height = standalone_svg(chart, heading(page), page.facts)
    return download((XML + drawn).encode(), SVG, file_name(f"{page.name}-{chart.key}", "svg", at))


def png(page: ShownPage, request: HttpRequest) -> HttpResponseBase:
    """The same in pixels."""
    from reports.handouts.pixels import png_of  # noqa: PLC0415 (as above)
    from reports.pdf.fonts import report_fonts  # noqa: PLC0415 (as above)

    chart, fonts, at = chart_asked(page, request.GET), report_fonts(), moment_of(request)
    drawn, width, height = standalone_svg(chart, heading(page), page.facts, fonts.faces[FACE])
    return download(
        png_of(drawn, width, height, fonts), PNG, file_name(f"{page.name}-{chart.key}", "png", at)
    )


def heading(page: ShownPage) -> str:
    return f"{page.subject} · {page.title}"


def chart_asked(page: ShownPage, query: QueryDict) -> NamedChart:
    """The drawing that ``?chart=`` names, of a table's rows where it is called so; 404 for any other, and
    for one with nothing to draw."""
    key = query.get("chart", "")
    rows = next((table for table in page.tables if table.has_drawing and table.key == key), None)
    try:
        chart = page.chart(key) if rows is None else targets_chart(rows)
    except KeyError:
        raise Http404 from None
    if not chart.drawing:
        raise Http404
    return chart


def tables_asked(page: ShownPage, query: QueryDict) -> Sequence[DataTable]:
    """The table that ``?table=`` names, else all; 404 for any other."""
    key = query.get("table")
    if key is None:
        return page.tables
    try:
        return [page.table(key)]
    except KeyError:
        raise Http404 from None


def file_name(name: str, ending: str, at: dt.datetime) -> str:
    return f"{name}-{localtime(at):%Y%m%d-%H%M}.{ending}"


def download(content: bytes, content_type: str, name: str) -> HttpResponse:
    return HttpResponse(
        content, content_type=content_type, headers={"Content-Disposition": content_disposition(name)}
    )


# How a view can be taken away, by what an address says.
FILE_FORMS: dict[str, Maker] = {"xlsx": xlsx, "csv": csv, "pdf": pdf, "svg": svg, "png": png}
