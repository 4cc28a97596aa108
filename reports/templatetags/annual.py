"""A report's document on a page: each block by its own template, and where each passage comes from."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django import template
from django.template import Context
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from organizations.permissions import Permission
from reports.material.access import office_edited_by
from reports.snapshot.document import (
    Align,
    Block,
    Cell,
    Chart,
    Column,
    Heading,
    Paragraph,
    Picture,
    ReportDocument,
    Table,
)
from reports.snapshot.year import Name, Source

register = template.Library()
# The pages of material; the first one is where its tab leads.
MATERIAL = (
    "reports:material-list",
    "reports:material-figures",
    "reports:material-basket",
    "reports:material-cases",
)
# The pages of published reports that everybody reads, and that of whoever publishes.
PUBLISHED = (
    *("reports:published-list", "reports:published-report"),
    *("reports:publish", "reports:publish-withdraw"),
)
HAND_INS = ("reports:hand-in-list", "reports:hand-in-remind", "reports:hand-in-package")
# A passage of the whole country's rests on hundreds of filings.
MOST_MARKS = 5
MOST_COLUMNS_UPRIGHT = 7
LEVELS_OF_CONTENTS = 2
# On a phone more cells than these are a longer way down as cards than aside as a table.
MOST_CELLS_STACKED = 200

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
def report_block(block: Block, numbers: Mapping[str, int], position: int | None = None) -> SafeString:
    """A block of a document; ``numbers`` are those of its sources, ``position`` is its own in the body."""
    place = place_of(position) if position else ""
    context = {"block": block, "numbers": numbers, "place": place}
    return SafeString(render_to_string(TEMPLATES[type(block)], context))


def place_of(position: int) -> str:
    """The id of the heading that is a body's block of this position, from 1."""
    return f"part-{position}"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents: the id that it leads to, how it reads, and the lines below it."""

    place: str
    text: str
    inner: list["Entry"] = field(default_factory=list)


@register.simple_tag
def report_contents(document: ReportDocument) -> list[Entry]:
    """The headings of the first two levels and the annexes, in the order in which they stand."""
    entries: list[Entry] = []
    for position, block in enumerate(document.body, start=1):
        if isinstance(block, Heading) and block.level <= LEVELS_OF_CONTENTS:
            level = entries[-1].inner if block.level > 1 and entries else entries
            level.append(Entry(place_of(position), f"{block.number}{block.text}"))
    annexes = enumerate(document.annexes, start=1)
    return entries + [Entry(f"annex-{number}", f"{annex.label} {annex.title}") for number, annex in annexes]


@register.simple_tag
def source_marks(sources: Iterable[str], numbers: Mapping[str, int]) -> SafeString:
    """The numbers of the sources of a passage, in order, each leading to its line in the list of sources; of
    many the first ones, and how many more there are."""
    found = sorted(numbers[source] for source in set(sources) if source in numbers)
    shown = found if len(found) <= MOST_MARKS else found[: MOST_MARKS - 1]
    marks: list[tuple[object, str]] = [(f"source-{number}", str(number)) for number in shown]
    if len(shown) < len(found):
        marks.append((f"source-{found[len(shown)]}", f"+{len(found) - len(shown)}"))
    mark = '<sup><a class="{}" href="#{}">{}</a></sup>'
    return format_html_join("", mark, (("source-mark", place, text) for place, text in marks))


@register.simple_tag
def column_widths(table: Table) -> SafeString:
    """The columns of a table as wide as on paper: each by its share."""
    whole = sum(column.share for column in table.columns)
    columns = format_html_join(
        "", '<col width="{}%">', ((round(100 * each.share / whole),) for each in table.columns)
    )
    return format_html("<colgroup>{}</colgroup>", columns)


@register.filter
def is_wide(table: Table) -> bool:
    """Whether a table wants more room than text has: on paper it lies across."""
    return len(table.columns) > MOST_COLUMNS_UPRIGHT


@register.filter
def is_stacked(table: Table) -> bool:
    """Whether phones show each row as a card; of a longer table they show a part, and scroll it alone."""
    return len(table.columns) * len(table.rows) <= MOST_CELLS_STACKED


@register.filter
def may_scroll(table: Table) -> bool:
    """Whether a table can be broader than the page shows, so that keys have to reach it. One without a title,
    which could not be announced, has links that they reach."""
    return bool(table.title) and (is_wide(table) or not is_stacked(table))


@register.filter
def aligned(column: Column) -> SafeString:
    """The attribute of cells that do not begin at the start."""
    css = {Align.END: "num", Align.CENTRE: "report-table__centre"}.get(column.align)
    return format_html(' class="{}"', css) if css else SafeString("")


@register.filter
def under_columns(row: Sequence[Cell], table: Table) -> Iterable[tuple[Column, Cell]]:
    """The cells of a row, each with the column it stands under."""
    return zip(table.columns, row, strict=True)


@register.simple_tag(takes_context=True)
def report_tabs(context: Context) -> list[dict[str, object]]:
    """What is written, what is taken away as files, and material, as far as the person may do each."""
    user, shown = context["user"], context["request"].resolver_match.view_name
    tabs: list[tuple[str, tuple[str, ...]]] = [
        (_("Annual reports"), ("reports:annual-list",)),
        (_("Published reports"), PUBLISHED),
    ]
    if context.get("may_look_at_hand_ins") or shown in HAND_INS:
        tabs.append((_("Reports handed in"), HAND_INS))
    if user.organizations_where(Permission.EXPORT_REPORT):
        # A refused order stands at the address that it was sent to.
        tabs.append((_("Exports"), ("reports:report-list", "reports:export-create")))
    if office_edited_by(user) is not None:
        tabs.append((_("Material"), MATERIAL))
    return [{"label": label, "url": reverse(names[0]), "is_current": shown in names} for label, names in tabs]


@register.simple_tag(takes_context=True)
def material_tabs(context: Context, basket_count: int | None = None) -> list[dict[str, object]]:
    """The pages of material."""
    shown = context["request"].resolver_match.view_name
    tabs = (
        (_("Paragraphs and cases"), "reports:material-list", None),
        (_("Figures and charts"), "reports:material-figures", None),
        (_("Scoring of cases"), "reports:material-cases", None),
        (_("Basket"), "reports:material-basket", basket_count),
    )
    return [
        {
            "label": label,
            "url": reverse(name),
            "is_current": shown == name,
            "count": count,
            "opens_counted": count is not None,
        }
        for label, name, count in tabs
    ]


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
