"""The goals a document sets: which sections state them, and what each clause says."""

import re
from collections.abc import Iterator
from dataclasses import replace

from reading import cautions
from reading.document import Caution, Comparator, Section, TargetRead
from reading.goals.clauses import Goal, read_clause
from reading.goals.subjects import complete, leaves_out_subject, subject_of
from reading.goals.unmeasured import read_unmeasured
from reading.structure.sentences import split_clauses

_GOALS_TITLE = re.compile(r"目标(?:任务|要求|指标)?(?:$|[和与及（：])|(?:主要|核心|量化|考核|预期)指标$")
_GOALS_PARAGRAPH = re.compile(
    r"^(?:\s*)(?:[（(]?[一二三四五六七八九十\d]{0,2}[）)、.]?)?"
    r"(?:主要|发展|工作|总体|年度|预期|行动|具体|近期|阶段性?)(?:目标|预期目标|目标任务)(?:是|为)?[。：:，]"
)
_GOALS_SENTENCE = re.compile(
    r"(?:^|(?<=[。；]))(?:主要|总体|发展|工作|年度|预期|行动)(?:预期)?目标(?:任务)?(?:是|为)?[：:]"
)
_GOALS_ANYWHERE = re.compile(r"(?:主要|总体|发展|工作|年度|预期)(?:预期)?目标(?:任务)?(?:是|为)?[：:]")
_LONGEST_TITLE = 20
_BLANK = re.compile(r"(?<=[\u4e00-\u9fff“”《》（），。；])[ \t\u3000]+(?=[\u4e00-\u9fff“”《》（），。；])")


_Passage = tuple[Section, str]


def read_targets(sections: list[Section]) -> tuple[list[TargetRead], list[Caution]]:
    """The goals of the sections whose heading says so (主要目标, wherever it stands), in order, and of
    paragraphs that begin with 主要目标 or name it before a colon.

    What only words describe is a goal where a heading's goals have no figure at all; elsewhere it is what
    the figures stand for.
    """
    targets: list[TargetRead] = []
    warnings: list[Caution] = []
    for passages in _goal_texts(sections):
        found, doubts = _read(passages)
        targets += found or [
            _target(section.path, clause, goal)
            for section, text in passages
            for clause in _clauses(text)
            for goal in read_unmeasured(clause)
        ]
        warnings += doubts
    return list(dict.fromkeys(targets)), warnings


def targets_in(clause: str, section: str) -> list[TargetRead]:
    """The goals that a person says a clause sets, in the section of a path: at least one, judged by people
    where the clause states nothing that could be."""
    goals = read_clause(clause) or read_unmeasured(clause) or [Goal("", Comparator.QUALITATIVE)]
    return [_target(section, clause, replace(goal, indicator=goal.indicator or clause)) for goal in goals]


def states_goals(text: str) -> bool:
    """Whether running text states goals in so many words: 主要目标是：, with a figure."""
    found = _GOALS_ANYWHERE.search(text)
    return found is not None and any(read_clause(clause) for clause in _clauses(text[found.end() :]))


def _read(passages: list[_Passage]) -> tuple[list[TargetRead], list[Caution]]:
    """The goals with a figure or a direction."""
    targets: list[TargetRead] = []
    warnings: list[Caution] = []
    for section, text in passages:
        subject = before = ""
        for clause in _clauses(text):
            if leaves_out_subject(clause):
                subject = subject or subject_of(before)
                goals = read_clause(complete(clause, subject))
            else:
                goals = read_clause(clause)
            subject, before = goals[-1].indicator if goals else "", clause
            targets += [_target(section.path, clause, goal) for goal in goals]
            warnings += _doubts(section, clause, goals)
    return targets, warnings


def _doubts(section: Section, clause: str, goals: list[Goal]) -> list[Caution]:
    doubts = []
    for goal in goals:
        if goal.is_shared:
            doubts.append(cautions.caution(cautions.GOAL_SHARED, section=section.path, text=clause))
        if goal.is_range:
            doubts.append(cautions.caution(cautions.GOAL_RANGE, section=section.path, text=clause))
    return doubts


def _goal_texts(sections: list[Section]) -> list[list[_Passage]]:
    """The passages that state goals: a heading's section with all below it together, and paragraphs."""
    paths = [
        section.path
        for section in sections
        if len(section.title) <= _LONGEST_TITLE and _GOALS_TITLE.search(section.title)
    ]
    outer = {ancestor for path in paths for ancestor in _ancestors(path)}
    chosen = set(paths) - outer
    kept: dict[str, list[_Passage]] = {}
    passages: list[list[_Passage]] = []
    for section in sections:
        if section.path in chosen:
            passages.append(kept.setdefault(section.path, []))
        elif section.parent in kept:
            kept[section.path] = kept[section.parent]
        else:
            passages += ([passage] for passage in _named_inside(section, is_only=not chosen))
            continue
        kept[section.path].append((section, section.text))
    return passages


def _named_inside(section: Section, *, is_only: bool) -> Iterator[_Passage]:
    """What follows 主要目标： in a paragraph; without a heading for goals also 工作目标是 at its start."""
    for paragraph in section.text.split("\n"):
        found = (_GOALS_PARAGRAPH.match(paragraph) if is_only else None) or _GOALS_SENTENCE.search(paragraph)
        if found:
            yield section, paragraph[found.end() :]


def _ancestors(path: str) -> Iterator[str]:
    while "/" in path:
        path = path.rpartition("/")[0]
        yield path


def _clauses(text: str) -> list[str]:
    """The clauses of ``text``; a bracket with a number of its own (其中…) is left to its clause."""
    return [_BLANK.sub("", clause) for clause in split_clauses(text)]


def _target(section: str, clause: str, goal: Goal) -> TargetRead:
    return TargetRead(
        *(section, goal.indicator, clause, goal.comparator),
        *(goal.value, goal.unit, goal.upper_value),
    )
