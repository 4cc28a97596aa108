"""What made a figure, filing by filing, as tables."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from spreadsheets.outgoing.files import Table, columns
from spreadsheets.values import Row
from targets.explanation.breakdown import Breakdown, Part, Stated
from targets.figure_numbers import number_of, percent, stated
from targets.models import Indicator
from texts.punctuation import in_brackets

NAME, NUMBER, STATE, WIDE = 24, 16, 12, 40


def explanation_tables(breakdown: Breakdown) -> list[Table]:
    """The filings that made the figure, and those of the subordinates' total beside it where there is one."""
    indicator = breakdown.shown.target.indicator
    tables = [part_table(_("The filings that made it"), breakdown.parts, indicator)]
    if breakdown.beneath_figure:
        tables.append(part_table(_("Subordinates' total"), breakdown.beneath, indicator))
    return tables


def part_table(title: str, parts: Sequence[Part], indicator: Indicator) -> Table:
    unit = indicator.display_unit
    head = columns(
        (_("Organization"), NAME),
        (in_brackets(pgettext("number", "Counted"), unit), NUMBER),
        (_("Share (%)"), STATE),
        (_("Period"), NAME),
        (in_brackets(_("Stated"), unit), NUMBER),
        (_("Nil return"), STATE),
        (_("counts"), STATE),
        (_("Status"), STATE),
        (_("Version"), 10),
        (_("Approved by"), NAME),
        (_("Approved"), 18),
        (in_brackets(_("Subordinates' total"), unit), NUMBER),
        (_("Difference"), NUMBER),
        (_("Note to the reviewer"), WIDE),
    )
    rows = [row for part in parts for row in part_rows(part, indicator)]
    return Table(title, head, rows, len(rows))


def part_rows(part: Part, indicator: Indicator) -> Iterator[Row]:
    """A row for each filing of an organization."""
    share = None if part.row.share is None else percent(part.row.share)
    for said in part.stated:
        yield (
            str(part.organization),
            number_of(part.row.value, indicator),
            share,
            *stated_cells(said, indicator),
        )


def stated_cells(said: Stated, indicator: Indicator) -> Row:
    line, filing = said.line, said.line.filing
    return (
        str(filing.period),
        None if line.nil_return else stated(said.value, indicator),
        line.nil_return,
        said.counts,
        filing.get_status_display(),
        filing.version,
        filing.approved_by.name if filing.approved_by else None,
        filing.approved_at,
        number_of(said.beneath.value, indicator) if said.beneath else None,
        said.difference_in_words,
        line.nil_reason if line.nil_return else line.said_to_reviewer,
    )
