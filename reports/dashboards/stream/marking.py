"""Which lines a person marks as seen, and what the page says of it afterwards."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from organizations.models import Organization, User
from reports.dashboards.stream.asked import StreamQuestion
from tasks.actions import mark_seen
from tasks.filings.line_stream import with_filings
from tasks.forms.department import Chosen
from tasks.lines.kinds import LINE_KINDS

type KeyedLine = tuple[str, Any]


@dataclass(frozen=True, slots=True)
class Marked:
    """How many lines are noted now, and how many were filed again since the page was shown."""

    seen: int = 0
    changed: int = 0


def mark_chosen(
    asked: StreamQuestion, chosen: Chosen, *, department: Organization, by: User, at: dt.datetime
) -> Marked:
    """Note the chosen lines of the stream, each in the version that was shown."""
    filings, subjects = {place[1] for place in chosen}, {place[2] for place in chosen}
    found: list[KeyedLine] = []
    for key, lines in asked.stream.lines.items():
        narrowed = lines.filter(**{"filing__in": filings, f"{LINE_KINDS[key].subject_field}__in": subjects})
        found += [
            (key, line) for line in with_filings(narrowed) if (key, line.filing_id, line.subject_id) in chosen
        ]
    shown = [
        (key, line)
        for key, line in found
        if line.filing.version == chosen[key, line.filing_id, line.subject_id]
    ]
    note(shown, department=department, by=by, at=at)
    return Marked(len(shown), len(found) - len(shown))


def mark_found(
    asked: StreamQuestion, shown_at: dt.datetime, *, department: Organization, by: User, at: dt.datetime
) -> Marked:
    """Note every line that the filters find and nobody has seen, but for what was filed since the page was
    shown."""
    found = [
        (key, line)
        for key, lines in asked.changed(seen="no").stream.lines.items()
        for line in with_filings(lines)
    ]
    shown = [(key, line) for key, line in found if line.filing.submitted_at <= shown_at]
    note(shown, department=department, by=by, at=at)
    return Marked(len(shown), len(found) - len(shown))


def note(lines: Iterable[KeyedLine], *, department: Organization, by: User, at: dt.datetime) -> None:
    lines = list(lines)
    versions = {line.filing_id: line.filing.version for _key, line in lines}
    mark_seen(lines=lines, versions=versions, organization=department, by=by, at=at)
