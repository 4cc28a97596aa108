"""The goals a document sets, wherever they stand, and the figures in it that are none."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from reading import cautions
from reading.document import Caution, Comparator, FigureLeftOut, Section, TargetRead
from reading.goals import reasons
from reading.goals.clauses import Goal, read_clause
from reading.goals.commitments import reason_against, reason_for, seems_to_state
from reading.goals.exclusions import Prepared, may_have_figure, prepare, shown, without_note
from reading.goals.passages import Passage, passages_of
from reading.goals.past import tells_past
from reading.goals.subjects import complete, leaves_out_subject, subject_of
from reading.goals.unmeasured import read_unmeasured
from reading.late_pattern import LatePattern
from reading.structure.sentences import clause_spans, split_clauses

_BLANK = LatePattern(r"(?<=[\u4e00-\u9fff“”《》（），。；])[ \t\u3000]+(?=[\u4e00-\u9fff“”《》（），。；])")


@dataclass(slots=True)
class GoalsRead:
    """What a document says of goals: those that are offered, the figures left out, and doubts."""

    targets: list[TargetRead] = field(default_factory=list)
    left_out: list[FigureLeftOut] = field(default_factory=list)
    warnings: list[Caution] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Clause:
    """A clause with its place in its passage."""

    text: str
    starts_at: int
    ends_at: int


@dataclass(frozen=True, slots=True)
class _Words:
    """What a clause says by itself: prepared, with its goals, and whether its subject stands before it."""

    prepared: Prepared
    goals: list[Goal]
    is_incomplete: bool


def read_goals(sections: Sequence[Section], year: int | None = None) -> GoalsRead:
    """The goals of a plan for ``year``; its preamble is the section of the path "".

    In passages on goals (主要目标, by a heading or in a sentence) every clause may set one, also in words;
    what only words describe is a goal there where none has a figure. In all other text a clause sets one
    where it says that so much is to be reached, made or changed. Each clause with another figure is left
    out with the reason; days and numbers of sections and documents are no figures.
    """
    read = GoalsRead()
    for passages in passages_of(sections):
        before = len(read.targets)
        for passage in passages:
            if passage.sets_goals or may_have_figure(passage.text):
                _read_passage(passage, year, read)
        if passages and passages[0].sets_goals and len(read.targets) == before:
            read.targets += _unmeasured(passages)
    read.targets = list({_identity(target): target for target in reversed(read.targets)}.values())[::-1]
    return read


def _identity(target: TargetRead) -> tuple[object, ...]:
    """What tells one goal from another; a clause that is printed twice sets one."""
    return target.section, target.text, target.indicator, target.value, target.comparator


def targets_in(clause: str, section: str) -> list[TargetRead]:
    """The goals that a person says a clause sets, in the section of a path: at least one, judged by people
    where the clause states nothing that could be."""
    goals = read_clause(prepare(clause).text) or read_clause(clause) or read_unmeasured(clause)
    goals = goals or [Goal("", Comparator.QUALITATIVE)]
    named = [replace(goal, indicator=shown(goal.indicator) or clause) for goal in goals]
    return [replace(_target(section, clause, goal), reason="") for goal in named]


def _unmeasured(passages: Sequence[Passage]) -> list[TargetRead]:
    return [
        _target(passage.section.path, clause, goal)
        for passage in passages
        for clause in map(_as_read, split_clauses(passage.text))
        for goal in read_unmeasured(clause)
    ]


def _read_passage(passage: Passage, year: int | None, read: GoalsRead) -> None:
    """The goals of a passage with a figure or, where it sets goals, a direction."""
    subject = before = ""
    sentence: list[str] = []
    for starts_at, ends_at in clause_spans(passage.text):
        printed = passage.text[starts_at:ends_at]
        goals: list[Goal] = []
        if passage.sets_goals or may_have_figure(printed):
            printed = _as_read(printed)
            goals, reason = _goals_in(printed, subject, before, passage)
            if goals and not passage.sets_goals:
                is_past = passage.tells_past or tells_past([*sentence, printed], year)
                goals, reason = _committed(goals, is_past=is_past)
            if goals or reason:
                _keep(read, passage, _Clause(printed, starts_at, ends_at), goals, reason)
        subject, before = goals[-1].indicator if goals else "", printed
        if not passage.sets_goals:
            sentence.append(printed)
            if passage.text[ends_at : ends_at + 1] in "。！？\n":
                sentence.clear()


def _as_read(printed: str) -> str:
    """A clause without the blanks of its typesetting and the note on owners behind it."""
    return without_note(_BLANK.sub("", printed) if " " in printed or "\u3000" in printed else printed)


def _keep(read: GoalsRead, passage: Passage, clause: _Clause, goals: list[Goal], reason: str | None) -> None:
    """Keep the goals of a clause, else the figure that is left out for a reason, with the doubts."""
    path = passage.section.path
    read.targets += [_target(path, clause.text, goal) for goal in goals]
    read.warnings += _doubts(passage, clause, goals)
    if goals or reason is None:
        return
    read.left_out.append(FigureLeftOut(path, clause.text, reason))
    if reason in (reasons.NOT_SAID, reasons.NO_SUBJECT) and seems_to_state(clause.text):
        read.warnings.append(_doubt(cautions.GOAL_UNREAD, passage, clause))


def _goals_in(clause: str, subject: str, before: str, passage: Passage) -> tuple[list[Goal], str | None]:
    """The goals of a clause, whose ``subject`` may be that of the one ``before``; why a figure is none."""
    words = _words_of(clause, not passage.sets_goals)
    goals = words.goals
    if words.is_incomplete and (subject := subject or subject_of(before)):
        completed = complete(words.prepared.text, subject)
        goals = _words_of(completed, not passage.sets_goals).goals
    if goals or not words.prepared.has_figure:
        return goals, words.prepared.reason
    return [], words.prepared.reason or (reasons.NO_SUBJECT if words.is_incomplete else reasons.NOT_SAID)


@lru_cache(maxsize=4096)
def _words_of(text: str, needs_figure: bool) -> _Words:  # noqa: FBT001 (by name it would cost time)
    """What a clause says by its words alone; remembered, since a draft is read more than once."""
    prepared = prepare(text)
    if needs_figure and not prepared.has_figure:
        return _Words(prepared, [], is_incomplete=False)
    goals = [_named(goal) for goal in read_clause(prepared.text)]
    if needs_figure:
        goals = [goal for goal in goals if goal.value is not None]
    return _Words(prepared, goals, leaves_out_subject(prepared.text))


def _named(goal: Goal) -> Goal:
    """The goal by its indicator as printed."""
    indicator = shown(goal.indicator)
    return goal if indicator == goal.indicator else replace(goal, indicator=indicator)


def _committed(goals: list[Goal], *, is_past: bool) -> tuple[list[Goal], str | None]:
    """Those of the goals of a clause in other text that it commits somebody to; else why to none."""
    if is_past:
        return [], reasons.REACHED
    against = [(goal, reason_against(goal)) for goal in goals]
    kept = [goal for goal, against_it in against if against_it is None]
    return kept, None if kept else against[0][1]


def _doubts(passage: Passage, clause: _Clause, goals: list[Goal]) -> list[Caution]:
    doubts = []
    for goal in goals:
        if goal.is_shared:
            doubts.append(_doubt(cautions.GOAL_SHARED, passage, clause))
        if goal.is_range:
            doubts.append(_doubt(cautions.GOAL_RANGE, passage, clause))
    return doubts


def _doubt(message: str, passage: Passage, clause: _Clause) -> Caution:
    """A caution on a clause, with its place in the source."""
    at = passage.source_range(clause.starts_at, clause.ends_at)
    return cautions.caution(
        message, at=at, section=passage.section.path or cautions.PREAMBLE, text=clause.text
    )


def _target(section: str, clause: str, goal: Goal) -> TargetRead:
    reason = reason_for(goal)
    return TargetRead(
        section, goal.indicator, clause, goal.comparator, goal.value, goal.unit, goal.upper_value, reason
    )
