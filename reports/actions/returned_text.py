"""What comes back of a text from Word: kept, then taken over as far as it is chosen, or left (design R1)."""

import datetime as dt
from collections.abc import Collection
from functools import partial

import msgspec
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from organizations.models import User
from reports.actions.edition import Basis, change_edition, locked_edition, refuse_closed
from reports.actions.waiting_file import settle
from reports.edited_text import text_as_of, text_of
from reports.errors import StaleReview
from reports.models import Edition, EditionChange, ReturnedText
from reports.models.returned_text import LONGEST_FILE_NAME
from reports.word_copies.content import Returned
from reports.word_copies.taking_over import taken_over
from reports.word_copies.units import units
from tasks.errors import TransitionNotAllowed
from texts.outgoing.cuts import cut

Outcome = ReturnedText.Outcome


@transaction.atomic
def return_text(
    *,
    edition: int,
    returned: Returned,
    file_name: str,
    sha256: str,
    replaces: int | None,
    by: User,
    at: dt.datetime,
    among: QuerySet[Edition] | None = None,
) -> ReturnedText:
    """Keep what came back of a text for review. ``replaces`` is the id of the file that the person knows to
    wait, which it takes the place of. Raises ``EditionUnknown``, and ``TransitionNotAllowed`` where the text
    is not edited any more, or where another file waits than the person knows of."""
    locked = locked_edition(edition, among)
    refuse_closed(locked)
    waiting = locked.returned_texts.waiting().first()
    if waiting is not None:
        if waiting.pk != replaces:
            raise TransitionNotAllowed(
                _("Nothing was kept: another file waits to be reviewed. Bring yours again to replace it.")
            )
        settle(waiting, Outcome.REPLACED, by=by, at=at)
    return ReturnedText.objects.create(
        edition=locked,
        file_name=cut(file_name, LONGEST_FILE_NAME, by=len),
        sha256=sha256,
        content=msgspec.to_builtins(returned),
        returned_at=at,
        returned_by=by,
    )


@transaction.atomic
def take_over_returned(
    *,
    edition: int,
    returned: int,
    seen: int,
    chosen: Collection[str],
    by: User,
    at: dt.datetime,
    among: QuerySet[Edition] | None = None,
) -> Edition:
    """Take over the chosen parts of what came back, as one change that is undone as one. ``seen`` is the
    version that they were shown beside (design R20). Raises ``StaleReview`` with what changed since,
    ``TransitionNotAllowed`` where nothing is chosen or the file waits no more, and as ``change_edition``."""
    locked = locked_edition(edition, among)
    refuse_closed(locked)
    row = waiting_one(locked, returned)
    if locked.version != seen:
        raise StaleReview(list(changes_since(locked, seen)))
    content = content_of(row)
    left = text_as_of(locked, content.version)
    known = {unit.key for unit in units(left, text_of(locked), content)}
    if not known & set(chosen):
        raise TransitionNotAllowed(_("Nothing is ticked. Tick what is to be taken over, or leave all of it."))
    changed = change_edition(
        edition=edition,
        kind=EditionChange.Kind.BROUGHT_BACK,
        move=partial(taken_over, left=left, returned=content, chosen=frozenset(chosen)),
        basis=Basis(),
        by=by,
        at=at,
        among=among,
    )
    settle(row, Outcome.TAKEN_OVER, by=by, at=at)
    return changed


@transaction.atomic
def leave_returned(
    *,
    edition: int,
    returned: int,
    by: User,
    at: dt.datetime,
    among: QuerySet[Edition] | None = None,
) -> None:
    """Settle what came back without taking anything over. Raises as ``take_over_returned`` does."""
    locked = locked_edition(edition, among)
    settle(waiting_one(locked, returned), Outcome.LEFT, by=by, at=at)


def waiting_one(edition: Edition, returned: int) -> ReturnedText:
    """The file that waits, by its id. Raises ``TransitionNotAllowed`` where it does not any more."""
    row = edition.returned_texts.waiting().filter(pk=returned).first()
    if row is None:
        raise TransitionNotAllowed(_("Nothing was changed: this file was reviewed or replaced meanwhile."))
    return row


def content_of(row: ReturnedText) -> Returned:
    return msgspec.convert(row.content, type=Returned)


def changes_since(edition: Edition, version: int) -> QuerySet[EditionChange]:
    """What changed a text after a version, the latest first."""
    later = edition.changes.filter(version__gt=version).order_by("-version")
    return later.select_related("by")
