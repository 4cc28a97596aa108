"""What a reader of the document finds one after the other: lines of text, rows of tables, drawings."""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import NamedTuple

from django.utils.translation import gettext as _

from reports.snapshot.document import (
    Block,
    Chart,
    Form,
    Heading,
    Letterhead,
    Paragraph,
    Picture,
    ReportDocument,
    Table,
)
from reports.snapshot.head import Verification
from reports.verification_codes.drawing import qr_png
from reports.verification_codes.lines import qr_in_words, verification_lines
from reports.word.charts import names_of


class Drawn(NamedTuple):
    """A drawing: what it says to those who do not see it, and its values or the checksum of its picture."""

    description: str
    content: tuple[str | None, ...]


# A line of text, the cells of a row, or a drawing.
type Piece = str | tuple[str, ...] | Drawn


def pieces_of(document: ReportDocument, verification: Verification | None = None) -> Iterator[Piece]:
    """What the snapshot's document consists of, in order and without what is empty; ``verification`` is what
    a copy is checked by."""
    letterhead = document.letterhead
    lines = [document.standing, *document.notices]
    if letterhead.form is Form.LETTER:
        lines.insert(0, letterhead.mark)
    lines += [*letterhead_lines(letterhead), "\n".join(document.title), document.addressee]
    yield from filter(None, lines)
    yield from block_pieces(document.body)
    yield from filter(None, ending_lines(document))
    for annex in document.annexes:
        yield from filter(None, (annex.label, annex.title))
        yield from block_pieces(annex.blocks)
    if verification:
        yield Drawn(qr_in_words(), (sha256(qr_png(verification.link)).hexdigest(),))
        yield ("", "\n".join(verification_lines(verification)))
    yield from colophon_pieces(document)


def letterhead_lines(letterhead: Letterhead) -> list[str]:
    if letterhead.form is Form.LETTER:
        return [letterhead.document_number]
    if letterhead.form is Form.OFFICIAL:
        signer = f"{_('Signed by: ')}{letterhead.signer}"
        return [letterhead.mark, f"\t{letterhead.document_number}\t{signer}".rstrip("\u3000")]
    return []


def ending_lines(document: ReportDocument) -> list[str]:
    count = len(document.attachments)
    attachments = [
        f"{place}.{name}" if count > 1 else name for place, name in enumerate(document.attachments, start=1)
    ]
    if attachments:
        attachments[0] = f"{_('Attachments: ')}{attachments[0]}"
    signature = document.signature
    return [document.closing, *attachments, signature.organization, signature.date, signature.contact]


def colophon_pieces(document: ReportDocument) -> Iterator[Piece]:
    """Its lines; on a page of its own they are rows of a table."""
    colophon, is_letter = document.colophon, document.letterhead.form is Form.LETTER
    lines = [f"{_('Copies to: ')}{colophon.copies_to}"] if colophon.copies_to else []
    if not is_letter and (colophon.issued_by or colophon.issued_on):
        lines.append(f"{colophon.issued_by}\t{colophon.issued_on}")
    yield from lines if is_letter else ((line,) for line in lines)


def block_pieces(blocks: Iterable[Block]) -> Iterator[Piece]:
    for block in blocks:
        match block:
            case Heading():
                yield from filter(None, [block.number + block.text])
            case Paragraph():
                yield from filter(None, [block.text])
            case Table():
                yield from table_pieces(block)
            case Chart():
                yield Drawn(block.description, chart_values(block)) if block.bars else block.description
                yield from filter(None, [block.title])
            case Picture():
                yield Drawn(block.text, (block.sha256,))
                yield from filter(None, [block.text])


def table_pieces(table: Table) -> Iterator[Piece]:
    yield from filter(None, [table.title])
    if table.columns:
        yield tuple(column.title for column in table.columns)
        for row in table.rows:
            yield tuple(cell.text for cell in row)
    yield from filter(None, table.notes)


def chart_values(chart: Chart) -> tuple[str | None, ...]:
    """Of each bar its name, value, goal and how the value reads."""
    values: list[str | None] = []
    for name, bar in zip(names_of(chart.bars), chart.bars, strict=True):
        values += [name, bar.value, bar.goal, None if bar.value is None else bar.text]
    return tuple(values)
