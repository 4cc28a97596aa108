"""A table of open data: what its columns are called and mean, in both languages, and its rows."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise

from reports.gathering.bilingual import in_both
from reports.open_data.year import OfficeYear
from reports.snapshot.tables import Row
from reports.snapshot.year import Name


class Kind(StrEnum):
    """The types of the Table Schema that are in use. In JSON decimal numbers stand as text."""

    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Field:
    """A column. ``values`` are all that it may hold, where these are few; what is not ``is_given`` may be
    empty."""

    key: str
    title: Promise
    description: Promise
    kind: Kind = Kind.STRING
    values: tuple[str, ...] = ()
    is_given: bool = False

    @property
    def titles(self) -> Name:
        return in_both(lambda: self.title)

    @property
    def descriptions(self) -> Name:
        return in_both(lambda: self.description)


@dataclass(frozen=True, slots=True)
class Resource:
    """A table; ``key`` names its file and its place in the JSON, ``identity`` the columns that tell its rows
    apart."""

    key: str
    title: Promise
    description: Promise
    fields: tuple[Field, ...]
    rows: Callable[[OfficeYear], Iterable[Row]]
    identity: tuple[str, ...]

    @property
    def titles(self) -> Name:
        return in_both(lambda: self.title)

    @property
    def descriptions(self) -> Name:
        return in_both(lambda: self.description)

    @property
    def keys(self) -> list[str]:
        return [field.key for field in self.fields]
