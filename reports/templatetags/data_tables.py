"""Tables and drawings of a view in templates."""

from typing import Any

from django import template
from django.utils.http import urlencode
from django.utils.safestring import SafeString

from reports.dashboards.shown_page import NamedChart
from reports.data_tables.markup import table_markup
from reports.data_tables.values import DataTable
from reports.handouts.addresses import OF_FILES

register = template.Library()


@register.simple_tag(takes_context=True)
def data_table(context: dict[str, Any], table: DataTable) -> SafeString:
    """A table whose heads sort it and keep the rest of the address."""
    return table_markup(table, asked_of(context))


@register.inclusion_tag("components/chart_figure.html", takes_context=True)
def chart_figure(context: dict[str, Any], chart: NamedChart) -> dict[str, Any]:
    """A drawing of the view with its legend, and links that take it away."""
    files = {form: file_address(context, form, chart.key) for form in ("png", "svg")}
    return {"chart": chart, **files}


@register.inclusion_tag("components/chart_files.html", takes_context=True)
def chart_links(context: dict[str, Any], chart: NamedChart | DataTable) -> dict[str, Any]:
    """The forms in which a drawing of the view, or a table's rows as one, can be taken away."""
    files = {form: file_address(context, form, chart.key) for form in ("png", "svg")}
    return {"title": chart.title, **files}


@register.simple_tag(takes_context=True)
def file_address(context: dict[str, Any], form: str, chart: str = "") -> str:
    """Where what is shown is taken away in a form; of a drawing, by its key."""
    further = [("format", form)] + ([("chart", chart)] if chart else [])
    return f"?{urlencode([*asked_of(context), *further])}"


@register.simple_tag(takes_context=True)
def table_address(context: dict[str, Any], table: DataTable) -> str:
    """Where one table is taken away as plain text, in the order that it is shown in."""
    return f"{file_address(context, 'csv')}&{urlencode({'table': table.key})}"


def asked_of(context: dict[str, Any]) -> list[tuple[str, str]]:
    """What the page's address asks for."""
    query = context["request"].GET
    asked = [(name, value) for name, values in query.lists() for value in values]
    return [(name, value) for name, value in asked if name not in OF_FILES]
