"""Correcting the sections of a draft: their headings, and where they begin."""

from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from organizations.models import User
from tasks.actions.draft.locking import lock_draft, shift_orders
from tasks.errors import TransitionNotAllowed
from tasks.models import Guidance, Section
from tasks.placement import source_offset

MARKS = "（）()、.．, 第章节条"


@transaction.atomic
def correct_section(*, section: Section, by: User, title: str, number: str) -> Section:  # noqa: ARG001 (as all)
    """Correct the heading of a section; its place and its path stay."""
    lock_draft(section.guidance)
    section.title, section.number = title, number
    section.save(update_fields=["title", "number"])
    return section


@transaction.atomic
def join_section(*, section: Section, by: User) -> Section:  # noqa: ARG001 (as all actions)
    """Let a section that is none join the one before it, which is returned; nothing of the text is lost.

    Raises ``TransitionNotAllowed`` for the first one.
    """
    guidance = lock_draft(section.guidance)
    before = guidance.sections.filter(order__lt=section.order).order_by("-order").first()
    if before is None:
        raise TransitionNotAllowed(_("There is no section before this one to join."))
    heading = f"{section.number}{section.title}"
    joined = "\n".join(piece for piece in (before.text, heading, section.text) if piece)
    shift = len(joined) - len(section.text)
    before.text, before.ends_at = joined, section.ends_at
    before.save(update_fields=["text", "ends_at"])
    section.tasks.update(starts_at=F("starts_at") + shift, ends_at=F("ends_at") + shift)
    hand_over(section, before)
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
    by: User,  # noqa: ARG001 (as all actions)
    at: int,
    title: str = "",
    number: str = "",
) -> Section:
    """Begin a new section at offset ``at`` of a section's text; tasks behind it go along. Returns it.

    Where the text goes on with the heading given, it is taken for the heading. Raises
    ``TransitionNotAllowed`` where nothing would be left on one side, or where a task reaches over the cut.
    """
    guidance = lock_draft(section.guidance)
    head, tail = section.text[:at].rstrip(), section.text[at:]
    if not head or not tail.strip():
        raise TransitionNotAllowed(_("Choose a place inside the text, so that both sections have some."))
    if section.tasks.filter(starts_at__lt=at, ends_at__gt=at).exists():
        raise TransitionNotAllowed(_("A task reaches over this place. Split or drop the task first."))
    cut = source_offset(section.source, section.text, at) + section.starts_at
    rest = tail.lstrip().removeprefix(f"{number}{title}").lstrip()
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
    shift = len(section.text) - len(rest)
    section.tasks.filter(starts_at__gte=at).update(
        section=new, starts_at=F("starts_at") - shift, ends_at=F("ends_at") - shift
    )
    section.children.update(parent=new)
    section.text, section.ends_at = head, cut
    section.save(update_fields=["text", "ends_at"])
    return new


def free_path(guidance: Guidance, beside: Section, number: str) -> str:
    """A path beside another section's that no section has yet, after the number where there is one."""
    above, _slash, own = beside.path.rpartition("/")
    wanted = "/".join(part for part in (above, number.strip(MARKS) or f"{own}-2") if part)
    taken = set(guidance.sections.values_list("path", flat=True))
    path, count = wanted, 2
    while path in taken:
        path, count = f"{wanted}-{count}", count + 1
    return path
