"""Correcting the sections of a draft: their headings, and where they begin."""

import datetime as dt
import itertools
import re
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from organizations.models import User
from tasks.actions.draft.draft_lock import lock_part, refuse_corrected, shift_orders
from tasks.actions.draft.history import Action, keep_event
from tasks.actions.draft.measures import measures_of, replace_measures
from tasks.drafts.draft_statement import drafted_section, heading_of, section_before, whole_section
from tasks.drafts.source_offsets import source_offset
from tasks.errors import TransitionNotAllowed
from tasks.models import Guidance, Section
from tasks.statement import Statement

LONGEST_PATH = 70  # of 80, to leave room for a count
COUNT = re.compile(r"-\d+\Z")
MARKS = "（）()、.．, 第章节条"


@transaction.atomic
def correct_section(
    *,
    section: Section,
    by: User,
    at: dt.datetime,
    title: str,
    number: str,
    seen: Statement,
) -> Section:
    """Correct the heading of a section that was ``seen``; its place and its path stay. Raises ``NotAsRead``
    where somebody else has corrected it meanwhile."""
    guidance = lock_part(section)
    refuse_corrected(seen, drafted_section(section))
    section.title, section.number = title, number
    section.save(update_fields=["title", "number"])
    keep_event(guidance, Action.CORRECT_SECTION, heading_of(section), by=by, at=at)
    return section


@transaction.atomic
def join_section(*, section: Section, by: User, at: dt.datetime, seen: Statement) -> Section:
    """Let a section that is none, as it was ``seen``, join the one before it, which is returned; nothing of
    the text is lost.

    Raises ``NotAsRead`` where somebody else has corrected it, and ``TransitionNotAllowed`` for the first one.
    """
    guidance = lock_part(section)
    refuse_corrected(seen, whole_section(section))
    before = section_before(section)
    if before is None:
        raise TransitionNotAllowed(_("There is no section before this one to join."))
    heading = f"{section.number}{section.title}"
    joined = "\n".join(piece for piece in (before.text, heading, section.text) if piece)
    shift = len(joined) - len(section.text)
    before.text, before.ends_at = joined, section.ends_at
    before.save(update_fields=["text", "ends_at"])
    section.tasks.update(starts_at=F("starts_at") + shift, ends_at=F("ends_at") + shift)
    hand_over(section, before)
    keep_event(guidance, Action.JOIN_SECTION, heading_of(section), by=by, at=at)
    section.delete()
    shift_orders(guidance.sections.all(), after=section.order, by=-1)
    return before


def hand_over(section: Section, to: Section) -> None:
    """Let everything that points to a section point to another, in every room."""
    for relation in Section._meta.related_objects:
        rows: Any = relation.related_model
        rows._default_manager.filter(**{relation.field.name: section}).update(**{relation.field.name: to})


@transaction.atomic
def split_section(
    *,
    section: Section,
    by: User,
    at: dt.datetime,
    seen: Statement,
    offset: int,
    title: str = "",
    number: str = "",
) -> Section:
    """Begin a new section at ``offset`` of the text of a section that was ``seen``; tasks behind it go
    along. Returns it.

    Where the text goes on with the heading given, it is taken for the heading. Raises ``NotAsRead`` where
    somebody else has corrected it, and ``TransitionNotAllowed`` where nothing would be left on one side, or
    where a task reaches over the cut.
    """
    guidance = lock_part(section)
    refuse_corrected(seen, whole_section(section))
    head, rest = parted(section, offset, heading=f"{number}{title}")
    shift = len(section.text) - len(rest)
    cut = source_offset(section.source, section.text, offset) + section.starts_at
    shift_orders(guidance.sections.all(), after=section.order, by=1)
    new = Section.objects.create(
        guidance=guidance,
        parent=section.parent,
        order=section.order + 1,
        path=free_path(guidance, section, number),
        kind=section.kind,
        level=section.level,
        number=number,
        title=title,
        text=rest,
        starts_at=cut,
        ends_at=section.ends_at,
    )
    take_behind(section, new, at=offset, shift=shift)
    section.children.update(parent=new)
    section.text, section.ends_at = head, cut
    section.save(update_fields=["text", "ends_at"])
    keep_event(guidance, Action.SPLIT_SECTION, heading_of(section), by=by, at=at)
    return new


def parted(section: Section, at: int, *, heading: str) -> tuple[str, str]:
    """The text on either side of the cut, the second without its heading. Raises ``TransitionNotAllowed``
    where one is empty, or where a task reaches over the cut or is all in the heading."""
    head, tail = section.text[:at].rstrip(), section.text[at:]
    if not head or not tail.strip():
        raise TransitionNotAllowed(_("Choose a place inside the text, so that both sections have some."))
    if section.tasks.filter(starts_at__lt=at, ends_at__gt=at).exists():
        raise TransitionNotAllowed(_("A task reaches over this place. Split or drop the task first."))
    rest = tail.lstrip().removeprefix(heading).lstrip()
    shift = len(section.text) - len(rest)
    if section.tasks.filter(starts_at__gte=at, ends_at__lte=shift).exists():
        raise TransitionNotAllowed(_("A task is all in the heading. Drop the task first."))
    return head, rest


def take_behind(section: Section, new: Section, *, at: int, shift: int) -> None:
    """Move the tasks that begin at ``at`` or behind to a section whose text begins ``shift`` later; one that
    began with the heading begins behind it now, and so do its measures."""
    for task in section.tasks.filter(starts_at__gte=at, starts_at__lt=shift):
        heading = section.text[task.starts_at : shift].strip()
        task.starts_at, task.text = shift, section.text[shift : task.ends_at]
        task.save(update_fields=["starts_at", "text"])
        first, *others = measures_of(task) or [""]
        if first := first.removeprefix(heading).lstrip("。 "):
            others.insert(0, first)
        replace_measures(task, others)
    section.tasks.filter(starts_at__gte=at).update(
        section=new, starts_at=F("starts_at") - shift, ends_at=F("ends_at") - shift
    )


def free_path(guidance: Guidance, beside: Section, number: str) -> str:
    """A path beside another section's that no section has yet, after the number where there is one."""
    above, _slash, own = beside.path.rpartition("/")
    last = number.strip(MARKS).replace("/", "-") or COUNT.sub("", own)
    wanted = f"{above}/{last}".lstrip("/")[:LONGEST_PATH]
    taken = set(guidance.sections.values_list("path", flat=True))
    counted = (f"{wanted}-{count}" for count in itertools.count(2))
    return next(path for path in itertools.chain([wanted], counted) if path not in taken)
