"""A report's document on a page: each block by its own template, and where each passage comes from."""

from collections.abc import Iterable, Mapping

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from reports.snapshot.document import Block, Chart, Heading, Paragraph, Picture, Table
from reports.snapshot.year import Name, Source

register = template.Library()

TEMPLATES: dict[type[Block], str] = {
    Heading: "reports/annual_heading.html",
    Paragraph: "reports/annual_paragraph.html",
    Table: "reports/annual_table.html",
    Chart: "reports/annual_chart.html",
    Picture: "reports/annual_picture.html",
}


@register.simple_tag
def source_numbers(sources: Iterable[Source]) -> dict[str, int]:
    """The number of each source by its id, in the order in which they are listed."""
    return {source.id: number for number, source in enumerate(sources, start=1)}


@register.simple_tag
def report_block(block: Block, numbers: Mapping[str, int]) -> SafeString:
    """A block of a document; ``numbers`` are those of its sources."""
    return SafeString(render_to_string(TEMPLATES[type(block)], {"block": block, "numbers": numbers}))


@register.filter
def numbered(sources: Iterable[str], numbers: Mapping[str, int]) -> list[int]:
    """The numbers of the sources of a passage, in order."""
    return sorted(numbers[source] for source in set(sources) if source in numbers)


@register.filter
def in_language(name: Name, language: str) -> str:
    return name.in_language(language)


@register.filter
def longest_bar(chart: Chart) -> float:
    """The largest value or goal of a chart, which its bars are drawn against."""
    numbers = [bar.value for bar in chart.bars] + [bar.goal for bar in chart.bars]
    return max((float(number) for number in numbers if number is not None), default=1.0) or 1.0


@register.simple_tag
def heading_tag(level: int) -> str:
    """The element of a heading of level 1 to 4 beneath the page's own title."""
    return f"h{min(level + 1, 6)}"
