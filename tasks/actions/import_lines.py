"""Taking over what a file says for a filing: all at once, or not at all (design R1, R20, R21)."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from organizations.models import User
from tasks.actions.line import refuse_closed
from tasks.actions.line_saving import store_versions
from tasks.actions.transition import Action, locked, step
from tasks.errors import ActionRefused
from tasks.line_imports.edits import FilingEdits
from tasks.line_imports.preview import Preview, preview_of
from tasks.line_imports.weighing import LinePlace, Weighed
from tasks.lines.kinds import LineKind
from tasks.models import Filing, FilingEvent, FilingLine
from tasks.models.amendment import LANGUAGE


class LinesRefused(ActionRefused):
    """Nothing was taken over; ``preview`` is what the file would do now."""

    def __init__(self, message: str, preview: Preview) -> None:
        super().__init__(message)
        self.preview = preview


@dataclass(frozen=True, slots=True)
class FileName:
    """Which file was taken over, as the log names it; ``carrier`` is the organization whose people brought it
    in place of the filing's own, "" for these."""

    name: str
    sha256: str
    carrier: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """What the person decided: where somebody else has changed a line too, whose text stands; and whether the
    good lines are taken over although others have errors."""

    mine: Collection[LinePlace] = frozenset()
    theirs: Collection[LinePlace] = frozenset()
    good_only: bool = False


ALL_OR_NOTHING = Choice()


@dataclass(frozen=True, slots=True)
class TakenOver:
    """A line that was taken over: its version before, 0 where nobody had saved it, and the new one."""

    kind: str
    subject: int
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a file: the lines that were taken over, how many were left, and whether that ended the
    filing's waiting for a signature."""

    lines: tuple[TakenOver, ...] = ()
    left: int = 0
    is_hand_over_ended: bool = False


@transaction.atomic
def import_lines(
    *,
    filing: Filing,
    edits: FilingEdits,
    seen: Mapping[LinePlace, int] | None,
    by: User,
    at: dt.datetime,
    file: FileName,
    choice: Choice = ALL_OR_NOTHING,
) -> Imported:
    """Take over what a file says, weighed anew under the filing's lock.

    ``seen`` has the versions of the lines to be written over, as the person was shown them; None where the
    preview and this are one act. Twice changes nothing the second time. Raises ``LinesRefused`` with what
    the file would do now: for a file that does not belong here, where lines have changed since they were
    shown, and while errors or undecided conflicts stand of which the person did not say that they are to be
    left. Raises ``TransitionNotAllowed`` where the filing is submitted, approved or not yet open.
    """
    filing = locked(filing)
    refuse_closed(filing, at)
    preview = preview_of(filing, edits, by=by)
    rows = preview.written(choice.mine)
    refuse_foreign(preview)
    refuse_unseen(preview, rows, seen)
    refuse_undecided(preview, choice)
    left = len(preview.mistaken) + len(preview.conflicts) - sum(row.is_conflict for row in rows)
    if not rows:
        return Imported(left=left)
    is_ended = store_versions(filing, by_kind(rows), by=by, at=at)
    note_act(filing, Action.TAKE_OVER, file, len(rows), by=by, at=at)
    taken = (TakenOver(*row.place, row.version, row.line.version) for row in rows)
    return Imported(tuple(taken), left, is_ended)


def by_kind(rows: Collection[Weighed]) -> dict[LineKind[Any], list[FilingLine]]:
    """The lines of rows, by their kind."""
    found: dict[LineKind[Any], list[FilingLine]] = {}
    for row in rows:
        found.setdefault(row.kind, []).append(row.line)
    return found


def refuse_foreign(preview: Preview) -> None:
    """Raise where the file as a whole cannot be taken in."""
    if preview.errors and not preview.rows:
        raise LinesRefused(preview.errors[0].message, preview)


def refuse_unseen(preview: Preview, rows: Collection[Weighed], seen: Mapping[LinePlace, int] | None) -> None:
    """Raise where a line to be written is another than the person was shown (design R20)."""
    if seen is None:
        return
    changed = sum(seen.get(row.place) != row.version for row in rows)
    if changed:
        raise LinesRefused(
            ngettext(
                "Nothing was taken over: %(count)d line has changed since you looked. Look at it again.",
                "Nothing was taken over: %(count)d lines have changed since you looked. Look at them again.",
                changed,
            )
            % {"count": changed},
            preview,
        )


def refuse_undecided(preview: Preview, choice: Choice) -> None:
    """Raise while something stands in the way of which the person did not say that it is to be left."""
    if choice.good_only:
        return
    if preview.error_count:
        raise LinesRefused(
            ngettext(
                "Nothing was taken over: there is %(count)d error. Mend it in the file, or say that the good"
                " lines are to be taken over without it.",
                "Nothing was taken over: there are %(count)d errors. Mend them in the file, or say that the"
                " good lines are to be taken over without them.",
                preview.error_count,
            )
            % {"count": preview.error_count},
            preview,
        )
    decided = {*choice.mine, *choice.theirs}
    if any(row.place not in decided for row in preview.conflicts):
        raise LinesRefused(
            _("Nothing was taken over: say whose text stands where somebody else has changed a line."),
            preview,
        )


def note_act(
    filing: Filing, action: FilingEvent.Action, file: FileName, count: int, *, by: User, at: dt.datetime
) -> None:
    """Write into the filing's log which file it was, with its checksum, and how many lines changed by it."""
    with translation.override(LANGUAGE):
        lines = ngettext("%(count)d line", "%(count)d lines", count) % {"count": count}
        carried = _("Carried for the organization by %(carrier)s") % {"carrier": file.carrier}
    reason = "\n".join([file.name, f"SHA-256 {file.sha256}", lines, *([carried] if file.carrier else [])])
    step(filing, action, by=by, at=at, reason=reason).save()
