"""Tables that are annexed to a plan: behind its signature or in an attachment."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from reading.late_pattern import LatePattern
from reading.markers import Marker, is_section_start
from reading.numerals import compact
from reading.structure.frame import Frame
from reading.structure.layout import Paragraph
from reading.structure.lines import Line

_ATTACHMENT = LatePattern(
    r"(附\s*[件表录]?\s*[0-9一二三四五六七八九十]{0,3}(?:\s*[-－—]\s*[0-9]{1,2})?)\s*[：:]?\s*"
)
_UNNUMBERED = "附表"
_TITLE_LINES = 4
_LONGEST_TITLE = 60


@dataclass(frozen=True, slots=True)
class AnnexedTable:
    """A table behind the last section: the lines above it that are its heading, its own, and their places."""

    heading: list[Line]
    lines: list[Line]
    rows: range

    @property
    def ends_at(self) -> int:
        return self.lines[-1].ends_at


def annexed_tables(content: list[Line], frame: Frame) -> Iterator[AnnexedTable]:
    """The tables of duties behind the plan and all that it goes on in, each with the lines above it that are
    its heading."""
    begin = max([frame.body_to, *(annex.text_to for annex in frame.annexes if annex.continues)])
    above: list[Line] = []
    for table, group in groupby(content[begin:], key=lambda line: line.table):
        lines = list(group)
        if table:
            yield AnnexedTable(_heading(above), lines, range(begin, begin + len(lines)))
            above = []
        else:
            above = lines
        begin += len(lines)


def _heading(above: list[Line]) -> list[Line]:
    """Those of the lines above a table that are its heading: short, without a full stop, up to 附件."""
    heading: list[Line] = []
    for line in reversed(above[-_TITLE_LINES:]):
        is_attachment = _ATTACHMENT.match(line.text) is not None
        is_title = len(line.text) <= _LONGEST_TITLE and line.text[-1] not in "。；，、"
        if not is_title or (is_section_start(line.text) and not is_attachment):
            break
        heading.insert(0, line)
        if is_attachment:
            break
    return heading


def table_heading(annex: AnnexedTable) -> Paragraph:
    """The heading of an annexed table as that of a topmost section: 附件2, or 附表 without a number."""
    lines = annex.heading or [replace(annex.lines[0], ends_at=annex.lines[0].starts_at, text="", table=0)]
    found = _ATTACHMENT.match(lines[0].text)
    if found and compact(found[1]) != "附":
        return Paragraph(Marker(compact(found[1]), compact(found[1]), 1, 0, found.end()), lines)
    return Paragraph(Marker(_UNNUMBERED, _UNNUMBERED, 1, 0, 0), lines)
