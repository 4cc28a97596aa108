"""What a kind of line adds to the fill-in workbook: its sheet, as plain values.

Each room registers the sheets of its kinds when it starts (``SHEETS_TO_FILL_IN``); writing and reading treat
all alike.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

from spreadsheets.values import Number
from tasks.models import Filing
from tasks.registered import SHEETS_TO_FILL_IN

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# Between the filing and the line in the key of a row, where a workbook holds many filings.
OF_FILING = "/"
# The columns by which people tell the rows of a filing apart, and in a workbook of many the filings.
NAMING, ORGANIZATION = ("place", "subject"), "organization"

type Shown = str | int | Number | None
type Answer = str | bool | Decimal | None


class CellForm(StrEnum):
    """What is filled in into a cell: a text, a number, yes or no, or one of the words that are offered."""

    TEXT = "text"
    NUMBER = "number"
    YES_NO = "yes_no"
    WORD = "word"


@dataclass(frozen=True, slots=True)
class FieldColumn:
    """A column to fill in.

    ``name`` is the field's name in the form of the line; several columns of one field are told apart behind
    a colon ("sections:2"). ``words`` are what is offered, by the value that the form takes. ``longest`` is
    the length of a text, ``hint`` says what belongs here.
    """

    name: str
    title: "StrOrPromise"
    form: CellForm = CellForm.TEXT
    width: int = 30
    hint: "StrOrPromise" = ""
    longest: int = 0
    words: Mapping[str, str] = field(default_factory=dict)

    @property
    def field_name(self) -> str:
        return self.name.partition(":")[0]


@dataclass(frozen=True, slots=True)
class ContextColumn:
    """A column to read, locked."""

    name: str
    title: "StrOrPromise"
    width: int = 20


type SheetColumn = FieldColumn | ContextColumn


@dataclass(frozen=True, slots=True)
class RowKey:
    """Which line a row belongs to; ``part`` is the form's field that it answers where a line has several rows
    ("measure_7"), "" for the row of the line itself. ``filing`` is told in a workbook of many alone, by its
    id."""

    kind: str
    subject: int
    part: str = ""
    filing: int = 0

    def __str__(self) -> str:
        own = ":".join(filter(None, (self.kind, str(self.subject), self.part)))
        return f"{self.filing}{OF_FILING}{own}" if self.filing else own


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row: what stands in it to be read, by the names of columns, and the ``answers`` of the columns that
    are to be filled in here. ``is_head`` sets it off from the rows of its parts."""

    key: RowKey
    version: int
    contexts: Mapping[str, Shown]
    answers: Mapping[str, Answer]
    decimals: int = 0
    is_head: bool = False
    height: int = 20


@dataclass(frozen=True, slots=True)
class SheetContent:
    """A sheet of one filing. Beside ``frozen`` columns the others move; it is printed ``pages_wide``."""

    columns: tuple[SheetColumn, ...]
    rows: tuple[SheetRow, ...]
    frozen: int = 2
    pages_wide: int = 2


class LineSheet(ABC):
    """The sheet of one kind of line. ``key`` is the kind's, ``title`` names the sheet, ``intro`` says above
    its rows what to do. ``is_last`` puts it behind the others."""

    key: ClassVar[str]
    title: "ClassVar[StrOrPromise]"
    intro: "ClassVar[StrOrPromise]"
    is_last: ClassVar[bool] = False

    @abstractmethod
    def content(self, filing: Filing, *, is_blank: bool = False) -> SheetContent | None:
        """What the filing's sheet shows; None where it has no lines of the kind. A constant number of
        queries.

        A blank one asks and says nothing of what the organization has written, now or for earlier periods;
        its rows are of version 0.
        """

    @abstractmethod
    def form_of(self, column: str) -> CellForm | None:
        """What is filled in into a column, by its name; None for a column that is none of its fields."""

    def words(self) -> Mapping[str, tuple[str, ...]]:
        """The words of ``CellForm.WORD`` in every language, by the value that the form takes; empty where the
        workbook itself has to say."""
        return {}


SHEETS: Mapping[str, LineSheet] = SHEETS_TO_FILL_IN
