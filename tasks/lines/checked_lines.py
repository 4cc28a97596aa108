"""The lines of a filing as its pages list them: with failed checks, files, people, remarks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tasks.lines.doubts import Doubt, Problem, doubts_about
from tasks.lines.kinds import LINE_KINDS, LineKind
from tasks.models import Evidence, Filing, FilingLine, Presence, Remark


@dataclass(frozen=True, slots=True)
class CheckedLine:
    """A line with its kind, its failed checks and its evidence, as a filing's pages list it."""

    kind: LineKind[Any]
    line: FilingLine
    subject: str
    problems: tuple[Problem, ...]
    evidence: tuple[Evidence, ...] = ()
    presences: tuple[Presence, ...] = ()
    remarks: tuple[Remark, ...] = ()
    unusual: tuple[str, ...] = ()

    @property
    def place(self) -> tuple[str, int]:
        """Where it stands in its filing: its kind's key, and the id of what it answers."""
        return self.kind.key, self.line.subject_id

    @property
    def is_ready(self) -> bool:
        """Whether it says something and nothing stands in the way of submission."""
        return self.line.is_answered and not self.blocking

    @property
    def errors(self) -> list[Problem]:
        """Failed checks that no explanation mends."""
        return [problem for problem in self.problems if problem.is_error]

    @property
    def doubts(self) -> list[Doubt]:
        """The doubts about it, each with its answer."""
        return doubts_about(self.problems, self.line)

    @property
    def answered_doubts(self) -> list[Doubt]:
        return [doubt for doubt in self.doubts if doubt.is_answered]

    @property
    def open_doubts(self) -> list[Doubt]:
        """Those that nobody explained yet, or not since what is compared has changed."""
        return [doubt for doubt in self.doubts if not doubt.is_answered]

    @property
    def open_warnings(self) -> list[Problem]:
        """What ``open_doubts`` are about."""
        return [doubt.problem for doubt in self.open_doubts]

    @property
    def hints(self) -> list[Problem]:
        """What is worth a look and asks for nothing."""
        return [problem for problem in self.problems if not (problem.is_error or problem.is_doubt)]

    @property
    def blocking(self) -> list[Problem]:
        """What stands in the way of submission: errors, and doubts without an explanation (design R5)."""
        return self.errors + self.open_warnings

    @property
    def open_remarks(self) -> list[Remark]:
        """What was remarked on it and nobody has resolved yet."""
        return [remark for remark in self.remarks if not remark.is_resolved]

    def as_content(self) -> dict[str, Any]:
        """What the line says and which files prove it, as plain JSON values."""
        return {
            "kind": self.kind.key,
            **self.kind.content(self.line),
            "evidence": [evidence.as_content() for evidence in self.evidence],
        }


def checked_lines(filing: Filing) -> list[CheckedLine]:
    """Every line of a filing with failed checks and evidence, tasks first. A constant number of queries."""
    checked = []
    for kind in LINE_KINDS.values():
        lines = kind.lines_of(filing)
        problems = kind.problems(filing, lines)
        checked += [
            CheckedLine(
                kind,
                line,
                kind.subject(line),
                tuple(problems.get(line.subject_id, ())),
                tuple(filing.evidence_by_line.get((kind.key, line.subject_id), ())),
            )
            for line in lines
        ]
    return checked


def doubted_lines(filing: Filing) -> list[CheckedLine]:
    """The lines of a filing that was handed in about which there are doubts or whose numbers are unusual, as
    ``checked_lines`` and ``with_unusual`` have them but for their evidence. A constant number of queries."""
    doubted = []
    for kind in LINE_KINDS.values():
        lines = kind.doubtable_lines(filing)
        problems = kind.problems(filing, lines) if lines else {}
        unusual = kind.unusual(filing, lines) if lines else {}
        for line in lines:
            doubts = tuple(problem for problem in problems.get(line.subject_id, ()) if problem.is_doubt)
            said = tuple(unusual.get(line.subject_id, ()))
            if doubts or said:
                doubted.append(CheckedLine(kind, line, kind.subject(line), doubts, unusual=said))
    return doubted


def with_presences(lines: Iterable[CheckedLine], presences: Iterable[Presence]) -> list[CheckedLine]:
    """The lines with the people who have each of them open."""
    at_line: dict[tuple[str, int], list[Presence]] = {}
    for presence in presences:
        at_line.setdefault((presence.kind, presence.subject_id), []).append(presence)
    return [replace(checked, presences=tuple(at_line.get(checked.place, ()))) for checked in lines]


def with_remarks(lines: Iterable[CheckedLine], filing: Filing) -> list[CheckedLine]:
    """The lines with what was remarked on each of them. Reads ``filing.all_remarks``."""
    at_line = filing.remarks_by_line
    return [replace(checked, remarks=tuple(at_line.get(checked.place, ()))) for checked in lines]


def with_unusual(lines: Sequence[CheckedLine], filing: Filing) -> list[CheckedLine]:
    """The lines with what a reviewer should look at twice."""
    found: dict[tuple[str, int], tuple[str, ...]] = {}
    for kind in LINE_KINDS.values():
        said = kind.unusual(filing, [checked.line for checked in lines if checked.kind is kind])
        found |= {(kind.key, subject): tuple(sentences) for subject, sentences in said.items()}
    return [replace(checked, unusual=found.get(checked.place, ())) for checked in lines]


def unusual_filings(filings: Sequence[Filing]) -> set[int]:
    """The ids of those of ``filings``, read with organization and period, that have a number which a reviewer
    should look at twice. A number of queries that does not grow with them."""
    return set().union(*(kind.unusual_filings(filings) for kind in LINE_KINDS.values()))


def asked_lines(lines: Iterable[CheckedLine]) -> list[CheckedLine]:
    """The lines that the plan asks for."""
    return [checked for checked in lines if checked.kind.is_asked]


def blocking_lines(lines: Iterable[CheckedLine]) -> list[CheckedLine]:
    """The lines that keep a filing from being submitted."""
    return [checked for checked in lines if checked.blocking]
