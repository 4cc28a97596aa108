"""Correcting what a draft says of itself, beginning again, and giving it up."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from organizations.calendar import day_of, is_unwritten
from organizations.models import User
from reading import DocumentError
from tasks.actions.draft.draft_lock import lock_draft, refuse_corrected, refuse_other_draft
from tasks.actions.draft.history import Action, keep_event
from tasks.actions.draft.import_document import ISSUED_AHEAD, ImportRefused, read_again
from tasks.drafts.draft_statement import drafted_facts
from tasks.drafts.plan_parts import PLAN_PARTS
from tasks.errors import TransitionNotAllowed
from tasks.models import Guidance
from tasks.statement import Statement

FACTS = (
    "title",
    "document_number",
    "issuer",
    "issued_on",
    "report_due_on",
    "receiving_department",
    "year",
)


@transaction.atomic
def correct_facts(
    *,
    guidance: Guidance,
    by: User,
    at: dt.datetime,
    facts: Mapping[str, Any],
    seen: Statement,
) -> Guidance:
    """Correct what the document says of itself, as it was ``seen``: any of ``FACTS``.

    Raises ``NotAsRead`` where somebody else has corrected it meanwhile, and ``TransitionNotAllowed`` for a
    year that another guidance has and for a day of issue that is still to come.
    """
    draft = lock_draft(guidance)
    refuse_corrected(seen, drafted_facts(draft))
    year = facts.get("year", draft.year)
    if Guidance.objects.filter(year=year).exclude(pk=draft.pk).exists():
        raise TransitionNotAllowed(_("There is already a guidance for %(year)s.") % {"year": year})
    if is_unwritten(facts.get("issued_on")):
        raise TransitionNotAllowed(str(ISSUED_AHEAD))
    for name in FACTS:
        if name in facts:
            setattr(draft, name, facts[name])
    draft.save(update_fields=FACTS)
    keep_event(draft, Action.CORRECT_FACTS, by=by, at=at)
    return draft


@transaction.atomic
def start_over(*, guidance: Guidance, by: User, at: dt.datetime, seen: Statement) -> Guidance:
    """Read the document of a draft that was ``seen`` again, as if nothing had been corrected; the year and
    the periods stay.

    Raises ``NotAsRead`` where somebody has corrected the draft meanwhile, and ``TransitionNotAllowed`` where
    its text cannot be read any more, changing nothing.
    """
    draft = lock_draft(guidance)
    refuse_other_draft(seen, draft)
    clear(draft)
    try:
        read_again(draft, on=day_of(at))
    except (DocumentError, ImportRefused) as refusal:
        raise TransitionNotAllowed(str(refusal)) from None
    keep_event(draft, Action.START_OVER, by=by, at=at)
    return draft


@transaction.atomic
def discard_guidance(*, guidance: Guidance, by: User, at: dt.datetime, seen: Statement) -> None:
    """Delete a draft that was ``seen`` with everything that was read and corrected in it. Raises
    ``NotAsRead`` where somebody has corrected it meanwhile: their work is not thrown away unseen."""
    draft = lock_draft(guidance)
    refuse_other_draft(seen, draft)
    keep_event(draft, Action.DISCARD, draft, by=by, at=at)
    clear(draft)
    draft.delete()


def clear(draft: Guidance) -> None:
    """Remove everything that was made of the document."""
    for part in PLAN_PARTS.values():
        part.clear(draft)
    draft.cautions.all().delete()
    draft.report_duties.all().delete()
    draft.tables.all().delete()
    draft.tasks.all().delete()
    draft.sections.all().delete()
