"""What an organization said once about a spreadsheet of its own, as plain values."""

from dataclasses import dataclass

from spreadsheets.incoming.cell_names import cell_name


@dataclass(frozen=True, slots=True)
class FixedCell:
    """A cell that stays where it is. ``left`` and ``above`` are the labels that stood beside it when it was
    mapped: they bear witness that it is still the same one."""

    row: int
    column: int
    left: str = ""
    above: str = ""

    @property
    def name(self) -> str:
        return cell_name(self.row, self.column)


@dataclass(frozen=True, slots=True)
class HeadAndKey:
    """A cell under the head of a column, in the row of a key, both worded as they were; ``row`` and
    ``column`` are where it stood then."""

    head: str
    key: str
    row: int
    column: int

    @property
    def name(self) -> str:
        return cell_name(self.row, self.column)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a cell answers: a field of a line, whose subject is known across periods and years by
    ``identity`` (an indicator's code, a task's number). ``unit`` is the one that its head states, which is
    written behind the number for the form to convert; empty where the head states none."""

    kind: str
    identity: str
    field: str
    is_number: bool = False
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One cell of a sheet, by the sheet's title, and what it answers."""

    sheet: str
    anchor: FixedCell | HeadAndKey
    answer: Answer


@dataclass(frozen=True, slots=True)
class ColumnEntry:
    """One column of a sheet with a row for each city, by its head, and what its cells answer."""

    head: str
    answer: Answer


@dataclass(frozen=True, slots=True)
class CityMapping:
    """A sheet with a row for each city: the head of the column that names the cities, and the others."""

    sheet: str
    key_head: str
    columns: tuple[ColumnEntry, ...]


@dataclass(frozen=True, slots=True)
class FilingSubjects:
    """A filing by its id, and which subject of it, by kind and identity, has which id now."""

    filing: int
    subjects: dict[tuple[str, str], int]


@dataclass(frozen=True, slots=True)
class CityFiling:
    """The filing of a city, and everything that a spreadsheet may call the city: names and codes."""

    filing: FilingSubjects
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MappedField:
    """One field and where it is read from, as the columns of its entry."""

    kind: str
    identity: str
    field: str
    subject: str
    is_number: bool
    unit: str
    anchor: dict[str, str | int]
