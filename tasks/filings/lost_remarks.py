"""Remarks on lines that a filing has no more: what was said there is still to be read and answered."""

from collections.abc import Iterable
from dataclasses import dataclass

from tasks.lines.checked_lines import CheckedLine
from tasks.lines.kinds import LINE_KINDS
from tasks.models import Filing


@dataclass(frozen=True, slots=True)
class LostPlace:
    """A line that was taken away after somebody had remarked on it."""

    kind: str
    subject_id: int
    subject: str


def lost_places(filing: Filing, lines: Iterable[CheckedLine]) -> list[LostPlace]:
    """Where remarks stand and no line of ``lines`` does (at most two queries for each). Reads
    ``filing.all_remarks``."""
    there = {checked.place for checked in lines}
    return [
        LostPlace(kind, subject, subject_of(filing, kind, subject))
        for kind, subject in filing.remarks_by_line
        if kind in LINE_KINDS and subject is not None and (kind, subject) not in there
    ]


def subject_of(filing: Filing, kind: str, subject: int) -> str:
    """What the line is called by what the database still has of it."""
    line = LINE_KINDS[kind].stored_line(filing, subject)
    return LINE_KINDS[kind].subject(line) if line else str(LINE_KINDS[kind].label)
