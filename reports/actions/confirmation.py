"""Standing by what is pointed out in a text, with a reason; and taking that back."""

import datetime as dt

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from organizations.models import User
from reports.actions.edition import locked_edition, refuse_closed
from reports.edited_text import text_of
from reports.findings import examined
from reports.models import Edition, EditionConfirmation
from tasks.errors import ReasonMissing, TransitionNotAllowed

NOT_WITHDRAWN = {"withdrawn_at": None, "withdrawn_by": None}


@transaction.atomic
def confirm_finding(
    *,
    edition: int,
    key: str,
    reason: str,
    by: User,
    at: dt.datetime,
    among: QuerySet[Edition] | None = None,
) -> EditionConfirmation:
    """Stand by what is pointed out under ``key``. Again it says the newer reason. Raises ``ReasonMissing``,
    and ``TransitionNotAllowed`` where the text does not say so any more."""
    locked = locked_edition(edition, among)
    refuse_closed(locked)
    if not reason.strip():
        raise ReasonMissing(_("Say why it stands; whoever signs reads it."))
    found = [each.finding for each in examined(locked, text_of(locked))]
    if key not in {finding.key for finding in found if finding.is_blocking}:
        raise TransitionNotAllowed(_("The text does not say so any more. Read the checks anew."))
    said = {"reason": reason.strip(), "confirmed_at": at, "confirmed_by": by} | NOT_WITHDRAWN
    confirmation, _is_new = EditionConfirmation.objects.update_or_create(
        edition=locked, key=key, defaults=said
    )
    note_version(locked)
    return confirmation


@transaction.atomic
def withdraw_confirmation(
    *, edition: int, key: str, by: User, at: dt.datetime, among: QuerySet[Edition] | None = None
) -> None:
    """Stand by something no more; twice changes nothing."""
    locked = locked_edition(edition, among)
    refuse_closed(locked)
    standing = locked.confirmations.filter(key=key, withdrawn_at__isnull=True)
    if standing.update(withdrawn_at=at, withdrawn_by=by):
        note_version(locked)


def note_version(edition: Edition) -> None:
    """Count the text's version on: whoever signs has read what stands confirmed as well."""
    edition.version += 1
    edition.save(update_fields=["version"])
