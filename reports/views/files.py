"""A view as a file: what it shows, with what it was asked for."""

import datetime as dt
from collections.abc import Callable

from django.http import Http404, HttpResponse, QueryDict
from django.utils.timezone import localtime

from reports.dashboards.shown_page import NamedChart, ShownPage
from reports.data_tables.spreadsheets import spreadsheet_tables
from targets.tables.files import FORMATS
from texts.outgoing.file_names import content_disposition

SVG = "image/svg+xml"
XML = '<?xml version="1.0" encoding="UTF-8"?>\n'


def spreadsheet(form: str) -> Callable[[ShownPage, QueryDict, dt.datetime], HttpResponse]:
    """The tables of a view as workbook or plain text."""
    written, content_type = FORMATS[form]

    def made(page: ShownPage, _query: QueryDict, at: dt.datetime) -> HttpResponse:
        content = written(spreadsheet_tables(page.facts, page.tables))
        return download(content, content_type, file_name(page.name, form, at))

    return made


def svg(page: ShownPage, query: QueryDict, at: dt.datetime) -> HttpResponse:
    """One of a view's drawings as it is shown; 404 for any other."""
    chart = chart_asked(page, query)
    return download((XML + chart.drawing).encode(), SVG, file_name(f"{page.name}-{chart.key}", "svg", at))


def chart_asked(page: ShownPage, query: QueryDict) -> NamedChart:
    """The drawing that ``?chart=`` names; 404 for any other."""
    try:
        return page.chart(query.get("chart", ""))
    except KeyError:
        raise Http404 from None


def file_name(name: str, ending: str, at: dt.datetime) -> str:
    return f"{name}-{localtime(at):%Y%m%d-%H%M}.{ending}"


def download(content: bytes, content_type: str, name: str) -> HttpResponse:
    return HttpResponse(
        content, content_type=content_type, headers={"Content-Disposition": content_disposition(name)}
    )


# How a view can be taken away, by what an address says.
FILE_FORMS: dict[str, Callable[[ShownPage, QueryDict, dt.datetime], HttpResponse]] = {
    "xlsx": spreadsheet("xlsx"),
    "csv": spreadsheet("csv"),
    "svg": svg,
}
