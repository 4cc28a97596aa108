"""The spans of a document: every character of the source belongs to exactly one."""

from itertools import pairwise

from reading.document import Section, Span, SpanKind
from reading.structure.frame import Frame
from reading.structure.lines import Line

_Boundary = tuple[int, SpanKind, str | None]


def tile(
    lines: list[Line],
    frame: Frame,
    sections: list[Section],
    *,
    annexed: list[Section],
    closings: list[int],
    length: int,
) -> list[Span]:
    """Spans that cover the source of ``length`` characters end to end, page furniture parted out.

    ``lines`` are all lines of the source; at ``closings`` the last section ends, and again where the sections
    went on behind the signature. Those that are ``annexed`` stand behind all others.
    """
    content = [line for line in lines if line.is_content]
    spans = []
    for (starts_at, kind, section), following in pairwise(
        [
            *_boundaries(content, frame, sections, closings),
            *_annexed(annexed),
            (length, SpanKind.CLOSING, None),
        ]
    ):
        if starts_at < following[0]:
            spans.append(Span(kind, starts_at, following[0], section))
    return _part_furniture(spans, _furniture(lines))


def _boundaries(
    content: list[Line], frame: Frame, sections: list[Section], closings: list[int]
) -> list[_Boundary]:
    def at(place: int) -> int:
        return content[place].starts_at if place < len(content) else closings[-1]

    marks: list[_Boundary] = [(0, SpanKind.NOTICE, None)]
    if frame.title_to > frame.title_from:
        first = 0 if frame.title_from == 0 else at(frame.title_from)
        marks.append((first, SpanKind.TITLE, None))
    marks.append((at(frame.title_to), SpanKind.NOTICE, None))
    marks.append((at(frame.preamble_from), SpanKind.PREAMBLE, None))
    ends: list[_Boundary] = [(closing_at, SpanKind.CLOSING, None) for closing_at in closings]
    begins: list[_Boundary] = [(section.starts_at, SpanKind.SECTION, section.path) for section in sections]
    return marks + (begins + ends if len(ends) == 1 else sorted(ends + begins, key=lambda mark: mark[0]))


def _annexed(sections: list[Section]) -> list[_Boundary]:
    """Where each section of an annex begins, and where the closing goes on behind one. A row that has joined
    the plan stays with the section of its annex before it."""
    marks: list[_Boundary] = []
    for section, following in pairwise([*sections, None]):
        if section is None:
            continue
        marks.append((section.starts_at, SpanKind.SECTION, section.path))
        is_last = following is None or _top(following) != _top(section)
        if is_last and (following is None or following.starts_at != section.ends_at):
            marks.append((section.ends_at, SpanKind.CLOSING, None))
    return marks


def _top(section: Section) -> str:
    return section.path.partition("/")[0]


def _furniture(lines: list[Line]) -> list[tuple[int, int]]:
    """The ranges of page numbers and running heads with the blank lines around them, and of longer runs of
    blank lines than the document has as a rule.
    """
    usual = _usual_gap(lines)
    ranges: list[tuple[int, int]] = []
    run: list[Line] = []
    for line in [*lines, None]:
        if line is not None and not line.is_content:
            run.append(line)
            continue
        blanks = sum(1 for other in run if not other.text)
        if run and (any(other.is_furniture for other in run) or blanks > usual):
            ranges.append((run[0].starts_at, run[-1].ends_at))
        run = []
    return ranges


def _usual_gap(lines: list[Line]) -> int:
    """How many blank lines stand between two lines of text as a rule; a gap above that is a page break."""
    gaps: dict[int, int] = {}
    gap = None
    for line in lines:
        if line.is_content:
            if gap is not None:
                gaps[gap] = gaps.get(gap, 0) + 1
            gap = 0
        elif gap is not None and not line.text:
            gap += 1
    most = max(gaps.values(), default=0)
    return max([1, *(gap for gap, count in gaps.items() if count * 4 >= most)])


def _part_furniture(spans: list[Span], furniture: list[tuple[int, int]]) -> list[Span]:
    """Cut the furniture out of the spans it lies in; both lists are in order."""
    parted: list[Span] = []
    ranges = iter(furniture)
    current = next(ranges, None)
    for span in spans:
        at = span.starts_at
        while current and current[0] < span.ends_at:
            begin, end = max(current[0], at), min(current[1], span.ends_at)
            if begin > at:
                parted.append(Span(span.kind, at, begin, span.section))
            parted.append(Span(SpanKind.FURNITURE, begin, end, span.section))
            at = end
            if current[1] > span.ends_at:
                break
            current = next(ranges, None)
        if at < span.ends_at:
            parted.append(Span(span.kind, at, span.ends_at, span.section))
    return parted
