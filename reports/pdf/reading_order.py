"""What of a document is read in which order, told by the document alone: for comparison with the pages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reports.pdf.contents import Contents
from reports.snapshot.document import (
    Annex,
    Block,
    Chart,
    Form,
    Heading,
    Paragraph,
    Picture,
    ReportDocument,
    Table,
)


@dataclass(frozen=True, slots=True)
class Piece:
    """Text that stands together. ``repeated`` is what the head of a page repeats where it falls on two; the
    texts of a row that does are mixed."""

    text: str
    repeated: str = ""
    is_row: bool = False


def pieces(document: ReportDocument, contents: Contents) -> Iterator[Piece]:
    """Every text of the document from the first page to the last; ``contents`` has the words of the form."""
    words = contents.words()
    yield from map(Piece, head_texts(document, [*document.notices, *contents.changes()], words["signed_by"]))
    yield from map(Piece, (*document.title, document.addressee))
    yield from block_pieces(document.body, contents)
    yield Piece(document.closing)
    if document.attachments:
        yield Piece(words["attachments"])
    is_list = len(document.attachments) > 1
    for number, name in enumerate(document.attachments, start=1):
        yield Piece(f"{number}.{name}" if is_list else name)
    signature, colophon = document.signature, document.colophon
    yield from map(Piece, (signature.organization, signature.date, signature.contact))
    for annex in document.annexes:
        yield from annex_pieces(annex, contents)
    yield from map(Piece, contents.verification_texts())
    if colophon.copies_to:
        yield Piece(words["copies_to"] + colophon.copies_to)
    yield from map(Piece, (colophon.issued_by, colophon.issued_on))


def head_texts(document: ReportDocument, notices: Sequence[str], signed_by: str) -> Sequence[str]:
    head = document.letterhead
    match head.form:
        case Form.OFFICIAL:
            return (document.standing, *notices, head.mark, head.document_number, signed_by, head.signer)
        case Form.LETTER:
            return (head.mark, head.document_number, document.standing, *notices)
        case Form.PLAIN:
            return (document.standing, *notices)


def annex_pieces(annex: Annex, contents: Contents) -> Iterator[Piece]:
    yield Piece(annex.label)
    yield Piece(annex.title)
    yield from block_pieces(annex.blocks, contents)


def block_pieces(blocks: Sequence[Block], contents: Contents) -> Iterator[Piece]:
    for block in blocks:
        match block:
            case Heading():
                yield Piece(block.number + block.text)
            case Paragraph():
                yield Piece(block.text)
            case Table():
                yield from table_pieces(block)
            case Chart():
                yield Piece(block.title)
                yield from (Piece(bar.label + bar.text) for bar in block.bars)
                if any(bar.goal for bar in block.bars):
                    yield Piece(contents.words()["goal"])
            case Picture():
                yield Piece(contents.text_of(block))


def table_pieces(table: Table) -> Iterator[Piece]:
    yield Piece(table.title)
    head = "".join(column.title for column in table.columns)
    yield Piece(head)
    for row in table.rows:
        yield Piece("".join(cell.text for cell in row), repeated=head, is_row=True)
    yield from map(Piece, table.notes)
