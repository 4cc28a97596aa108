"""The goals a document sets: which sections state them, and what each clause says."""

import re
from collections.abc import Iterator

from tasks.reading import cautions
from tasks.reading.clauses import Goal, read_clause
from tasks.reading.document import Caution, Section, TargetRead
from tasks.reading.sentences import split_clauses

_GOALS_TITLE = re.compile(r"目标(?:任务|要求|指标)?(?:$|[和与及（：])|(?:主要|核心|量化|考核|预期)指标$")
_GOALS_PARAGRAPH = re.compile(
    r"^(?:\s*)(?:[（(]?[一二三四五六七八九十\d]{0,2}[）)、.]?)?"
    r"(?:主要|发展|工作|总体|年度|预期|行动|具体|近期|阶段性?)(?:目标|预期目标|目标任务)(?:是|为)?[。：:，]"
)
_BLANK = re.compile(r"(?<=[\u4e00-\u9fff“”《》（），。；])[ \t\u3000]+(?=[\u4e00-\u9fff“”《》（），。；])")


def read_targets(sections: list[Section]) -> tuple[list[TargetRead], list[Caution]]:
    """The goals of the sections whose heading says so (主要目标, wherever it stands), in order.

    Where no heading does, a paragraph that begins with 主要目标 is read instead.
    """
    targets: list[TargetRead] = []
    warnings: list[Caution] = []
    for section, text in _goal_texts(sections):
        for clause in _clauses(text):
            for goal in read_clause(clause):
                targets.append(_target(section, clause, goal))
                if goal.is_shared:
                    warnings.append(cautions.caution(cautions.GOAL_SHARED, section=section.path, text=clause))
                if goal.is_range:
                    warnings.append(cautions.caution(cautions.GOAL_RANGE, section=section.path, text=clause))
    return _without_doubles(targets), warnings


def _goal_texts(sections: list[Section]) -> Iterator[tuple[Section, str]]:
    paths = [
        section.path
        for section in sections
        if len(section.title) <= 20 and _GOALS_TITLE.search(section.title)
    ]
    outer = {ancestor for path in paths for ancestor in _ancestors(path)}
    chosen = set(paths) - outer
    kept: set[str] = set()
    for section in sections:
        if section.path in chosen or section.parent in kept:
            kept.add(section.path)
            yield section, section.text
    if chosen:
        return
    for section in sections:
        for paragraph in section.text.split("\n"):
            found = _GOALS_PARAGRAPH.match(paragraph)
            if found:
                yield section, paragraph[found.end() :]


def _ancestors(path: str) -> Iterator[str]:
    while "/" in path:
        path = path.rpartition("/")[0]
        yield path


def _clauses(text: str) -> list[str]:
    """The clauses of ``text``; a bracket with a number of its own (其中…) is left to its clause."""
    return [_BLANK.sub("", clause) for clause in split_clauses(text)]


def _target(section: Section, clause: str, goal: Goal) -> TargetRead:
    return TargetRead(section.path, goal.indicator, clause, goal.comparator, goal.value, goal.unit)


def _without_doubles(targets: list[TargetRead]) -> list[TargetRead]:
    return list(dict.fromkeys(targets))
