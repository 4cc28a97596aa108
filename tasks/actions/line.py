"""Saving one line of a filing."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from organizations.models import User
from tasks.actions.submission import refuse_unopened
from tasks.actions.transition import locked
from tasks.errors import StaleLine, TransitionNotAllowed
from tasks.lines import LineKind
from tasks.models import Filing, FilingLine, LineRevision


@transaction.atomic
def save_line[Line: FilingLine](
    *,
    kind: LineKind[Line],
    line: Line,
    expected_version: int,
    content: Mapping[str, Any],
    by: User,
    at: dt.datetime,
    is_locked: bool = False,
) -> Line:
    """Save cleaned form data to a line, if it still is the version that the person edited (design R1).

    Raises ``StaleLine`` with the line as it stands now, ``TransitionNotAllowed`` where the filing is
    submitted, approved or not yet open. Saving what already stands there changes nothing.

    ``is_locked`` says that the caller holds the filing's lock and has read the line under it; then nothing
    is read again.
    """
    filing = line.filing if is_locked else locked(line.filing)
    refuse_closed(filing)
    refuse_stale(line, line if is_locked else kind.saved_line(line), expected_version)
    before = kind.content(line)
    kind.apply(line, content)
    if kind.content(line) == before and line.version:
        return line
    line.version = expected_version + 1
    line.edited_at, line.edited_by = at, by
    kind.store(line)
    LineRevision.objects.create(
        filing=filing,
        kind=kind.key,
        line_id=line.pk,
        version=line.version,
        content=kind.content(line),
        at=at,
        by=by,
    )
    return line


def refuse_closed(filing: Filing) -> None:
    """Raise ``TransitionNotAllowed`` where nobody may write in the filing: filed already, or not yet open."""
    if not filing.is_in_draft:
        raise TransitionNotAllowed(
            _("Nothing was saved: the filing is now in the state “%(status)s”.")
            % {"status": filing.get_status_display()}
        )
    refuse_unopened(filing)


def refuse_stale(line: FilingLine, stored: FilingLine | None, expected_version: int) -> None:
    """Raise ``StaleLine`` unless ``line``, what is ``stored`` of it and what the person edited are of one
    version; a line that nobody saved has none, which counts as 0."""
    version = stored.version if stored else 0
    if not version == expected_version == line.version:
        raise StaleLine(
            _("%(person)s has changed this line since you opened it.")
            % {"person": (stored and stored.edited_by) or _("Somebody else")},
            stored or line,
        )
