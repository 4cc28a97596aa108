"""What every correction of a draft begins with, and keeping things numbered without gaps."""

from django.db.models import F, Model, QuerySet
from django.utils.translation import gettext as _

from tasks.drafts.draft_statement import draft_statement
from tasks.errors import TransitionNotAllowed, refuse_unread
from tasks.models import Guidance, ReadingCaution, Section, Task
from tasks.statement import Statement

# Orders are moved over this height, so that two rows never have one order on the way.
HEIGHT = 10_000


def lock_draft(guidance: Guidance) -> Guidance:
    """The guidance as it stands now, locked until the transaction ends.

    Raises ``TransitionNotAllowed`` for one that is published: it is amended, with a reason.
    """
    locked = Guidance.objects.select_for_update(of=("self",)).get(pk=guidance.pk)
    if locked.is_published:
        raise TransitionNotAllowed(
            _("%(guidance)s is published by now. Amend it instead; nothing was changed.")
            % {"guidance": locked.title}
        )
    return locked


def lock_part(part: Section | Task | ReadingCaution) -> Guidance:
    """The draft that ``part`` belongs to, locked, and ``part`` brought to what is stored by now.

    Raises ``TransitionNotAllowed`` as ``lock_draft`` does, and where the part was removed meanwhile.
    """
    locked = lock_draft(part.guidance)
    try:
        part.refresh_from_db()
    except type(part).DoesNotExist:
        raise TransitionNotAllowed(
            _("Somebody else has joined or dropped this meanwhile. Load the page again to see how it stands.")
        ) from None
    return locked


def refuse_corrected(seen: Statement, now: Statement) -> None:
    """Raise ``NotAsRead`` where somebody else has corrected what was read (design R1, R20)."""
    refuse_unread(seen, now, _("Somebody else has corrected this since you opened the page."))


def refuse_other_draft(seen: Statement, draft: Guidance) -> None:
    """Raise ``NotAsRead`` where anything of a draft is another than was read (a handful of queries)."""
    refuse_unread(seen, draft_statement(draft), _("The draft was corrected since you opened the page."))


def shift_orders(rows: QuerySet[Model], *, after: int, by: int) -> None:
    """Move the rows of one guidance whose order is above ``after`` up or down by ``by`` places."""
    rows.filter(order__gt=after).update(order=F("order") + HEIGHT)
    rows.filter(order__gt=HEIGHT).update(order=F("order") - HEIGHT + by)
