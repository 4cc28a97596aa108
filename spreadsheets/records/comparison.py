"""What the rows of a file would change in the records as they stand."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from django.utils.translation import gettext as _

from spreadsheets.records.reading import RowRead
from spreadsheets.records.values import Record, RecordLayout, mark_of
from texts.punctuation import listed


class Fate(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    CONFLICT = "conflict"  # the portal says something else since the file went out, and so does the file
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class ValueChange:
    """One value that a row of a file would change; values as records keep them. ``is_contested`` was changed
    in the portal as well, after the file went out."""

    name: str
    before: str
    after: str
    cell: str
    is_contested: bool = False


@dataclass(frozen=True, slots=True)
class Objection:
    """Why a row cannot be taken over, and at which cell; the row's own where it is no one cell's."""

    cell: str
    message: str


@dataclass(frozen=True, slots=True)
class RecordChange:
    """What one row of a file comes to. ``key`` is "" for a new one; ``values`` are all that the row would
    hold, those that were not edited as the portal has them."""

    fate: Fate
    sheet: str
    row: int
    key: str
    natural: str
    values: Mapping[str, str]
    changes: tuple[ValueChange, ...] = ()
    objections: tuple[Objection, ...] = ()
    cells: Mapping[str, str] = field(default_factory=dict)

    @property
    def changed_names(self) -> frozenset[str]:
        return frozenset(change.name for change in self.changes)

    def refused(self, objections: Iterable[Objection]) -> "RecordChange":
        """The same row, refused."""
        return RecordChange(
            Fate.REFUSED,
            self.sheet,
            self.row,
            self.key,
            self.natural,
            self.values,
            self.changes,
            tuple(objections),
            self.cells,
        )


def compared(rows: Iterable[RowRead], layout: RecordLayout, records: Iterable[Record]) -> list[RecordChange]:
    """What each row comes to beside the records as they stand, in the order of the file. ``records`` are at
    least those that the rows name, by either of their keys."""
    by_key = {record.key: record for record in records}
    by_natural = {layout.natural_key(record.values): record for record in by_key.values()}
    return [
        change_of(row, layout, by_key.get(row.key) if row.key else by_natural.get(row.natural))
        for row in rows
    ]


def change_of(row: RowRead, layout: RecordLayout, record: Record | None) -> RecordChange:
    """What one row comes to beside its record, None where there is none."""
    before = dict(record.values) if record else {}
    changes = tuple(value_changes(row, layout, before)) if record or not row.key else ()
    fate = fate_of(record, changes)
    after = before | {change.name: change.after for change in changes}
    change = RecordChange(
        fate,
        row.sheet,
        row.number,
        record.key if record else "",
        row.natural or (layout.natural_key(before) if before else row.key),
        after,
        changes,
        cells={name: said.cell for name, said in row.said.items()},
    )
    objections = list(objections_to(row, layout, record, fate))
    return change.refused(objections) if objections else change


def fate_of(record: Record | None, changes: tuple[ValueChange, ...]) -> Fate:
    if record is None:
        return Fate.NEW
    if any(change.is_contested for change in changes):
        return Fate.CONFLICT
    return Fate.CHANGED if changes else Fate.SAME


def value_changes(row: RowRead, layout: RecordLayout, before: Mapping[str, str]) -> Iterable[ValueChange]:
    """The values of a row that the person has edited and that are not the portal's already; none where a
    reason is all that was written into it."""
    found = list(edited_values(row, layout, before))
    is_all_reason = all(layout.column(change.name).is_reason for change in found)
    return () if before and is_all_reason else found


def edited_values(row: RowRead, layout: RecordLayout, before: Mapping[str, str]) -> Iterable[ValueChange]:
    """What the row says that is another than what stands, of each column that was edited and of those beside
    which it was; all of them are contested where one is."""
    groups = {column.name: column.group for column in layout.editable if column.name in row.said}
    edited = {group for name, group in groups.items() if is_edited(row, name)}
    changes = [
        ValueChange(name, standing, said.text, said.cell, is_another(row.marks.get(name), standing))
        for name, group in groups.items()
        if group in edited
        and not (said := row.said[name]).fault
        and said.text != (standing := layout.column(name).settled(before.get(name, "")))
    ]
    contested = {groups[change.name] for change in changes if change.is_contested}
    return [replace(change, is_contested=groups[change.name] in contested) for change in changes]


def is_edited(row: RowRead, name: str) -> bool:
    """Whether a cell says something else than went out; in a file of somebody's own each does."""
    mark = row.marks.get(name)
    return mark is None or is_another(mark, row.said[name].text)


def is_another(mark: str | None, value: str) -> bool:
    """Whether a value is another than the one that went out with a mark; not told without one."""
    return mark is not None and mark != mark_of(value)


def objections_to(row: RowRead, layout: RecordLayout, record: Record | None, fate: Fate) -> list[Objection]:
    """What keeps a row from being taken over, before any rule of its kind is asked."""
    own = next(iter(row.said.values())).cell if row.said else ""
    if row.repeats:
        numbers = listed(row.repeats)
        message = _("The key %(key)s stands in the rows %(rows)s as well: leave it in one of them.")
        return [Objection(own, message % {"key": row.natural or row.key, "rows": numbers})]
    if row.key and record is None:
        return [Objection(own, _("There is no such row in the portal any more, or it is not yours to see."))]
    if record is None and not layout.takes_new:
        return [
            Objection(own, _("Rows cannot be added here; the portal has no %(key)s.") % {"key": row.natural})
        ]
    faults = [Objection(said.cell, said.fault) for said in row.said.values() if said.fault]
    if record is None:
        return faults or missing_key(row, layout, own)
    if record.is_locked and fate is not Fate.SAME:
        return [Objection(own, _("This row is shown to be read; you cannot change it."))]
    return [*faults, *changed_key(row, layout, record)]


def missing_key(row: RowRead, layout: RecordLayout, own: str) -> list[Objection]:
    """A new row needs all of its key."""
    return [
        Objection(
            row.said[name].cell if name in row.said else own,
            _("“%(column)s” is empty: a new row needs it.") % {"column": layout.column(name).heading},
        )
        for name in layout.key_columns
        if name not in row.said or not row.said[name].text
    ]


def changed_key(row: RowRead, layout: RecordLayout, record: Record) -> list[Objection]:
    """The key of a row that stands stays as it is."""
    return [
        Objection(
            said.cell,
            _("“%(column)s” stays as it is: %(value)s. For a new row, leave this one as it was.")
            % {"column": layout.column(name).heading, "value": record.values.get(name, "")},
        )
        for name in layout.key_columns
        if (said := row.said.get(name)) is not None and said.text != record.values.get(name, "")
    ]
