"""From the lines of the body to its paragraphs."""

import re
from dataclasses import dataclass

from reading.brackets import count_unclosed
from reading.markers import Marker, read_marker
from reading.owners.labels import LABEL_LINE
from reading.structure.flow import Flow, join_lines
from reading.structure.headings import Outline
from reading.structure.lines import Line, Measure
from reading.vocabulary import DEPARTMENT, DUTY_VERBS, UNIT, one_of

_NOTE_ENDED = re.compile(rf"{one_of((*DUTY_VERBS, UNIT, DEPARTMENT))}[^（）()]{{0,200}}[）)】\]〕]。?$")
_FINISHED = re.compile(rf"[。；：！？:;][”’」』）)》】〕]*$|{_NOTE_ENDED.pattern}")
CLOSING_WORDS = re.compile(
    rf"各(?:地区|{DEPARTMENT}|级|省|地|有关|市|{UNIT}|成员)|有关{DEPARTMENT}|本\w{{2}}自"
)
ENDING_WORDS = re.compile(r"[特专]此(?:通知|公告|通告|函告|函达|报告|批复)")
_LEANS_BACK = re.compile(r"[，。；：、）》”%％]|\d{1,4}$")
_PUNCTUATION = re.compile(r"[，。；：]")
_LONGEST_HEADING = 32
_TAIL = 400


@dataclass(slots=True)
class Paragraph:
    """One paragraph of the body, with its marker where it opens a section."""

    marker: Marker | None
    lines: list[Line]
    is_expected: bool = True

    @property
    def starts_at(self) -> int:
        return self.lines[0].starts_at

    @property
    def tail(self) -> str:
        """The end of it so far, enough to see how it ends and whether a bracket is open."""
        last = self.lines[-1].text
        if len(self.lines) == 1 or len(last) >= _TAIL:
            return last[-_TAIL:]
        return "".join(line.text[-_TAIL:] for line in self.lines[-6:])[-_TAIL:]

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
        if marker and outline.accepts(
            marker,
            mid_sentence=goes_on and _is_open(current, measure),
            is_finished=current is None or current.marker is None or bool(_FINISHED.search(current.tail)),
            under=_bare_heading(current),
        ):
            paragraphs.append(Paragraph(marker, [line], outline.expects(marker)))
            outline.enter(marker)
        elif current is not None and (goes_on or _continues_title(current, lines, number, measure)):
            current.lines.append(line)
        else:
            paragraphs.append(Paragraph(None, [line]))
    return paragraphs


def _bare_heading(current: Paragraph | None) -> Marker | None:
    """The marker of a paragraph that may be a heading alone: one or two lines without a full stop."""
    if (
        current is None
        or len(current.lines) > 2
        or any(re.search("[。；：]", line.text) for line in current.lines)
    ):
        return None
    return current.marker


def _is_open(current: Paragraph | None, measure: Measure) -> bool:
    """Whether the last line breaks off inside a sentence, so that a number after it may be part of it."""
    if current is None or _FINISHED.search(current.tail):
        return False
    last = current.lines[-1]
    is_heading = current.marker is not None and len(current.lines) == 1
    return not is_heading or measure.is_full(last) or len(last.text) > _LONGEST_HEADING


def _goes_on(current: Paragraph, line: Line, measure: Measure) -> bool:
    """Whether ``line`` continues the paragraph that ends with the line before it."""
    tail, last = current.tail, current.lines[-1]
    is_full = measure.is_full(last)
    is_open = count_unclosed(tail) > 0
    if _is_parted(line, measure):
        return is_open and count_unclosed(tail + line.text) == 0
    if is_open:
        return True
    if _opens_paragraph(line, tail, is_full=is_full):
        return False
    if LABEL_LINE.match(current.lines[0].text):
        return is_full or last.text[-1] in "、，；：:,"
    if _FINISHED.search(tail):
        return is_full and not (measure.indents and line.is_indented)
    return is_full or _leaves_open(current, line)


def _is_parted(line: Line, measure: Measure) -> bool:
    """Whether the source says that a paragraph ended before ``line``, and lines are not set as paragraphs."""
    return line.follows_paragraph and measure.full_from is None


def _leaves_open(current: Paragraph, line: Line) -> bool:
    """Whether a line shorter than the others still breaks off inside a sentence, which a heading does not."""
    last = current.lines[-1].text
    if _LEANS_BACK.match(line.text) or last[-1].isdigit():
        return True
    if current.marker is not None and len(current.lines) == 1 and "。" not in last:
        return len(last) > _LONGEST_HEADING or (line.follows_break and "，" in last)
    return bool(_PUNCTUATION.search(last)) or len(current.lines) > 1


def _opens_paragraph(line: Line, tail: str, *, is_full: bool) -> bool:
    """Whether its words alone make ``line`` a new paragraph: closing words, or a note with a label."""
    if CLOSING_WORDS.match(line.text) and _NOTE_ENDED.search(tail):
        return True
    return bool(LABEL_LINE.match(line.text)) and not (is_full and line.text[0] in "（(")


def _continues_title(current: Paragraph, lines: list[Line], number: int, measure: Measure) -> bool:
    """The second line of a heading that stands alone: short, without punctuation, before the next number."""
    line, last = lines[number], current.lines[-1]
    if current.marker is None or len(current.lines) > 1 or _FINISHED.search(last.text):
        return False
    if _is_parted(line, measure):
        return False
    if len(last.text) < 12 or len(line.text) > 24 or _PUNCTUATION.search(line.text.rstrip("。")):
        return False
    return number + 1 == len(lines) or read_marker(lines[number + 1].text) is not None
