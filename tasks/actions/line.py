"""Saving one line of a filing, and noting who has it open."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from organizations.models import User
from tasks.actions.line_lock import Among, locked_line
from tasks.actions.line_saving import NO_PAGE, Sending, store_versions
from tasks.actions.submission import refuse_unopened
from tasks.errors import StaleLine, TransitionNotAllowed
from tasks.lines.kinds import LineKind
from tasks.models import Filing, FilingLine, LineRevision, Presence


@dataclass(frozen=True, slots=True)
class Saved[Line: FilingLine]:
    """A line as it stands after a save, and whether that ended the filing's waiting for a signature."""

    line: Line
    is_hand_over_ended: bool = False


@transaction.atomic
def save_line[Line: FilingLine](
    *,
    kind: LineKind[Line],
    filing: int,
    subject: int,
    expected_version: int,
    content: Callable[[Line], Mapping[str, Any]],
    by: User,
    at: dt.datetime,
    sending: Sending = NO_PAGE,
    among: Among = None,
) -> Saved[Line]:
    """Save an answer to ``subject``, if the line still is the version that the person edited (design R1).

    The filing, by its id, is locked until the transaction ends, and the line is read under that lock;
    ``content`` then makes cleaned form data of it. What ``content`` raises leaves all as it was. ``among``
    are the organizations in whose filings the person may write, all where it is left out.

    A version also is the person's own where only earlier sendings of the same page have changed the line
    since: the answer to those was lost, or is still on its way. Saving what already stands there changes
    nothing. A filing that was handed over waits for a signature no more (``end_hand_over``).

    Raises ``StaleLine`` with the line as it stands now where somebody else has changed it,
    ``TransitionNotAllowed`` where the filing is submitted, approved or not yet open, and ``LineUnknown``.
    """
    line = locked_line(kind, filing, subject, among=among, is_saved=expected_version != 0)
    locked = line.filing
    said = content(line)
    refuse_closed(locked, at)
    if line.version != expected_version and not says(kind, line, said):
        refuse_unless_own(kind, line, expected_version, by, sending)
    before = kind.content(line)
    kind.apply(line, said)
    if kind.content(line) == before and line.version:
        return Saved(line)
    return Saved(line, store_versions(locked, {kind: [line]}, by=by, at=at, sending=sending))


def refuse_closed(filing: Filing, at: dt.datetime) -> None:
    """Raise ``TransitionNotAllowed`` where nobody may write in the filing: filed already, or not yet open."""
    if not filing.is_in_draft:
        raise TransitionNotAllowed(
            _("Nothing was saved: the filing is now in the state “%(status)s”.")
            % {"status": filing.get_status_display()}
        )
    refuse_unopened(filing, at)


def says[Line: FilingLine](kind: LineKind[Line], line: Line, content: Mapping[str, Any]) -> bool:
    """Whether a saved line already says ``content``, so that nobody's text is at stake."""
    tried = kind.stored_line(line.filing, line.subject_id)
    if tried is None:
        return False
    kind.apply(tried, content)
    return kind.content(tried) == kind.content(line)


def refuse_unless_own(
    kind: LineKind[Any], line: FilingLine, expected_version: int, by: User, sending: Sending
) -> None:
    """Raise ``StaleLine`` unless each version since ``expected_version`` was sent before by the same page."""
    since = {"kind": kind.key, "line_id": line.pk, "version__gt": expected_version}
    own = {"by": by, "page": sending.page, "turn__lt": sending.turn}
    newer = line.version - expected_version
    if sending.page and newer > 0 and LineRevision.objects.filter(**since, **own).count() == newer:
        return
    if line.edited_by == by:
        raise StaleLine(_("You have changed this line in another window since you opened it here."), line)
    raise StaleLine(
        _("%(person)s has changed this line since you opened it.")
        % {"person": line.edited_by or _("Somebody else")},
        line,
    )


@transaction.atomic
def note_presence(*, filing: Filing, kind: str, subject: int, by: User, at: dt.datetime) -> None:
    """Note that a person has a line open; at another line of the filing they are no longer (one query)."""
    Presence.objects.bulk_create(
        [Presence(filing=filing, kind=kind, subject_id=subject, user=by, at=at)],
        update_conflicts=True,
        unique_fields=["filing", "user"],
        update_fields=["kind", "subject_id", "at"],
    )
