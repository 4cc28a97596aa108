"""What a careful clerk reads in a document that was made: the known answers, and the document itself."""

import datetime as dt
from dataclasses import dataclass, field

from reading import Rhythm


@dataclass(frozen=True, slots=True)
class SectionAnswer:
    """A section: its path, its title (None where more than one would do) and its heading as printed."""

    path: str
    title: str | None
    printed: str


@dataclass(frozen=True, slots=True)
class NoteAnswer:
    """What a note, or a row of a table, says on owners; ``printed`` is how it stands in the document."""

    section: str
    lead: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    guide: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    and_others: bool = False
    due_on: dt.date | None = None
    printed: str = ""
    in_table: bool = False


@dataclass(frozen=True, slots=True)
class ReportAnswer:
    """A report asked for; an empty ``due_on`` and a rhythm of None are not judged."""

    printed: str
    receiver: str | None
    due_on: tuple[dt.date, ...] = ()
    rhythm: Rhythm | None = None
    contact: str | None = None


@dataclass(frozen=True, slots=True)
class GoalAnswer:
    """A goal with a figure; its indicator is what stands before the figure, and is not judged."""

    section: str
    value: str
    unit: str


@dataclass(slots=True)
class Answers:
    """All that is known of one document; a fact that is None or empty and unsaid is not judged.

    ``titles`` are the titles that would do. ``sentences`` must stand somewhere in what was read, the
    characters of ``cells`` too. A document that ``has_no_task`` has to be said something about.
    ``categories`` of a table's rows may be sections over them, or not.
    """

    titles: tuple[str, ...] = ()
    number: str | None = None
    issuers: tuple[str, ...] = ()
    issued_on: dt.date | None = None
    year: int | None = None
    sections: list[SectionAnswer] = field(default_factory=list)
    notes: list[NoteAnswer] = field(default_factory=list)
    reports: list[ReportAnswer] = field(default_factory=list)
    goals: list[GoalAnswer] = field(default_factory=list)
    sentences: list[str] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)
    categories: set[str] = field(default_factory=set)
    has_no_task: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph; ``is_centred`` for titles and ``is_right`` for signatures, which no setting wraps.

    ``mark`` is the number that the text begins with, ``depth`` its level: Word can print it by itself.
    """

    text: str
    mark: str = ""
    depth: int = 0
    is_centred: bool = False
    is_right: bool = False
    is_flush: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; a cell < goes on from the left one, ^ from the one above."""

    rows: tuple[tuple[str, ...], ...]
    header_rows: int = 1


@dataclass(frozen=True, slots=True)
class Made:
    """A document as a file, with its answers."""

    name: str
    file_name: str
    data: bytes
    answers: Answers
