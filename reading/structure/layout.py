"""From the lines of the body to its paragraphs."""

import re
from dataclasses import dataclass

from reading.brackets import count_unclosed
from reading.late_pattern import EitherPattern, LatePattern
from reading.markers import BULLET_RANK, Marker, Markers
from reading.owners.labels import BLANK_LABEL_LINE, LABEL_LINE
from reading.structure.flow import Flow, join_lines
from reading.structure.headings import Outlines
from reading.structure.lines import Line, Measure
from reading.vocabulary import DEPARTMENT, DUTY_VERBS, GUIDING, OTHER_LABEL, UNIT, one_of

_INNER_BRACKET = r"[（(][^（）()]{1,40}[）)]"
_NOTE_ENDED = LatePattern(
    rf"{one_of((*DUTY_VERBS, *GUIDING, UNIT, DEPARTMENT))}[^（）()]{{0,200}}"
    rf"(?:{_INNER_BRACKET}[^（）()]{{0,200}}){{0,4}}[）)】\]〕]。?$"
)
_STOPS, _CLOSERS = "。；：！？:;", "”’」』）)》】〕"
CLOSING_WORDS = LatePattern(
    rf"各(?:地区|{DEPARTMENT}|级|省|地|有关|市|{UNIT}|成员)|有关{DEPARTMENT}|本\w{{2}}自"
)
ENDING_WORDS = LatePattern(r"[特专]此(?:通知|公告|通告|函告|函达|报告|批复)")
_LEANS_BACK = LatePattern(r"[，。；：、）》”%％]|\d{1,4}$")
_LABELLED = EitherPattern(LABEL_LINE, re.compile(rf"\s*[（(【\[［〖〔]?{OTHER_LABEL}[：:】]"))
_PUNCTUATION = LatePattern(r"[，。；：]")
# What stands before a number that a sentence goes on with: 第, 见附件, 到2025年.
_REFERS = LatePattern(r"(?:[第附见按照据和及或至到与、（(《“〔\[－-]|附件|依据|根据|上述|前款|本)$")
_FULL_STOP = LatePattern("[。；：]")
_GOING_ON = "、，；：:,"
_LONGEST_HEADING = 32
_TAIL = 400
_SHORT_PLACE = 20


@dataclass(slots=True)
class Paragraph:
    """One paragraph of the body, with its marker where it opens a section. Where ``table`` is not 0, it
    stands in that table, whose rows are counted apart from the sections around it."""

    marker: Marker | None
    lines: list[Line]
    is_expected: bool = True
    table: int = 0
    _judged_lines: int = 0
    _is_finished: bool = False

    @property
    def starts_at(self) -> int:
        return self.lines[0].starts_at

    @property
    def number_at(self) -> tuple[int, int]:
        """Where its number stands in the source, or its first words."""
        line = self.lines[0]
        length = self.marker.length if self.marker else min(len(line.text), _SHORT_PLACE)
        return line.text_at, line.text_at + length

    @property
    def is_finished(self) -> bool:
        """Whether it ends as a sentence does, or with a note."""
        if self._judged_lines != len(self.lines):
            self._judged_lines, self._is_finished = len(self.lines), _is_finished(self.tail)
        return self._is_finished

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


@dataclass(slots=True)
class Layout:
    """The paragraphs of a stretch of lines, those lines that look numbered and open no section, and the
    numbers so far."""

    paragraphs: list[Paragraph]
    refused: list[Line]
    outlines: Outlines


def read_paragraphs(
    lines: list[Line],
    markers: Markers,
    measure: Measure,
    within: range,
    outlines: Outlines | None = None,
) -> Layout:
    """The paragraphs of those content ``lines`` that are ``within`` a stretch, in order, with the numbers
    they start with; ``outlines`` have the numbers before them."""
    outlines = outlines or Outlines()
    paragraphs: list[Paragraph] = []
    refused: list[Line] = []
    current: Paragraph | None = None
    for number in within:
        line = lines[number]
        marker = _section_marker(line, markers.of_lines[number])
        goes_on = current is not None and _goes_on(current, line, measure)
        outline, table = outlines.at(line.table, marker)
        mid_sentence = marker is not None and goes_on and _is_open(current, measure)
        if marker and marker.rank == BULLET_RANK and current and not measure.is_full(current.lines[-1]):
            mid_sentence = False
        if marker and (
            line.is_row
            or outline.accepts(
                marker,
                mid_sentence=mid_sentence,
                is_finished=current is None or current.marker is None or current.is_finished,
                under=_bare_heading(current) if mid_sentence else None,
            )
        ):
            current = Paragraph(marker, [line], outline.expects(marker), table)
            paragraphs.append(current)
            outlines.enter(marker, line.table)
            continue
        if _is_refused(marker, current, is_doubtful=number in markers.doubtful, goes_on=goes_on):
            refused.append(line)
        if current is not None and (goes_on or _continues_title(current, lines, markers, number, measure)):
            current.lines.append(line)
        else:
            current = Paragraph(None, [line])
            paragraphs.append(current)
    return Layout(paragraphs, refused, outlines)


def _is_refused(
    marker: Marker | None, current: Paragraph | None, *, is_doubtful: bool, goes_on: bool
) -> bool:
    """Whether the line looks numbered, opens no section, and is neither a reference nor a figure for sure."""
    if marker is None:
        return is_doubtful and not goes_on
    if marker.rank == BULLET_RANK or marker.is_tight or current is None:
        return False
    return not _REFERS.search(current.tail)


def _section_marker(line: Line, marker: Marker | None) -> Marker | None:
    """The number ``marker`` that ``line`` begins with; a dash before a label (——责任单位：) is none."""
    is_label = marker and marker.rank == BULLET_RANK and LABEL_LINE.match(line.text, marker.length)
    return None if is_label else marker


def _is_finished(tail: str) -> bool:
    last = tail[-1]
    if last in _STOPS:
        return True
    if last not in _CLOSERS and last != "]":
        return False
    return tail.rstrip(_CLOSERS)[-1:] in _STOPS or _NOTE_ENDED.search(tail) is not None


def _bare_heading(current: Paragraph | None) -> Marker | None:
    """The marker of a paragraph that may be a heading alone: one or two lines without a full stop."""
    if (
        current is None
        or len(current.lines) > 2
        or any(_FULL_STOP.search(line.text) for line in current.lines)
    ):
        return None
    return current.marker


def _is_open(current: Paragraph | None, measure: Measure) -> bool:
    """Whether the last line breaks off inside a sentence, so that a number after it may be part of it."""
    if current is None or current.is_finished:
        return False
    last = current.lines[-1]
    if _LABELLED.match(current.lines[0].text):
        return last.text[-1] in _GOING_ON
    is_heading = current.marker is not None and len(current.lines) == 1
    return not is_heading or measure.is_full(last) or len(last.text) > _LONGEST_HEADING


def _goes_on(current: Paragraph, line: Line, measure: Measure) -> bool:
    """Whether ``line`` continues the paragraph that ends with the line before it."""
    tail, last = current.tail, current.lines[-1]
    is_full = measure.is_full(last)
    is_open = count_unclosed(tail) > 0
    if _is_parted(line, last, measure):
        return is_open and count_unclosed(tail + line.text) == 0 and not line.is_row
    if is_open:
        return True
    if _opens_paragraph(line, tail, is_full=is_full):
        return False
    if _LABELLED.match(current.lines[0].text):
        return is_full or last.text[-1] in _GOING_ON
    if current.is_finished:
        return is_full and not (measure.indents and line.is_indented)
    return is_full or _leaves_open(current, line)


def _is_parted(line: Line, last: Line, measure: Measure) -> bool:
    """Whether the source says that a paragraph ended before ``line``, and lines are not set as paragraphs; in
    a table, and behind it, every line is one."""
    if line.table or last.table:
        return True
    return line.follows_paragraph and measure.full_from is None


def _leaves_open(current: Paragraph, line: Line) -> bool:
    """Whether a line shorter than the others still breaks off inside a sentence, which a heading does not."""
    last = current.lines[-1].text
    if _LEANS_BACK.match(line.text) or last[-1].isdigit():
        return True
    if current.marker is not None and len(current.lines) == 1 and "。" not in last:
        return len(last) > _LONGEST_HEADING or (line.follows_break and "，" in last and not line.is_indented)
    return bool(_PUNCTUATION.search(last)) or len(current.lines) > 1


def _opens_paragraph(line: Line, tail: str, *, is_full: bool) -> bool:
    """Whether its words alone make ``line`` a new paragraph: closing words, or a note with a label."""
    if CLOSING_WORDS.match(line.text) and _NOTE_ENDED.search(tail):
        return True
    if BLANK_LABEL_LINE.match(line.text):
        return True
    return bool(_LABELLED.match(line.text)) and not (is_full and line.text[0] in "（(")


def _continues_title(
    current: Paragraph, lines: list[Line], markers: Markers, number: int, measure: Measure
) -> bool:
    """The second line of a heading that stands alone: short, without punctuation, before the next number."""
    line, last = lines[number], current.lines[-1]
    if current.marker is None or len(current.lines) > 1 or current.is_finished:
        return False
    if _is_parted(line, last, measure):
        return False
    if len(last.text) < 12 or len(line.text) > 24 or _PUNCTUATION.search(line.text):
        return False
    return number + 1 == len(lines) or markers.of_lines[number + 1] is not None
