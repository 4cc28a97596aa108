"""What the rows of a file come to, as a page or a command says it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from organizations.record_kinds.kind import RecordKind
from spreadsheets.records.comparison import Fate, RecordChange


@dataclass(frozen=True, slots=True)
class ShownValue:
    """One value: its title, what stands, what the file says."""

    title: str
    before: str
    after: str
    is_contested: bool


@dataclass(frozen=True, slots=True)
class ShownObjection:
    """What is wrong, and where: the sheet and the cell."""

    place: str
    message: str


@dataclass(frozen=True, slots=True)
class ShownRow:
    """One row of a file."""

    label: str
    place: str
    row: int
    fate: Fate
    values: Sequence[ShownValue]
    objections: Sequence[ShownObjection]


@dataclass(frozen=True, slots=True)
class RecordPreview:
    """The rows of a file by what becomes of them."""

    rows: Sequence[ShownRow]
    cautions: Sequence[str]
    untouched: int

    def of(self, *fates: Fate) -> list[ShownRow]:
        return [row for row in self.rows if row.fate in fates]

    @property
    def new(self) -> list[ShownRow]:
        return self.of(Fate.NEW)

    @property
    def changed(self) -> list[ShownRow]:
        return self.of(Fate.CHANGED)

    @property
    def refused(self) -> list[ShownRow]:
        return self.of(Fate.REFUSED)

    @property
    def conflicts(self) -> list[ShownRow]:
        return self.of(Fate.CONFLICT)

    @property
    def same(self) -> int:
        """How many rows change nothing."""
        return len(self.of(Fate.SAME)) + self.untouched

    @property
    def writable(self) -> int:
        return len(self.of(Fate.NEW, Fate.CHANGED, Fate.CONFLICT))


def preview_of(
    kind: RecordKind, changes: Sequence[RecordChange], cautions: Sequence[str], untouched: int
) -> RecordPreview:
    """The preview in the language of the page (no query)."""
    titles = {column.name: column for column in kind.layout().columns}

    def shown(change: RecordChange) -> ShownRow:
        values = [
            ShownValue(
                titles[each.name].heading,
                titles[each.name].shown(each.before),
                titles[each.name].shown(each.after),
                each.is_contested,
            )
            for each in change.changes
            if each.name in titles
        ]
        objections = [ShownObjection(place_of(change, each.cell), each.message) for each in change.objections]
        place = _("%(sheet)s, row %(row)d") % {"sheet": change.sheet, "row": change.row}
        return ShownRow(kind.label(change) or place, place, change.row, change.fate, values, objections)

    return RecordPreview([shown(change) for change in changes], cautions, untouched)


def place_of(change: RecordChange, cell: str) -> str:
    return f"{change.sheet}!{cell}" if cell else change.sheet


def preview_lines(preview: RecordPreview) -> Iterator[str]:
    """The preview as lines of text."""
    words = {
        Fate.NEW: _("new"),
        Fate.CHANGED: _("changed"),
        Fate.CONFLICT: _("changed in the portal as well"),
        Fate.REFUSED: _("refused"),
    }
    yield from preview.cautions
    for row in preview.rows:
        if row.fate not in words:
            continue
        yield f"{row.place} · {row.label} · {words[row.fate]}"
        for value in row.values:
            yield f"    {value.title}: {in_one_line(value.before)} → {in_one_line(value.after)}"
        for objection in row.objections:
            yield f"    {objection.place}: {objection.message}"
    yield _(
        "New: %(new)d; changed: %(changed)d; changed in the portal as well: %(conflicts)d; refused:"
        " %(refused)d; as they stand: %(same)d."
    ) % {
        "new": len(preview.new),
        "changed": len(preview.changed),
        "conflicts": len(preview.conflicts),
        "refused": len(preview.refused),
        "same": preview.same,
    }


def in_one_line(text: str) -> str:
    return text.replace("\n", " / ") or "—"
