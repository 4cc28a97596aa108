"""Tables and drawings of a view in templates."""

from typing import Any

from django import template
from django.utils.http import urlencode
from django.utils.safestring import SafeString

from reports.data_tables.markup import table_markup
from reports.data_tables.values import DataTable

register = template.Library()


@register.simple_tag(takes_context=True)
def data_table(context: dict[str, Any], table: DataTable) -> SafeString:
    """A table whose heads sort it and keep the rest of the address."""
    return table_markup(table, asked_of(context))


@register.simple_tag(takes_context=True)
def file_address(context: dict[str, Any], form: str, chart: str = "") -> str:
    """Where what is shown is taken away in a form; of a drawing, by its key."""
    further = [("format", form)] + ([("chart", chart)] if chart else [])
    return f"?{urlencode([*asked_of(context), *further])}"


def asked_of(context: dict[str, Any]) -> list[tuple[str, str]]:
    """What the page's address asks for."""
    query = context["request"].GET
    return [(name, value) for name, values in query.lists() if name != "format" for value in values]
