"""The text of a document that stands under no number, as sections of the path ""."""

from reading.document import Section, SectionKind
from reading.markers import Markers
from reading.structure.flow import Flow, join_flows, join_lines
from reading.structure.frame import Frame
from reading.structure.layout import read_paragraphs
from reading.structure.lines import Line, Measure


def preamble(content: list[Line], markers: Markers, frame: Frame, measure: Measure) -> list[Section]:
    """The text before the first section; none without any."""
    within = range(frame.preamble_from, frame.body_from)
    if not within:
        return []
    paragraphs = read_paragraphs(content, markers, measure, within).paragraphs
    lines = content[frame.preamble_from : frame.body_from]
    return [_unnumbered(lines, join_flows(paragraph.flow() for paragraph in paragraphs))]


def around(content: list[Line], frame: Frame) -> list[Section]:
    """The text before and after the sections, each as one."""
    return [
        _unnumbered(lines, join_lines((line.text, line.text_at) for line in lines))
        for lines in (content[: frame.body_from], content[frame.body_to :])
        if lines
    ]


def _unnumbered(lines: list[Line], body: Flow) -> Section:
    starts_at, ends_at = lines[0].starts_at, lines[-1].ends_at
    return Section("", None, "", SectionKind.PART, 0, "", body.text, starts_at, ends_at, body.runs)
