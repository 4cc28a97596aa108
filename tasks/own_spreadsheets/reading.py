"""From a mapped spreadsheet to what it says for the lines of a filing."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from spreadsheets.incoming.cell_text import number_of, text_of
from spreadsheets.incoming.values import Book, Cell
from tasks.line_imports.edits import FilingEdits, Finding, LineEdit, Place, Said, Weight
from tasks.own_spreadsheets import drift
from tasks.own_spreadsheets.labels import Labels
from tasks.own_spreadsheets.location import locate
from tasks.own_spreadsheets.mapping import Answer, Entry, FilingSubjects
from tasks.own_spreadsheets.units import other_unit, units_around
from texts.digits import half_width
from texts.incoming import incoming


@dataclass(slots=True)
class SaidOfLine:
    """What was gathered for one line, with the place of its first cell."""

    place: Place
    fields: dict[str, Said] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


@dataclass(slots=True)
class Gathering:
    """What a spreadsheet says for one filing, cell by cell."""

    filing: FilingSubjects
    lines: dict[tuple[str, int], SaidOfLine] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def take(self, answer: Answer, cell: Cell | None, place: Place) -> None:
        """Take a cell for what it answers; an empty one says nothing."""
        subject = self.filing.subjects.get((answer.kind, answer.identity))
        if subject is None:
            self.findings.append(drift.not_asked(place))
            return
        read = number_of(cell) if answer.is_number else text_of(cell)
        if not read.text and not read.fault:
            return
        said = self.lines.setdefault((answer.kind, subject), SaidOfLine(place))
        if read.fault:
            said.findings.append(Finding(read.fault, place))
        if read.remark:
            self.findings.append(Finding(read.remark, place, Weight.NOTE))
        if read.text:
            said.fields[answer.field] = Said(with_unit(read.text, answer.unit), place)

    def edits(self) -> FilingEdits:
        """The lines in the order in which they came; of none of them is a version known, and what the file
        leaves empty stays as it is."""
        lines = tuple(
            LineEdit(
                kind, subject, None, said.fields, said.place, is_whole=False, findings=tuple(said.findings)
            )
            for (kind, subject), said in self.lines.items()
        )
        return FilingEdits(self.filing.filing, lines, tuple(self.findings))


def with_unit(text: str, unit: str) -> str:
    """A bare number, as fields of numbers read one, with the unit that its head states; what was typed with
    one of its own stays as it is."""
    is_bare = half_width(incoming(text)).strip()[-1:] in set("0123456789.")
    return f"{text.strip()}{unit}" if unit and is_bare else text


def edits_of(entries: Iterable[Entry], book: Book, filing: FilingSubjects) -> FilingEdits:
    """What a spreadsheet says for a filing by its mapping. Each cell that is not where its labels say is a
    finding with its place, and nothing is read for it."""
    gathering = Gathering(filing, findings=[Finding(said, weight=Weight.NOTE) for said in book.cautions])
    labels: dict[str, Labels | None] = {}
    for entry in entries:
        if entry.sheet not in labels:
            sheet = book.sheet(entry.sheet)
            labels[entry.sheet] = Labels(sheet) if sheet else None
            if sheet is None:
                gathering.findings.append(drift.sheet_gone(entry.sheet))
        theirs = labels[entry.sheet]
        if theirs:
            take_entry(entry, theirs, gathering)
    return gathering.edits()


def take_entry(entry: Entry, labels: Labels, gathering: Gathering) -> None:
    located = locate(entry.anchor, labels)
    if isinstance(located, Finding):
        gathering.findings.append(located)
        return
    gathering.findings += located.notes
    at = located.row, located.column
    stated = (labels.above(*at), *units_around(labels, *at))
    gathering.findings += drift_of_unit(entry.answer, stated, labels.place(*at))
    gathering.take(entry.answer, labels.sheet.cell(*at), labels.place(*at))


def drift_of_unit(answer: Answer, stated: Iterable[str], place: Place) -> list[Finding]:
    """Whether the texts around a cell, the nearest first, state another unit than the mapped one."""
    other = other_unit(answer.unit, stated)
    return [drift.unit_changed(answer.unit, other, place)] if other else []
