"""Full stops that were typed as points: 制定本计划."""

import re
from dataclasses import replace

from reading.document import Document, MeasureRead, Section, TaskRead
from reading.late_pattern import LatePattern

_FEWEST = 3
_POINT = LatePattern(
    r"(?<=[\u4e00-\u9fff)）”》%])(?<!^[一二三四五六七八九十])(?<!^十[一二三四五六七八九])[.．](?=\s|[\u4e00-\u9fff(（“]|\Z)",
    re.MULTILINE,
)


def with_full_stops(text: str) -> str:
    """``text`` with 。 for the points that end its sentences, where it hardly uses 。; every offset stays."""
    points = sum(1 for _point in _POINT.finditer(text)) if "." in text or "．" in text else 0
    return _POINT.sub("。", text) if points >= max(_FEWEST, 2 * text.count("。")) else text


def as_typed(document: Document, source: str) -> Document:
    """The document as read from ``with_full_stops(source)``, with the points of ``source`` again."""
    sections = {section.path: _section_as_typed(section, source) for section in document.sections}
    return replace(
        document,
        source=source,
        sections=tuple(sections.values()),
        tasks=tuple(_task_as_typed(task, sections[task.section].text) for task in document.tasks),
    )


def _section_as_typed(section: Section, source: str) -> Section:
    typed = list(section.text)
    for run in section.runs:
        typed[run.at : run.at + run.length] = source[run.source_at : run.source_at + run.length]
    return replace(section, text="".join(typed))


def _task_as_typed(task: TaskRead, text: str) -> TaskRead:
    measures = tuple(
        MeasureRead(text[measure.starts_at : measure.ends_at], measure.starts_at, measure.ends_at)
        for measure in task.measures
    )
    return replace(task, text=text[task.starts_at : task.ends_at], measures=measures)
