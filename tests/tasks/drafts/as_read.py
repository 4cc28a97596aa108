"""The corrections of a draft by somebody who has read what stands now."""

from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from organizations.models import User
from tasks.actions import draft as actions
from tasks.drafts.draft_statement import (
    draft_statement,
    drafted_task,
    joined_task,
    printed_name,
    whole_section,
)
from tasks.models import Guidance, Section, Task


def stored(task: Task) -> Task:
    return Task.objects.select_related("section").get(pk=task.pk)


def join_section(*, section: Section, by: User) -> Section:
    section = Section.objects.get(pk=section.pk)
    return actions.join_section(section=section, by=by, at=timezone.now(), seen=whole_section(section))


def split_section(*, section: Section, by: User, **said: Any) -> Section:
    section = Section.objects.get(pk=section.pk)
    return actions.split_section(
        section=section, by=by, at=timezone.now(), seen=whole_section(section), **said
    )


def add_task(*, section: Section, by: User, title: str) -> Task:
    section = Section.objects.get(pk=section.pk)
    return actions.add_task(
        section=section, by=by, at=timezone.now(), seen=whole_section(section), title=title
    )


def join_task(*, task: Task, by: User) -> Task:
    return actions.join_task(task=task, by=by, at=timezone.now(), seen=joined_task(stored(task)))


def split_task(*, task: Task, by: User, before_measure: int) -> Task:
    seen = drafted_task(stored(task))
    return actions.split_task(task=task, by=by, at=timezone.now(), seen=seen, before_measure=before_measure)


def drop_task(*, task: Task, by: User) -> None:
    actions.drop_task(task=task, by=by, at=timezone.now(), seen=drafted_task(stored(task)))


def set_owners(*, task: Task, by: User, owners: Sequence[actions.Owner]) -> None:
    """Correct nothing but who answers."""
    measures = [measure.text for measure in task.measures.all()]
    said = {"title": task.title, "due_on": task.due_on, "measures": measures, "owners": owners}
    actions.correct_task(task=task, by=by, at=timezone.now(), seen=drafted_task(stored(task)), **said)


def match_owner(*, guidance: Guidance, by: User, name: str, **said: Any) -> int:
    seen = printed_name(guidance, name)
    return actions.match_owner(guidance=guidance, by=by, at=timezone.now(), name=name, seen=seen, **said)


def drop_owner(*, guidance: Guidance, by: User, name: str, **said: Any) -> int:
    seen = printed_name(guidance, name)
    return actions.drop_owner(guidance=guidance, by=by, at=timezone.now(), name=name, seen=seen, **said)


def reopen_owner(*, guidance: Guidance, by: User, name: str, **said: Any) -> int:
    return actions.reopen_owner(guidance=guidance, by=by, at=timezone.now(), name=name, **said)


def start_over(*, guidance: Guidance, by: User) -> Guidance:
    guidance = Guidance.objects.get(pk=guidance.pk)
    return actions.start_over(guidance=guidance, by=by, at=timezone.now(), seen=draft_statement(guidance))


def discard_guidance(*, guidance: Guidance, by: User) -> None:
    guidance = Guidance.objects.get(pk=guidance.pk)
    actions.discard_guidance(guidance=guidance, by=by, at=timezone.now(), seen=draft_statement(guidance))
