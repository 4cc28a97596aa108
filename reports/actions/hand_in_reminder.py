"""Reminding those who have not handed in their report (催办)."""

import datetime as dt
from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _

from organizations.calendar import day_of
from organizations.models import User
from reports.actions.freeze import locked_guidance
from reports.actions.hand_in import tell
from reports.hand_ins.register import Entry, register_of
from reports.models import HandInStep
from tasks.errors import TransitionNotAllowed
from tasks.models import Guidance, NoticeKind


@transaction.atomic
def remind_of_hand_ins(
    *, guidance: Guidance, organizations: Collection[int], text: str, by: User, at: dt.datetime
) -> list[HandInStep]:
    """Ask the leads of those of ``organizations``, by id, in which something is missing to hand it in; who
    was reminded today already is left out. Raises ``TransitionNotAllowed`` where nobody is left.

    The register is read under the lock, so that two who remind at once remind each once.
    """
    guidance = locked_guidance(guidance.pk)
    entries = [
        entry
        for entry in register_of(guidance, day_of(at)).entries
        if entry.organization.pk in organizations and entry.may_be_reminded
    ]
    if not entries:
        raise TransitionNotAllowed(
            _("Nobody is left to remind: all of these have handed in, or were reminded today already.")
        )
    return [remind(entry, text, by=by, at=at) for entry in entries]


def remind(entry: Entry, text: str, *, by: User, at: dt.datetime) -> HandInStep:
    step = HandInStep.objects.create(
        guidance=entry.guidance,
        organization=entry.organization,
        kind=HandInStep.Kind.REMINDED,
        note=text.strip(),
        noted_on=day_of(at),
        at=at,
        by=by,
    )
    tell(step, entry.filing, NoticeKind.REPORT_REMINDED)
    return step
