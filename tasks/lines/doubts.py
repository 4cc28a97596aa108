"""What checks find in a line, and what people answer to it (design R5).

An error stops submission. A doubt (a warning) asks for a sentence of its own: an explanation counts for the
kind of doubt that it was written for and for what was compared then, so that one sentence never silences
another doubt, nor the same doubt about another number. A hint asks for nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypedDict

from tasks.models import FilingLine


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class Problem:
    """A failed check of one line: an error, a doubt that wants an explanation, or a hint.

    ``field`` is the form field to mend it in. Of a doubt, ``key`` names the kind and ``compared`` what was
    compared, as text: both are the same as long as the doubt is the same, in whatever language it is put.
    """

    message: str
    field: str
    severity: Severity = Severity.ERROR
    key: str = ""
    compared: str = ""

    @property
    def is_error(self) -> bool:
        return self.severity is Severity.ERROR

    @property
    def is_doubt(self) -> bool:
        return self.severity is Severity.WARNING

    @property
    def answered_in(self) -> str:
        """The form field in which it is answered: that of its explanation, or the one to mend."""
        return f"explanation_{self.key}" if self.is_doubt else self.field


class Explanation(TypedDict):
    """What was written on one kind of doubt, and what had been compared then."""

    text: str
    compared: str


type Explanations = dict[str, Explanation]


@dataclass(frozen=True, slots=True)
class Doubt:
    """A doubt that stands, with the ``text`` that was written on it; ``is_answered`` where that was written
    on what is compared now."""

    problem: Problem
    text: str
    is_answered: bool

    @property
    def is_outdated(self) -> bool:
        """Whether its explanation was written before what is compared changed."""
        return bool(self.text) and not self.is_answered


def doubt_about(problem: Problem, line: FilingLine) -> Doubt:
    """A doubt with its answer, if it has one. Where a line still has a note from the time when one note
    answered all, it does."""
    if line.note_answers_doubts and line.note.strip():
        return Doubt(problem, line.note, is_answered=True)
    said = line.explanations.get(problem.key)
    if said is None:
        return Doubt(problem, "", is_answered=False)
    return Doubt(problem, said["text"], is_answered=said["compared"] == problem.compared)


def doubts_about(problems: Iterable[Problem], line: FilingLine) -> list[Doubt]:
    return [doubt_about(problem, line) for problem in problems if problem.is_doubt]


def explained(before: Explanation | None, *, text: str, shown: str, still_holds: bool) -> Explanation | None:
    """An explanation after its field was sent; None for an empty one.

    ``shown`` is what the page said was compared when it was typed. A text that nobody touched goes on
    answering what it was written on, unless it is said that it ``still_holds``.
    """
    if not text.strip():
        return None
    if before is not None and before["text"] == text and not still_holds:
        return before
    return Explanation(text=text, compared=shown)


def settle_note(line: FilingLine, problems: Iterable[Problem]) -> None:
    """Turn a note that answers all into an explanation of each doubt that stands, in memory; doubts to come
    want their own."""
    if line.note_answers_doubts:
        answered = [problem for problem in problems if problem.is_doubt] if line.note.strip() else []
        line.explanations = explanations_of(answered, line.note)
        line.note_answers_doubts = False


def explanations_of(doubts: Iterable[Problem], text: str) -> Explanations:
    """The same explanation for each of ``doubts``."""
    return {doubt.key: Explanation(text=text, compared=doubt.compared) for doubt in doubts}


def standing_explanations(
    explanations: Mapping[str, Explanation], problems: Iterable[Problem]
) -> Explanations:
    """Those whose doubt stands."""
    standing = {problem.key for problem in problems if problem.is_doubt}
    return {key: said for key, said in explanations.items() if key in standing}
