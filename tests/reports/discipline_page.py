"""The view of filing discipline as tests ask for it."""

from django.http import HttpResponse
from django.urls import reverse

from reports.data_tables.values import DataTable, Row
from tests.reports.opened_view import opened
from tests.world import World


def address(code: str = "CNIPA", query: str = "") -> str:
    return f"{reverse('reports:dashboard-discipline', args=[code])}?{query}"


def asked(world: World, query: str = "", *, name: str = "reviewer", code: str = "CNIPA") -> HttpResponse:
    return opened(world, address(code, query), name)


def said(shown: DataTable, row: Row) -> dict[str, object]:
    """The values of a row by their columns."""
    values = {}
    for head, cell in zip(shown.heads, row.cells, strict=True):
        values[head.key] = getattr(cell.value, "value", cell.value)
    return values
