"""What a filing tells those outside its organization: how far a draft is, what was handed in (design R22).

The rule itself stands with the model: ``FilingQuerySet`` and ``Filing.is_told_to``.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tasks.lines.checked_lines import CheckedLine, asked_lines, checked_lines
from tasks.lines.versions import Version
from tasks.models import Filing


@dataclass(frozen=True, slots=True)
class Outline:
    """How far a draft is: how many lines it is asked for, how many say something, and when the last of them
    was written."""

    asked: int
    answered: int
    edited_at: dt.datetime | None


def outline_of(lines: Iterable[CheckedLine]) -> Outline:
    """The outline of a filing out of its lines (no query): cases, which nobody asks for, are not counted."""
    lines = list(lines)
    edited = [checked.line.edited_at for checked in lines if checked.line.edited_at]
    asked = asked_lines(lines)
    answered = sum(checked.line.is_answered for checked in asked)
    return Outline(len(asked), answered, max(edited, default=None))


def lines_as_submitted(filing: Filing, lines: Sequence[CheckedLine]) -> list[CheckedLine]:
    """Of a returned filing its ``lines`` as they were submitted last, with the files of that version and with
    what was taken away since; of any other filing none (two queries at most)."""
    if filing.status != Filing.Status.RETURNED:
        return []
    version = Version(filing.snapshots.get(version=filing.version))
    said = [(checked, version.said(checked)) for checked in (*lines, *version.lost(lines))]
    files = {file.sha256: file for file in filing.evidence.select_related("uploaded_by").order_by("-pk")}
    return [as_said(checked, content, files) for checked, content in said if content is not None]


def as_said(checked: CheckedLine, content: dict[str, Any], files: dict[str, Any]) -> CheckedLine:
    """A line with what a submitted version says in place of what stands now; in memory alone."""
    checked.kind.restore(checked.line, content)
    evidence = (files.get(file["sha256"]) for file in content["evidence"])
    return replace(checked, problems=(), evidence=tuple(file for file in evidence if file))


def told_lines(filing: Filing) -> list[CheckedLine]:
    """The lines of a filing as those outside its organization may read them."""
    lines = checked_lines(filing)
    return lines if filing.is_handed_in else lines_as_submitted(filing, lines)
