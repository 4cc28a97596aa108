"""What a fill-in workbook says of itself on its very hidden sheet: form, filing, rows and columns.

Reading goes by it alone: titles, heads and places may change in people's hands.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from spreadsheets.incoming.cell_text import text_of
from spreadsheets.incoming.values import Sheet

MARK = "portal-fill-in"
# Counted up whenever what stands on the hidden sheet or in the technical head means something else.
LAYOUT = 1
SHEET_TITLE = "portal_fill_in"
# In the technical head of a sheet; behind the first stands the kind of its lines.
KEY_HEAD = "line:"
VERSION_HEAD = "version"
# In the column of keys, beside the head that people read.
READ_HEAD = "head"


@dataclass(frozen=True, slots=True)
class SheetMark:
    """The sheet of a kind of line: its title when it was made, and its columns to fill in, by name with what
    heads them."""

    title: str
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Imprint:
    """``filing`` is its id, ``organization`` a code, ``period`` and ``made_at`` days and moments as text.

    ``rows`` has the columns that are to be filled in, by the key of the row; ``names`` what the row is called
    for people, and ``shown_organization`` whose it is; ``words`` the values of words that this workbook
    offers, by field. Workbooks that were given out earlier know no names.
    """

    layout: int
    filing: int
    organization: str
    period: str
    language: str
    made_at: str
    rules: str
    sheets: Mapping[str, SheetMark] = field(default_factory=dict)
    rows: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    shown_organization: str = ""
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def lines(self) -> Iterator[tuple[str, ...]]:
        """What is written, a row each."""
        yield MARK, str(self.layout)
        yield "filing", str(self.filing)
        yield "organization", self.organization
        yield "period", self.period
        yield "language", self.language
        yield "made_at", self.made_at
        yield "rules", self.rules
        yield "shown_organization", self.shown_organization
        for kind, mark in self.sheets.items():
            yield "sheet", kind, mark.title
            for name, title in mark.columns.items():
                yield "column", kind, name, title
        for name, words in self.words.items():
            for value, word in words.items():
                yield "word", name, value, word
        for key, columns in self.rows.items():
            yield "row", key, " ".join(columns), self.names.get(key, "")


def is_imprint(sheet: Sheet) -> bool:
    """Whether a sheet is the hidden one of a fill-in workbook."""
    return text_of(sheet.cell(1, 1)).text == MARK


def layout_of(sheet: Sheet) -> int:
    """The number of the form that the workbook has; 0 where it says none."""
    return whole(text_of(sheet.cell(1, 2)).text)


def imprint_on(sheet: Sheet) -> Imprint:
    """What a sheet of the present layout says. Raises ``ValueError`` where it was changed by hand."""
    facts: dict[str, str] = {}
    titles: dict[str, str] = {}
    columns: dict[str, dict[str, str]] = {}
    rows: dict[str, tuple[str, ...]] = {}
    names: dict[str, str] = {}
    words: dict[str, dict[str, str]] = {}
    for number in sheet.rows:
        name, *said = (text_of(sheet.cell(number, column)).text for column in range(1, 5))
        match name:
            case "sheet":
                titles[said[0]] = said[1]
            case "column":
                columns.setdefault(said[0], {})[said[1]] = said[2]
            case "word":
                words.setdefault(said[0], {})[said[1]] = said[2]
            case "row":
                rows[said[0]] = tuple(said[1].split())
                names[said[0]] = said[2]
            case _:
                facts[name] = said[0]
    filing = whole(facts.get("filing", ""))
    if not filing or not rows:
        raise ValueError(SHEET_TITLE)
    return Imprint(
        layout_of(sheet),
        filing,
        organization=facts.get("organization", ""),
        period=facts.get("period", ""),
        language=facts.get("language", ""),
        made_at=facts.get("made_at", ""),
        rules=facts.get("rules", ""),
        sheets={kind: SheetMark(title, columns.get(kind, {})) for kind, title in titles.items()},
        rows=rows,
        names=names,
        shown_organization=facts.get("shown_organization", ""),
        words=words,
    )


def words_of(texts: Iterable[str]) -> str:
    """Texts as one, whatever the blanks and line ends in them."""
    return " ".join(" ".join(texts).split())


def whole(text: str) -> int:
    """A number that the portal wrote; 0 for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
