"""Marking material for a report: one basket for all of its editors."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from organizations.models import User
from reports.material.items import Item
from reports.models import MaterialPick
from tasks.errors import TransitionNotAllowed
from tasks.models import Guidance


def lock_basket(guidance: int) -> None:
    """Let nobody else change the basket of a guidance, by id, until the transaction ends."""
    Guidance.objects.select_for_update(no_key=True).only("pk").get(pk=guidance)


@transaction.atomic
def pick_material(*, item: Item, by: User, at: dt.datetime) -> MaterialPick:
    """Mark something for the report of its guidance, as the last of its section. What is marked already stays
    as it is, whoever marked it."""
    lock_basket(item.guidance)
    pick = MaterialPick.objects.filter(**item.columns).first()
    if pick is not None and not pick.is_removed:
        return pick
    pick = pick or MaterialPick(guidance_id=item.guidance, **item.columns)
    pick.section_id, pick.place = item.section, last_place(item) + 1
    pick.picked_at, pick.picked_by, pick.is_removed = at, by, False
    pick.save()
    return pick


def last_place(item: Item) -> int:
    """The last place in the section of an item; 0 where nothing stands there (one query)."""
    beside = MaterialPick.objects.filter(guidance=item.guidance, section=item.section)
    found: int | None = beside.aggregate(last=Max("place"))["last"]
    return found or 0


@transaction.atomic
def unpick_material(*, pick: MaterialPick, by: User, at: dt.datetime) -> None:
    """Take something out of the basket; its note stays for whoever puts it back. Twice changes nothing."""
    lock_basket(pick.guidance_id)
    standing = MaterialPick.objects.standing().filter(pk=pick.pk)
    standing.update(is_removed=True, changed_at=at, changed_by=by)


@transaction.atomic
def note_pick(*, pick: MaterialPick, note: str, seen: str, by: User, at: dt.datetime) -> None:
    """Write a note beside what is marked. ``seen`` is the note that stood on the page; raises
    ``TransitionNotAllowed`` where somebody has written another since (design R20)."""
    lock_basket(pick.guidance_id)
    kept = MaterialPick.objects.standing().filter(pk=pick.pk).first()
    if kept is None:
        raise TransitionNotAllowed(_("Somebody has taken this out of the basket meanwhile."))
    if kept.note not in {seen, note}:
        raise TransitionNotAllowed(
            _("Somebody has noted “%(note)s” here meanwhile. Yours was: “%(typed)s”")
            % {"note": kept.note, "typed": note}
        )
    MaterialPick.objects.filter(pk=pick.pk).update(note=note, changed_at=at, changed_by=by)


@transaction.atomic
def move_pick(*, pick: MaterialPick, is_up: bool, by: User, at: dt.datetime) -> None:
    """Change places with what stands before or after it in its section; at the end nothing changes."""
    lock_basket(pick.guidance_id)
    beside = MaterialPick.objects.standing().filter(guidance=pick.guidance_id, section=pick.section_id)
    order = moved(list(beside.in_order().values_list("pk", flat=True)), pick.pk, -1 if is_up else 1)
    for place, pk in enumerate(order, start=1):
        MaterialPick.objects.filter(pk=pk).exclude(place=place).update(place=place)
    MaterialPick.objects.filter(pk=pick.pk).update(changed_at=at, changed_by=by)


def moved(order: Sequence[int], pk: int, by: int) -> list[int]:
    """An order in which one has changed places with its neighbour; the same where there is none."""
    changed = list(order)
    if pk in changed and 0 <= changed.index(pk) + by < len(changed):
        here = changed.index(pk)
        changed[here], changed[here + by] = changed[here + by], changed[here]
    return changed
