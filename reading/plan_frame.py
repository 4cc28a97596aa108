"""The frame of a document with tables: each table counts as one line of it, so that no row is taken for a
section of the notice, for a list of attachments or for the plan instead of the text."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reading.document import DocumentError
from reading.late_pattern import LatePattern
from reading.markers import Marker, opens_section, read_marker
from reading.notice.letterhead import read_frame
from reading.numerals import compact
from reading.owners.notes import find_notes
from reading.structure.frame import Annex, Frame
from reading.structure.lines import Line, Measure

_ANNOUNCED_WITHIN = 6
_STAND_IN = "一、"
_NO_NUMBER = "·"
_ANNEXED = LatePattern(r"附\s*[表录件]\s*[0-9一二三四五六七八九十]{0,3}\s*(?:[：:]|$)")
_LONGEST_TITLE, _HEADING_LINES = 60, 4
_PUTS_OUT = LatePattern(r"(?:印发|转发|下发|发布)[^\n]{4,}的?通知$")


def read_plan_frame(lines: list[Line], markers: Sequence[Marker | None], measure: Measure) -> Frame:
    """The frame of a document with these content lines, of which some are those of tables of duties.

    The text is the plan where it has sections of its own; the tables are, where nothing else has a number,
    where they stand before whatever has, or where the notice announces the title above them.
    """
    if not any(line.table for line in lines):
        return read_frame(lines, markers, measure)
    reduced = _reduced(lines, markers)
    plain = _attempt(reduced, measure, numbered=False)
    if plain and not _tables_before(reduced, plain):
        attached = _attempt(reduced, measure, numbered=True)
        is_announced = attached is not None and _is_announced_table(reduced, attached, plain)
        if not is_announced and (behind := _behind_notice(reduced, plain, measure)):
            return _from_first_row(lines, markers, reduced.in_full(behind))
        if not is_announced:
            return reduced.in_full(_without_annex(reduced, plain))
    numbered = reduced.with_numbers()
    return _from_first_row(
        lines, markers, reduced.in_full(read_frame(numbered.lines, numbered.markers, measure))
    )


@dataclass(frozen=True, slots=True)
class _Reduced:
    """The lines with one for each table, their numbers, and the place that each has among all lines; the end
    of them last."""

    lines: list[Line]
    markers: list[Marker | None]
    places: list[int]

    def with_numbers(self) -> "_Reduced":
        """The lines, those of tables opening a section."""
        lines = [replace(line, text=_STAND_IN + line.text) if line.table else line for line in self.lines]
        markers = [
            read_marker(line.text) if line.table else marker
            for line, marker in zip(lines, self.markers, strict=True)
        ]
        return replace(self, lines=lines, markers=markers)

    def in_full(self, frame: Frame) -> Frame:
        at = self.places
        taken_at = frame.year_taken_at
        return replace(
            frame,
            title_from=at[frame.title_from],
            title_to=at[frame.title_to],
            preamble_from=at[frame.preamble_from],
            body_from=at[frame.body_from],
            body_to=at[frame.body_to],
            year_taken_at=None if taken_at is None else at[taken_at],
            annexes=tuple(self._annex(annex) for annex in frame.annexes),
            unread=tuple((at[begins], at[ends]) for begins, ends in frame.unread),
        )

    def _annex(self, annex: Annex) -> Annex:
        at = self.places
        return replace(
            annex,
            head=None if annex.head is None else at[annex.head],
            title_from=at[annex.title_from],
            text_from=at[annex.text_from],
            text_to=at[annex.text_to],
        )


def _reduced(lines: list[Line], markers: Sequence[Marker | None]) -> _Reduced:
    reduced = _Reduced([], [], [])
    for place, line in enumerate(lines):
        if line.table and reduced.lines and reduced.lines[-1].table == line.table:
            continue
        text = "表" if line.table and markers[place] else line.text
        reduced.lines.append(replace(line, text=text))
        reduced.markers.append(None if line.table else markers[place])
        reduced.places.append(place)
    reduced.places.append(len(lines))
    return reduced


def _attempt(reduced: _Reduced, measure: Measure, *, numbered: bool) -> Frame | None:
    tried = reduced.with_numbers() if numbered else reduced
    try:
        return read_frame(tried.lines, tried.markers, measure)
    except DocumentError:
        return None


def _tables_before(reduced: _Reduced, frame: Frame) -> bool:
    """Whether a table stands before the first section."""
    return any(line.table for line in reduced.lines[frame.title_to : frame.body_from])


def _is_announced_table(reduced: _Reduced, attached: Frame, plain: Frame) -> bool:
    """Whether a table is what the notice announces: the announced title stands above it, and behind the text
    that has numbers of its own."""
    begin = attached.body_from
    if begin >= len(reduced.lines) or not reduced.lines[begin].table or begin < plain.body_to:
        return False
    opening = compact("".join(line.text for line in reduced.lines[:_ANNOUNCED_WITHIN]))
    return len(attached.title) > 1 and f"《{compact(attached.title)}" in opening


def _behind_notice(reduced: _Reduced, plain: Frame, measure: Measure) -> Frame | None:
    """The frame of the table that a notice puts out, where the sections before it are the notice's own
    points: it announces a plan whose title stands nowhere by itself, and its points name nobody. ``None``
    where they are the plan."""
    title = compact("".join(line.text for line in reduced.lines[plain.title_from : plain.title_to]))
    points = reduced.lines[plain.body_from : plain.body_to]
    is_notice = _PUTS_OUT.search(title) or (not title and _PUTS_OUT.search(plain.title))
    if not is_notice or not any(line.table for line in reduced.lines[plain.body_to :]):
        return None
    if any(line.table or find_notes(line.text)[0] for line in points):
        return None
    silent = [
        replace(line, text=f"{_NO_NUMBER}{line.text}") if marker else line
        for line, marker in zip(reduced.lines, reduced.markers, strict=True)
    ][: plain.body_to]
    lines = [*silent, *reduced.lines[plain.body_to :]]
    markers = [None] * len(silent) + reduced.markers[plain.body_to :]
    return _attempt(_Reduced(lines, markers, reduced.places), measure, numbered=True)


def _without_annex(reduced: _Reduced, frame: Frame) -> Frame:
    """``frame`` with a body that ends before 附表, where nothing but tables and their headings follows."""
    body = range(frame.body_from, frame.body_to)
    last = max((place for place in body if opens_section(reduced.markers[place])), default=frame.body_from)
    for place in range(last + 1, frame.body_to):
        text = reduced.lines[place].text
        heading = reduced.lines[place : min(place + _HEADING_LINES, frame.body_to)]
        if len(text) <= _LONGEST_TITLE and _ANNEXED.match(text) and any(line.table for line in heading):
            return replace(frame, body_to=place)
    return frame


def _from_first_row(lines: list[Line], markers: Sequence[Marker | None], frame: Frame) -> Frame:
    """``frame`` with a body that begins at the first row with a number, not at the names of the columns."""
    at = frame.body_from
    if not lines[at].table:
        return frame
    first = next((place for place in range(at, frame.body_to) if markers[place]), frame.body_from)
    return replace(frame, body_from=first)
