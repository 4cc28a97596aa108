"""The one way in which lines become their next versions, one at a time or many at once (design R1)."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from organizations.models import User
from organizations.prepared_writes import insert_row
from tasks.actions.hand_over import end_hand_over
from tasks.lines.kinds import LineKind
from tasks.models import Filing, FilingLine, LineRevision


@dataclass(frozen=True, slots=True)
class Sending:
    """One sending of a form: the page it was typed in, as that page names itself, and its number there."""

    page: str = ""
    turn: int = 0


# What is typed in no page, or in one that does not count.
NO_PAGE = Sending()
type Lines = Mapping[LineKind[Any], Sequence[FilingLine]]


def store_versions(
    filing: Filing, lines: Lines, *, by: User, at: dt.datetime, sending: Sending = NO_PAGE
) -> bool:
    """Write lines of a locked filing, which say something new in memory, as their next versions, and keep
    what each says. Returns whether that ended the filing's waiting for a signature.

    One line takes statements that are written once; several of a kind are written together.
    """
    for line in every(lines):
        line.version += 1
        line.edited_at, line.edited_by = at, by
    for kind, of_kind in lines.items():
        if len(of_kind) == 1:
            kind.store(of_kind[0])
        else:
            kind.store_many(of_kind)
    is_ended = end_hand_over(filing, by=by)
    keep_revisions(
        [
            revision_of(kind, line, sending, by=by, at=at)
            for kind, of_kind in lines.items()
            for line in of_kind
        ]
    )
    return is_ended


def every(lines: Lines) -> Iterable[FilingLine]:
    return (line for of_kind in lines.values() for line in of_kind)


def revision_of(
    kind: LineKind[Any], line: FilingLine, sending: Sending, *, by: User, at: dt.datetime
) -> LineRevision:
    """What a line says that was just stored."""
    return LineRevision(
        filing=line.filing,
        kind=kind.key,
        line_id=line.pk,
        version=line.version,
        content=kind.content(line),
        at=at,
        by=by,
        page=sending.page,
        turn=sending.turn,
    )


def keep_revisions(revisions: Sequence[LineRevision]) -> None:
    if len(revisions) == 1:
        insert_row(revisions[0])
    else:
        LineRevision.objects.bulk_create(revisions)
