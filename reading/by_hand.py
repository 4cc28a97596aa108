"""A text that is no document the reader can read, taken as it stands, to be parted by hand."""

from reading import cautions
from reading.document import Document, Section, SectionKind, Span, SpanKind
from reading.structure.flow import join_flows, join_lines
from reading.structure.lines import Line, split_lines

LONGEST_TITLE = 100
NUMBER = "1"


def read_by_hand(text: str, title: str = "") -> Document:
    """``text`` as a document of one section that holds all of it below its title, without tasks.

    The title is ``title``, else the first line with words. Takes any text, also an empty one; nothing is
    guessed, so that everything else is left to a person.
    """
    lines = split_lines(text)
    content = [line for line in lines if line.is_content]
    heading = content[0] if content else None
    is_titled = heading is not None and (not title or heading.text == title)
    below = content[1:] if is_titled else content
    begins = (below[0].starts_at if below else len(text)) if is_titled else 0
    return Document(
        title=title or (heading.text[:LONGEST_TITLE] if heading else ""),
        document_number=None,
        issuer=None,
        issued_on=None,
        year=None,
        report_due_on=None,
        receiving_department=None,
        sections=(_section(below, begins, len(text)),),
        tasks=(),
        targets=(),
        spans=tuple(_spans(begins, len(text))),
        warnings=(cautions.caution(cautions.READ_BY_HAND, at=(begins, len(text))),),
        source=text,
    )


def _section(lines: list[Line], begins: int, ends: int) -> Section:
    flow = join_flows(join_lines([(line.text, line.text_at)]) for line in lines)
    return Section(
        path=NUMBER,
        parent=None,
        number="",
        kind=SectionKind.PART,
        level=1,
        title="",
        text=flow.text,
        starts_at=begins,
        ends_at=ends,
        runs=flow.runs,
    )


def _spans(begins: int, ends: int) -> list[Span]:
    """The title's lines, if any, and the section, which is at least one character long where the text is."""
    spans = [Span(SpanKind.TITLE, 0, begins)] if begins else []
    return spans + ([Span(SpanKind.SECTION, begins, ends, NUMBER)] if begins < ends else [])
