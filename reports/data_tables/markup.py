"""A table as markup: made here rather than by a template, because a page may have thousands of cells."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from organizations.page_addresses import query_of
from reports.data_tables.pills import sign
from reports.data_tables.values import NOTHING, Cell, DataTable, Head, Row
from spreadsheets.outgoing.plain_values import plain_text
from targets.charts.svg import escaped, escaped_text
from targets.wording import DASH

type Query = Iterable[tuple[str, str]]
type Column = tuple[str, SafeString]


def table_markup(table: DataTable, query: Query) -> SafeString:
    """The table with links that sort it; ``query`` is what the page's address asks for besides."""
    asked = [(name, value) for name, value in query if name not in {sort_name(table), "page"}]
    css = "table table--stack" if table.is_stacked else "table"
    columns = [column_of(head, is_stacked=table.is_stacked) for head in table.heads]
    return joined(
        format_html(
            '<div{} id="{}" role="region" tabindex="0" aria-label="{}">',
            *(attribute("class", css_of(table)), table.key, table.title),
        ),
        format_html('<table class="{}"><caption class="visually-hidden">{}</caption>', css, table.title),
        joined("<thead>", *group_row(table), joined("<tr>", *heads(table, asked), "</tr>"), "</thead>"),
        joined(
            format_html('<tbody id="{}">', rows_id(table)),
            *(row_markup(row, columns) for row in table.rows),
            "</tbody>",
        ),
        joined("<tfoot>", *(row_markup(row, columns) for row in table.totals), "</tfoot>")
        if table.totals
        else "",
        "</table></div>",
    )


def css_of(table: DataTable) -> str:
    """What holds the table; one that may be wider than the page scrolls in a box of its own."""
    wide = "data-table--wide" if table.is_wide else ""
    return " ".join(filter(None, ["data-table table-scroll", wide, table.css]))


def sort_name(table: DataTable) -> str:
    """How an address names the order of a table."""
    return f"sort_{table.key}"


def rows_id(table: DataTable) -> str:
    """Where a count leads that counts the rows of a table."""
    return f"{table.key}-rows"


def heads(table: DataTable, asked: list[tuple[str, str]]) -> Iterator[str]:
    """The heads of the columns; those that sort are links."""
    for head in table.heads:
        is_up, is_down = table.order == head.key, table.order == f"-{head.key}"
        css = " ".join(filter(None, ["num" if head.is_number else "", head.css]))
        sorted_so = "ascending" if is_up else "descending" if is_down else ""
        yield format_html(
            '<th scope="col"{}{}>{}{}</th>',
            attribute("class", css),
            attribute("aria-sort", sorted_so),
            sort_link(table, head, asked) if head.is_sortable and table.rows else about(head),
            format_html('<span class="unit">{}</span>', head.unit) if head.unit else "",
        )


def about(head: Head) -> SafeString:
    """The title of a column: a link to what it is about, where there is that."""
    if head.href:
        return format_html('<a href="{}">{}</a>', head.href, head.title)
    return format_html("{}", head.title)


def sort_link(table: DataTable, head: Head, asked: list[tuple[str, str]]) -> SafeString:
    """A second click turns the order round. A title that leads to what its column is about has the link
    behind it."""
    is_next_down = table.order != f"-{head.key}" if head.descends else table.order == head.key
    order = f"-{head.key}" if is_next_down else head.key
    address = f"?{query_of([*asked, (sort_name(table), order)])}#{table.key}"
    if head.href:
        return format_html(
            '{} <a{} href="{}"><span class="visually-hidden">{}{}</span></a>',
            *(about(head), attribute("class", "sort-link sort-link--beside"), address),
            *(_("Sort by "), head.title),
        )
    return format_html(
        '<a{} href="{}"><span class="visually-hidden">{}</span>{}</a>',
        *(attribute("class", "sort-link"), address, _("Sort by "), head.title),
    )


def group_row(table: DataTable) -> Iterator[str]:
    """The row of titles over several columns; none where no column has one."""
    if any(head.group for head in table.heads):
        yield "<tr>"
        for group, several in groupby(table.heads, key=lambda head: head.group):
            span = len(list(several))
            yield (
                format_html('<th scope="colgroup" colspan="{}">{}</th>', span, group)
                if group
                else format_html('<td colspan="{}"></td>', span)
            )
        yield "</tr>"


def column_of(head: Head, *, is_stacked: bool) -> Column:
    """What the cells of a column share: their class, and their label where rows become cards."""
    label = attribute("data-label", head.title) if is_stacked else NOTHING
    return "num" if head.is_number else "", label


def row_markup(row: Row, columns: Sequence[Column]) -> str:
    """A row, and its detail below it; its first cell is its head."""
    css = " ".join(filter(None, [row.css, f"row--level-{row.level}" if row.level else ""]))
    cells = (
        cell_markup(cell, column, is_head=not place)
        for place, (cell, column) in enumerate(zip(row.cells, columns, strict=True))
    )
    return joined(
        format_html("<tr{}{}>", attribute("id", row.key), attribute("class", css)),
        joined(*cells, "</tr>"),
        unfolded(row, columns) if row.detail else "",
    )


def unfolded(row: Row, columns: Sequence[Column]) -> SafeString:
    """A row's detail, as a row of one cell."""
    css = attribute("class", "row--detail")
    return format_html('<tr{}><td colspan="{}">{}</td></tr>', css, len(columns), row.detail)


def cell_markup(cell: Cell, column: Column, *, is_head: bool) -> str:
    """A cell; a day stands in one line. Put together by hand: a page may have thousands, and each part is
    escaped already."""
    shared, label = column
    nothing = "cell--nothing" if label and is_nothing(cell) else ""
    whole = "nowrap" if type(cell.value) is date else ""
    css = attribute("class", " ".join(filter(None, [shared, cell.css, nothing, whole])))
    inside = f"{words_markup(cell)}{escaped(cell.drawing)}"
    if is_head:
        return f'<th scope="row"{css}>{inside}</th>'
    return f"<td{css}{label}>{inside}</td>"


def is_nothing(cell: Cell) -> bool:
    """Whether a cell is a dash; why a figure is missing is told."""
    return cell.words == DASH and not cell.says_something


def words_markup(cell: Cell) -> str:
    """What the cell says: a link where it leads somewhere, and reachable by key where it has a note."""
    words = words_of(cell)
    said = f"{sign(cell.icon) if cell.icon else ''}{escaped(words)}"
    note = attribute("data-note", cell.note)
    if cell.href and words:
        css = attribute("class", "counted" if cell.is_count else "")
        return f"<a{attribute('href', cell.href)}{css}{note}>{said}</a>"
    return f'<span tabindex="0"{note}>{said}</span>' if cell.note and words else said


def words_of(cell: Cell) -> str:
    """What pages say of a cell."""
    return "" if cell.is_drawn else words_in_full(cell)


def words_in_full(cell: Cell) -> str:
    """What a cell says, also where its drawing says it on pages. Pages run no formulas, so text is left as it
    is."""
    if isinstance(cell.value, str | Promise):
        return cell.words or str(cell.value)
    return cell.words or plain_text(cell.value)


def attribute(name: str, value: str) -> SafeString:
    return SafeString(f' {name}="{escaped_text(value)}"') if value else NOTHING


def joined(*parts: str) -> SafeString:
    """Parts after one another, each of them markup already."""
    return SafeString("".join(parts))
