"""The file that came back of a text and waits to be reviewed: how it is settled, also with its text's end."""

import datetime as dt

from django.utils.translation import gettext as _

from organizations.models import User
from reports.models import Edition, ReturnedText
from tasks.errors import TransitionNotAllowed


def settle(row: ReturnedText, outcome: ReturnedText.Outcome, *, by: User, at: dt.datetime) -> None:
    row.outcome, row.settled_by, row.settled_at = outcome, by, at
    row.save(update_fields=["outcome", "settled_by", "settled_at"])


def refuse_unknown_file(edition: Edition, known: int | None) -> None:
    """Raise ``TransitionNotAllowed`` where another file waits than the person knows of, by its id (one
    query): nobody ends what came back without having been told that it waits (design R20)."""
    waiting = edition.returned_texts.waiting().first()
    if waiting is not None and waiting.pk != known:
        raise TransitionNotAllowed(
            _("Nothing was changed: “%(name)s” was brought back from Word and waits to be reviewed first.")
            % {"name": waiting.file_name}
        )


def leave_waiting(edition: Edition, *, by: User, at: dt.datetime) -> None:
    """Settle the file that waits, if one does, with the text that ends: what it says stays on record."""
    waiting = edition.returned_texts.waiting().first()
    if waiting is not None:
        settle(waiting, ReturnedText.Outcome.LEFT, by=by, at=at)
