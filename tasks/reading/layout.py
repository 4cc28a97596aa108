"""From the lines of the body to its paragraphs."""

import re
from dataclasses import dataclass

from tasks.reading.brackets import count_unclosed
from tasks.reading.flow import Flow, join_lines
from tasks.reading.headings import Marker, Outline, read_marker
from tasks.reading.lines import Line, Measure
from tasks.reading.owners import OWNER_LABEL_LINE

_FINISHED = re.compile(
    r"[。；：！？:;][”’」』）)》】]*$|(?:负责|牵头|配合|参加|参与|落实|单位|部门)[^（）()]{0,200}[）)】\]]$"
)
_PUNCTUATION = re.compile(r"[，。；：]")
_LONGEST_HEADING = 32


@dataclass(slots=True)
class Paragraph:
    """One paragraph of the body, with its marker where it opens a section."""

    marker: Marker | None
    lines: list[Line]
    is_expected: bool = True

    @property
    def starts_at(self) -> int:
        return self.lines[0].starts_at

    def flow(self) -> Flow:
        """Its text in one piece, hard line breaks and the marker removed."""
        skipped = self.marker.length if self.marker else 0
        first, *others = self.lines
        pieces = [(first.text[skipped:], first.text_at + skipped)]
        return join_lines(pieces + [(line.text, line.text_at) for line in others])


def read_paragraphs(lines: list[Line], measure: Measure) -> list[Paragraph]:
    """The paragraphs of the body. ``lines`` are its content lines in order."""
    outline = Outline()
    paragraphs: list[Paragraph] = []
    for number, line in enumerate(lines):
        current = paragraphs[-1] if paragraphs else None
        marker = read_marker(line.text)
        goes_on = current is not None and _goes_on(current, line, measure)
        if marker and outline.accepts(marker, mid_sentence=goes_on and _is_open(current, measure)):
            paragraphs.append(Paragraph(marker, [line], outline.expects(marker)))
            outline.enter(marker)
        elif current is not None and (goes_on or _continues_title(current, lines, number)):
            current.lines.append(line)
        else:
            paragraphs.append(Paragraph(None, [line]))
    return paragraphs


def _is_open(current: Paragraph | None, measure: Measure) -> bool:
    """Whether the last line breaks off inside a sentence, so that a number after it may be part of it."""
    if current is None or _FINISHED.search(current.lines[-1].text):
        return False
    is_heading = current.marker is not None and len(current.lines) == 1
    return not is_heading or measure.is_full(current.lines[-1]) or len(current.lines[-1].text) > _LONGEST_HEADING


def _goes_on(current: Paragraph, line: Line, measure: Measure) -> bool:
    """Whether ``line`` continues the paragraph that ends with the line before it."""
    last = current.lines[-1]
    is_note_open = _is_note_open(current)
    if OWNER_LABEL_LINE.match(line.text) and not is_note_open:
        return False
    if _FINISHED.search(last.text) and not is_note_open:
        return measure.is_full(last) and not (measure.indents and line.is_indented)
    if measure.is_full(last) or is_note_open:
        return True
    if current.marker is not None and len(current.lines) == 1:
        return len(last.text) > _LONGEST_HEADING or (line.follows_break and "，" in last.text)
    return bool(_PUNCTUATION.search(last.text)) or len(current.lines) > 1


def _is_note_open(current: Paragraph) -> bool:
    """Whether a bracket opened in the last few lines is still open."""
    tail = "".join(line.text[-400:] for line in current.lines[-4:])[-400:]
    return count_unclosed(tail) > 0


def _continues_title(current: Paragraph, lines: list[Line], number: int) -> bool:
    """The second line of a heading that stands alone: short, without punctuation, before the next number."""
    line, last = lines[number], current.lines[-1]
    if current.marker is None or len(current.lines) > 1 or _FINISHED.search(last.text):
        return False
    if len(last.text) < 12 or len(line.text) > 24 or _PUNCTUATION.search(line.text.rstrip("。")):
        return False
    return number + 1 == len(lines) or read_marker(lines[number + 1].text) is not None
