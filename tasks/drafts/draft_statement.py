"""What a draft says, as whoever publishes it has read it (design R20)."""

import hashlib
from collections.abc import Iterable, Iterator

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tasks.drafts.plan_parts import PLAN_PARTS
from tasks.models import Guidance, OwnerRole, Section, Task
from tasks.models.amendment import LANGUAGE
from tasks.statement import Statement


def draft_statement(guidance: Guidance) -> Statement:
    """The facts, sections, tasks and windows of a draft, and what the other parts of the plan say, each under
    its name in the guidance's language (a handful of queries)."""
    with translation.override(LANGUAGE):
        parts = [*facts_of(guidance), *sections_of(guidance), *tasks_of(guidance), *windows_of(guidance)]
        for part in PLAN_PARTS.values():
            parts += part.said(guidance)
    return Statement(dict(parts))


def facts_of(guidance: Guidance) -> Iterator[tuple[str, str]]:
    receiver = guidance.receiving_department
    yield _("Title"), guidance.title
    yield _("Document number"), guidance.document_number
    yield _("Issuer"), guidance.issuer
    yield _("Issued on"), date_format(guidance.issued_on) if guidance.issued_on else ""
    yield _("Report due"), date_format(guidance.report_due_on) if guidance.report_due_on else ""
    yield _("Report to"), receiver.full_display_name if receiver else ""


def sections_of(guidance: Guidance) -> Iterator[tuple[str, str]]:
    """Each heading, and the checksum of the text beneath it, which may be long."""
    for section in guidance.sections.order_by("order"):
        checksum = hashlib.sha256(section.text.encode()).hexdigest()[:12]
        name = _("Section %(path)s") % {"path": section.path}
        yield name, f"{section.number}{section.title}（{checksum}）"


def tasks_of(guidance: Guidance) -> Iterator[tuple[str, str]]:
    """Each task with its day, its owners, its people and its measures."""
    related = ("measures", "responsibilities__organization")
    for task in guidance.tasks.order_by("order").prefetch_related(*related):
        yield _("Task %(place)s") % {"place": task.order}, "\n".join(said for _field, said in parts_of(task))


def parts_of(task: Task) -> list[tuple[str, str]]:
    owners = sorted(
        (OwnerRole(owner.role).place, f"{owner.get_role_display()} {owner.owner_name}")
        for owner in task.responsibilities.all()
    )
    measures = enumerate((measure.text for measure in task.measures.all()), start=1)
    return [
        (_("Title"), task.title),
        (_("Due on"), date_format(task.due_on) if task.due_on else ""),
        (_("Owners"), "；".join(said for _place, said in owners)),
        (_("People in charge"), task.people),
        *((_("Measure %(place)s") % {"place": place}, text) for place, text in measures),
    ]


def drafted_facts(guidance: Guidance) -> Statement:
    """What a draft says of itself, as whoever corrects it has read it."""
    with translation.override(LANGUAGE):
        return Statement(dict(facts_of(guidance)) | {_("Year"): str(guidance.year)})


def drafted_section(section: Section) -> Statement:
    """The heading of a draft's section."""
    with translation.override(LANGUAGE):
        return Statement({_("Number"): section.number, _("Title"): section.title})


def drafted_task(task: Task) -> Statement:
    """A draft's task with its day, owners, people and measures; reads those that were not brought along."""
    with translation.override(LANGUAGE):
        return Statement(dict(parts_of(task)))


def joined_task(task: Task) -> Statement:
    """A draft's task, and which one it would join."""
    with translation.override(LANGUAGE):
        before = task_before(task)
        return Statement(dict(parts_of(task)) | {_("Task before"): before.title if before else ""})


def task_before(task: Task) -> Task | None:
    """The task before one in its section (one query)."""
    return task.section.tasks.filter(order__lt=task.order).order_by("-order").first()


def whole_section(section: Section) -> Statement:
    """A draft's section with its text and its tasks, and which one it would join (two queries)."""
    with translation.override(LANGUAGE):
        before = section_before(section)
        tasks = section.tasks.order_by("order").values_list("title", flat=True)
        return Statement(
            {
                _("Number"): section.number,
                _("Title"): section.title,
                _("Text"): section.text,
                _("Tasks"): "；".join(tasks),
                _("Section before"): heading_of(before) if before else "",
            }
        )


def every_heading(guidance: Guidance) -> Statement:
    """The headings of a draft with the text beneath them, of which tasks are to be made (one query)."""
    with translation.override(LANGUAGE):
        return Statement(dict(sections_of(guidance)))


def section_before(section: Section) -> Section | None:
    """The section before one in the document (one query)."""
    return section.guidance.sections.filter(order__lt=section.order).order_by("-order").first()


def heading_of(section: Section) -> str:
    return f"{section.number}{section.title}" or section.path


def printed_name(guidance: Guidance, name: str) -> Statement:
    """The tasks of a draft at which a printed name stands that is nobody known (one query)."""
    return printed_at(guidance.tasks.filter(unmatched_owners__name=name).order_by("order"))


def printed_at(tasks: Iterable[Task]) -> Statement:
    """The same for tasks that were read already."""
    with translation.override(LANGUAGE):
        return Statement({_("Task %(place)s") % {"place": task.order}: task.title for task in tasks})


def drafted_windows(guidance: Guidance) -> Statement:
    """The reporting periods of a draft."""
    with translation.override(LANGUAGE):
        return Statement(dict(windows_of(guidance)))


def windows_of(guidance: Guidance) -> Iterator[tuple[str, str]]:
    for period in guidance.periods.order_by("order"):
        days = [period.starts_on, period.ends_on, period.opens_on, period.due_on]
        name = _("Period %(place)s") % {"place": period.order}
        yield name, f"{period}：{' – '.join(date_format(day) for day in days)}"
