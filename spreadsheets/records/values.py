"""What a table of records is: its columns, its rows by key, and the mark by which an edit is known."""

import base64
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from enum import Enum
from functools import lru_cache

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import override

from spreadsheets.incoming.cell_text import is_plain, levelled, number_text
from texts.incoming import incoming, one_line

# In which languages titles and words are known again, whatever the language of the page.
LANGUAGES = ("zh-hans", "en")
# Of the digest of a value: two values look the same to it once in 70 billion pairs.
MARK_LENGTH = 6
YES, NO = "yes", "no"
# Between the word of a line and what stands behind it: "filer @ 44".
BEHIND = "@"

type Words = Mapping[str, str | Promise]


class RecordForm(Enum):
    """How the values of a column are typed. Values are texts all the same."""

    TEXT = "text"
    LINES = "lines"  # several, one a line
    NUMBER = "number"
    DAY = "day"
    YES_NO = "yes_no"  # ``YES`` or ``NO``
    WORD = "word"  # a key of ``words``
    WORDS = "words"  # keys of ``words``, one a line, each with "@" and a text behind it or without


@dataclass(frozen=True, slots=True)
class RecordColumn:
    """One column. ``name`` is for programs; ``title`` and ``help`` are for people.

    ``words`` are what may be chosen: what is kept, and how it reads. ``is_read_only`` is shown and not read.
    ``is_reason`` says why the others of its row change: alone it changes nothing. Columns of one ``together``
    mean something only beside each other: who edits one says all of them.
    """

    name: str
    title: str | Promise
    help: str | Promise = ""
    form: RecordForm = RecordForm.TEXT
    words: Words = field(default_factory=dict)
    width: int = 18
    longest: int | None = None
    is_read_only: bool = False
    is_reason: bool = False
    together: str = ""

    @property
    def group(self) -> str:
        """The name of those that it is edited with; its own where it stands alone."""
        return self.together or self.name

    @property
    def heading(self) -> str:
        """The title as it stands by itself, with a capital letter."""
        return capfirst(str(self.title))

    def titles(self) -> frozenset[str]:
        """The title in every language, as titles are compared."""
        return frozenset(levelled(title) for title in self.in_every_language(self.title))

    def in_every_language(self, text: str | Promise) -> list[str]:
        found = []
        for language in LANGUAGES:
            with override(language):
                found.append(str(text))
        return found

    def shown(self, value: str) -> str:
        """A value as it reads in the language of the page."""
        match self.form:
            case RecordForm.YES_NO | RecordForm.WORD:
                return self.word_shown(value)
            case RecordForm.WORDS:
                return "\n".join(self.line_shown(line) for line in value.split("\n"))
        return value

    def line_shown(self, line: str) -> str:
        word, behind, rest = line.partition(BEHIND)
        shown = self.word_shown(word.strip())
        return f"{shown} {BEHIND} {rest.strip()}" if behind else shown

    def word_shown(self, word: str) -> str:
        return str(self.words[word]) if word in self.words else word

    def words_by_text(self) -> dict[str, str]:
        """The words by what they read as in every language, as it is compared. What two read as says
        neither."""
        meant: dict[str, set[str]] = {}
        for word, shown in self.words.items():
            for text in self.in_every_language(shown):
                meant.setdefault(levelled(text), set()).add(word)
        found = {text: words.pop() for text, words in meant.items() if len(words) == 1}
        return found | {levelled(word): word for word in self.words}

    def settled(self, value: str) -> str:
        """A value as it comes back from a file in which nobody has changed it."""
        match self.form:
            case RecordForm.NUMBER:
                return settled_number(value)
            case RecordForm.LINES:
                return "\n".join(lines_of(value))
            case RecordForm.WORDS:
                return "\n".join(sorted(lines_of(value)))
        return one_line(value).strip()


@dataclass(frozen=True, slots=True)
class Record:
    """One row: its key, and its values by the names of columns. ``is_locked`` cannot be changed by the person
    who looks; it is shown all the same."""

    key: str
    values: Mapping[str, str]
    is_locked: bool = False


@dataclass(frozen=True, slots=True)
class RecordLayout:
    """What a table of records looks like, whatever its rows.

    ``kind`` is for programs, and told by the file. ``key_columns`` are those by which people know a row: they
    are given for a new one, and stay as they are ever after. ``rules`` are sentences on what may be changed
    and how, for the sheet of rules. ``takes_new`` says whether rows may be added.
    """

    kind: str
    title: str | Promise
    columns: Sequence[RecordColumn]
    key_columns: tuple[str, ...]
    rules: Sequence[str | Promise] = ()
    takes_new: bool = True

    @property
    def editable(self) -> list[RecordColumn]:
        """The columns that are read, those of the key among them."""
        return [column for column in self.columns if not column.is_read_only]

    @property
    def changeable(self) -> list[RecordColumn]:
        """The columns that may be another for a row that stands."""
        return [column for column in self.editable if column.name not in self.key_columns]

    def column(self, name: str) -> RecordColumn:
        return next(column for column in self.columns if column.name == name)

    def natural_key(self, values: Mapping[str, str]) -> str:
        """The key by which people know a row; "" where a part of it is missing."""
        parts = [values.get(name, "").strip() for name in self.key_columns]
        return " / ".join(parts) if all(parts) else ""


def lines_of(text: str, between: str = "") -> list[str]:
    """The lines of a text that say something; ``between`` are further signs that part them."""
    text = incoming(text)
    for sign in between:
        text = text.replace(sign, "\n")
    return [line.strip() for line in text.split("\n") if line.strip()]


def settled_number(text: str) -> str:
    """A number without zeros behind it; what is none as it stands."""
    number = exact(text)
    return number_text(number) if number is not None and is_plain(number) else one_line(text).strip()


def exact(text: str) -> Decimal | None:
    """The number that a text is; None where it is none. Python alone would read 1_2 as 12, and the digits of
    all scripts."""
    try:
        return Decimal(text) if text.isascii() and "_" not in text else None
    except InvalidOperation:
        return None


@lru_cache(maxsize=8192)
def mark_of(value: str) -> str:
    """A short digest of a value, by which it is known whether it is another than went out."""
    digest = hashlib.sha256(value.encode()).digest()
    return base64.urlsafe_b64encode(digest)[:MARK_LENGTH].decode()


def marks_of(values: Mapping[str, str], columns: Sequence[RecordColumn]) -> str:
    """The marks of values one behind the other, in the order of ``columns``."""
    return "".join(mark_of(column.settled(values.get(column.name, ""))) for column in columns)


def marks_by_name(marks: str, names: Sequence[str]) -> dict[str, str]:
    """Marks by the names that they were made for; nothing where they are not as long as they should be."""
    if len(marks) != MARK_LENGTH * len(names):
        return {}
    return {name: marks[place * MARK_LENGTH : (place + 1) * MARK_LENGTH] for place, name in enumerate(names)}
