"""A copy of a text to work on in Word: a bookmark around each part, and a property that names the text."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from xml.sax.saxutils import escape

from reports.snapshot.document import Block
from reports.word.blocks import set_blocks
from reports.word.marks import PROPERTY
from reports.word.typesetting import Typesetting

_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_OPENED = "</w:pPr>"
_CLOSED = "</w:p>"


@dataclass(frozen=True, slots=True)
class Marking:
    """The number of the part that each block of the body belongs to, and what names the text as it stands."""

    parts: tuple[int, ...]
    name: str


def set_marked(setting: Typesetting, body: Iterable[Block], parts: Sequence[int]) -> Iterator[str]:
    """The blocks of a body, those of each part within its bookmark."""
    for number, group in groupby(zip(body, parts, strict=True), key=lambda pair: pair[1]):
        yield from bookmarked(list(set_blocks(setting, (block for block, _number in group))), number)


def bookmarked(pieces: list[str], number: int) -> list[str]:
    """Pieces with a bookmark from the beginning of their first paragraph to the end of their last one."""
    start = f'<w:bookmarkStart w:id="{number}" w:name="part_{number}"/>'
    pieces[0] = pieces[0].replace(_OPENED, _OPENED + start, 1)
    before, closed, behind = pieces[-1].rpartition(_CLOSED)
    pieces[-1] = f'{before}<w:bookmarkEnd w:id="{number}"/>{closed}{behind}'
    return pieces


def custom_properties(name: str) -> str:
    """The part with the property that names the text, which Word and WPS keep."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/"
    return (
        f'<Properties xmlns="{kind}custom-properties" xmlns:vt="{kind}docPropsVTypes">'
        f'<property fmtid="{_FORMAT}" pid="2" name="{PROPERTY}">'
        f"<vt:lpwstr>{escape(name)}</vt:lpwstr></property></Properties>"
    )
