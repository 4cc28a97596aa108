"""What one view shows, as plain values: the page, the workbook, the brief and the drawings are made of it."""

from dataclasses import dataclass, field

from django.utils.safestring import SafeString

from reports.data_tables.values import DataTable
from spreadsheets.values import Value

MOST_NUMBERS = 5
# Held, written and read back within a few seconds; more would keep a request waiting for too long.
MOST_CELLS = 250_000


@dataclass(frozen=True, slots=True)
class KeyNumber:
    """One of the numbers at the head of a view: ``words`` is the number with its unit beside it; ``note``
    stands small below it (a change, a coverage); ``state`` is an outcome or a state, for its colour and sign;
    ``href`` opens just what it counts where it ``is_count``, else what explains it."""

    label: str
    words: str
    unit: str = ""
    note: str = ""
    state: str = ""
    href: str = ""
    is_count: bool = False
    value: Value = None


@dataclass(frozen=True, slots=True)
class Headline:
    """The state of things in one sentence, and at most five numbers."""

    sentence: str
    numbers: tuple[KeyNumber, ...] = ()

    def __post_init__(self) -> None:
        if len(self.numbers) > MOST_NUMBERS:
            raise ValueError("A headline has at most five numbers.")


@dataclass(frozen=True, slots=True)
class Point:
    """One line of what needs attention or of what changed. ``urgency`` is ``error``, ``warning``, ``info`` or
    ``success``; ``note`` says since when and why."""

    text: str
    urgency: str = "info"
    note: str = ""
    href: str = ""
    is_count: bool = False


@dataclass(frozen=True, slots=True)
class PointList:
    """A titled list of points; ``empty`` is said where there are none."""

    key: str
    title: str
    points: tuple[Point, ...]
    note: str = ""
    empty: str = ""


@dataclass(frozen=True, slots=True)
class LegendMark:
    """What one colour of a drawing stands for: ``fill`` on paper, ``css`` the class that takes over on the
    screen; ``is_dashed`` for what is drawn as an outline."""

    label: str
    fill: str
    css: str = ""
    is_dashed: bool = False


@dataclass(frozen=True, slots=True)
class NamedChart:
    """A drawing that can be taken away by itself; ``key`` names it in addresses and files. ``drawing`` is one
    SVG with its colours in attributes; what ``legend`` and ``note`` say goes with it."""

    key: str
    title: str
    drawing: SafeString
    legend: tuple[LegendMark, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class ShownPage:
    """A view as it is shown. ``name`` names its files; ``facts`` say whose it is and what it was asked for:
    organization, filters, as-of time, coverage, who and when."""

    name: str
    title: str
    subject: str
    headline: Headline
    facts: tuple[tuple[str, str], ...]
    lists: tuple[PointList, ...] = ()
    tables: tuple[DataTable, ...] = ()
    charts: tuple[NamedChart, ...] = ()
    context: dict[str, object] = field(default_factory=dict)

    @property
    def is_long(self) -> bool:
        """Whether files of it are given out while they are written, which then nothing reads back."""
        cells = sum(len(table.heads) * (len(table.rows) + len(table.totals)) for table in self.tables)
        return cells > MOST_CELLS or any(table.whole for table in self.tables)

    def table(self, key: str) -> DataTable:
        """A table by its key; raises ``KeyError``."""
        return {table.key: table for table in self.tables}[key]

    def chart(self, key: str) -> NamedChart:
        """A drawing by its key; raises ``KeyError``."""
        return {chart.key: chart for chart in self.charts}[key]
