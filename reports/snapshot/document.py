"""The report as a document: what stands in it in which order, and nothing of how a format sets it.

Composed once for each language and frozen with the snapshot, so that a later version of the portal words no
frozen report anew. Texts are final: renderers number, join and word nothing. ``sources`` name the ids of
``Source`` of the snapshot that a passage or cell rests on (design R10).
"""

from enum import StrEnum

import msgspec


class Form(StrEnum):
    """How the first page looks (GB/T 9704-2012): 公文 with a letterhead, 便函, or without any."""

    OFFICIAL = "official"
    LETTER = "letter"
    PLAIN = "plain"


class Align(StrEnum):
    START = "start"
    CENTRE = "centre"
    END = "end"


class Value(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A plain value of the snapshot; equal ones are equal."""


class Passage(Value, frozen=True):
    """A stretch of a paragraph with what it rests on. ``is_quoted`` says that people wrote it so in what they
    filed, ``is_edited`` that somebody worded it who edited the report."""

    text: str
    sources: tuple[str, ...] = ()
    is_quoted: bool = False
    is_edited: bool = False


class Heading(Value, frozen=True, tag="heading"):
    """A heading of level 1 (一、) to 4 (（1）); ``number`` as printed with its sign, ``text`` without it."""

    level: int
    number: str
    text: str


class Paragraph(Value, frozen=True, tag="paragraph"):
    """A paragraph of the body, its first line indented; passages follow one another without a blank."""

    passages: tuple[Passage, ...]

    @property
    def text(self) -> str:
        return "".join(passage.text for passage in self.passages)


class Column(Value, frozen=True):
    """A column of a table; ``share`` is its part of the width, any unit."""

    title: str
    share: int = 10
    align: Align = Align.START


class Cell(Value, frozen=True):
    """A cell; ``figure`` names the id of the ``Figure`` that it shows."""

    text: str
    sources: tuple[str, ...] = ()
    figure: str | None = None


class Table(Value, frozen=True, tag="table"):
    """A table with its title above and its notes (unit, coverage, abbreviations) below."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()


class Bar(Value, frozen=True):
    """One mark of a chart. ``value`` and ``goal`` are decimal strings in the chart's unit; None where nothing
    was reported. ``text`` is the value as it reads, with its unit."""

    label: str
    value: str | None
    text: str
    goal: str | None = None


class Chart(Value, frozen=True, tag="chart"):
    """A drawing: horizontal bars under a title. ``description`` says in a sentence what it shows, for those
    who do not see it."""

    title: str
    unit: str
    bars: tuple[Bar, ...]
    description: str


class Picture(Value, frozen=True, tag="picture"):
    """A picture beside a case: ``sha256`` names the stored evidence, ``text`` describes it."""

    sha256: str
    name: str
    text: str


type Block = Heading | Paragraph | Table | Chart | Picture


class Letterhead(Value, frozen=True):
    """版头: ``mark`` is the 发文机关标志, printed red over the red line; an empty ``document_number`` or
    ``signer`` leaves room to write it in."""

    form: Form = Form.PLAIN
    mark: str = ""
    document_number: str = ""
    signer: str = ""


class Signature(Value, frozen=True):
    """落款: who signs, the date as printed (empty leaves room for it), and who answers questions."""

    organization: str
    date: str = ""
    contact: str = ""


class Annex(Value, frozen=True):
    """附件: begins on a new page; ``label`` is 附件1, ``is_wide`` sets it across the long side."""

    label: str
    title: str
    blocks: tuple[Block, ...]
    is_wide: bool = False


class Colophon(Value, frozen=True):
    """版记: at the foot of the last page."""

    copies_to: str = ""
    issued_by: str = ""
    issued_on: str = ""


class ReportDocument(Value, frozen=True):
    """A report in one language.

    ``standing`` is what the first page says above everything where the report is not frozen (未定稿 with its
    time), ``notices`` what it says below it (sample data, submitted figures among the approved ones, what of
    a text had to be changed). ``title`` is broken into lines by meaning.
    """

    language: str
    title: tuple[str, ...]
    addressee: str
    body: tuple[Block, ...]
    signature: Signature
    letterhead: Letterhead = Letterhead()
    standing: str = ""
    notices: tuple[str, ...] = ()
    closing: str = ""
    attachments: tuple[str, ...] = ()
    annexes: tuple[Annex, ...] = ()
    colophon: Colophon = Colophon()
