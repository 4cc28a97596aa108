"""The stream as a table, for files: what the page shows line by line."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from reports.data_tables.values import Cell, DataTable, Head, LongRows, Row
from targets.figures.line_numbers import attested
from targets.models import Measurement
from targets.wording import quantity
from tasks.filings.read_lines import StreamLine
from tasks.models import CaseStudy, FilingLine, ProgressEntry
from texts.punctuation import listed


def lines_table(lines: Iterable[StreamLine], whole: LongRows | None = None) -> DataTable:
    """A row for each line in the order of the page; ``whole`` where they are not all."""
    heads = (
        Head("organization", _("Organization"), width=20),
        Head("period", _("Period"), width=18),
        Head("theme", _("Section or task"), width=36),
        Head("kind", _("Kind of line"), width=14),
        Head("achievements", _("Achievements, or what is told"), width=60),
        Head("problems", _("Problems"), width=60),
        Head("next_steps", _("Next steps"), width=60),
        Head("status", _("Status"), width=12),
        Head("submitted_at", _("Submitted at"), width=18),
        Head("seen", _("Seen"), width=24),
        Head("remarks", _("Remarks"), is_number=True),
        Head("evidence", _("Evidence"), width=40),
    )
    return DataTable("lines", _("Progress and problems"), heads, tuple(map(line_row, lines)), whole=whole)


def line_row(line: StreamLine) -> Row:
    checked, filing = line.checked, line.filing
    told, problems, next_steps = texts_of(line)
    cells = (
        Cell(str(filing.organization)),
        Cell(str(filing.period)),
        Cell(line.theme or checked.subject),
        Cell(str(checked.kind.label)),
        Cell(told),
        Cell(problems),
        Cell(next_steps),
        Cell(filing.get_status_display()),
        Cell(filing.submitted_at),
        Cell(seen_in_words(line)),
        Cell(len(line.remarks)),
        Cell(listed(file.name for file in checked.evidence)),
    )
    return Row(line.name, cells)


def texts_of(line: StreamLine) -> tuple[str, str, str]:
    """What is told, which problems, and which next steps; of other kinds of line what they say in words."""
    said = line.checked.line
    if isinstance(said, ProgressEntry):
        return said.nil_reason or said.achievements, said.problems, said.next_steps
    if isinstance(said, CaseStudy):
        return f"{said.title}\n{said.text}".strip(), "", ""
    return said.nil_reason or figure_in_words(said), "", ""


def figure_in_words(line: FilingLine) -> str:
    """What a line on a target attests."""
    if not isinstance(line, Measurement):
        return line.note
    target = line.target
    return quantity(attested(line), target.indicator, apart_from=target.numbers)


def seen_in_words(line: StreamLine) -> str:
    """By whom it was seen."""
    if line.seen is None:
        return ""
    return str(line.seen.seen_by)
