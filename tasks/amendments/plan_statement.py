"""What a plan in force says, as whoever amends it has read it (design R20)."""

import datetime as dt

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tasks.amendments.changes import measure_changes
from tasks.lines.kinds import LINE_KINDS
from tasks.models import IN_ORDER_OF_ROLES, Guidance, Measure, ReportingPeriod, Task
from tasks.models.amendment import LANGUAGE
from tasks.statement import Statement


def task_statement(task: Task) -> Statement:
    """What a task in force says, as an amendment of it names the parts (two queries)."""
    changes = measure_changes({}, measures_of(task))
    return Statement(dict(described_task(task)) | {change.field: change.after for change in changes})


def tasks_statement(guidance: Guidance) -> Statement:
    """What a guidance in force orders: whoever adds a task has read it (one query)."""
    with translation.override(LANGUAGE):
        found = guidance.tasks.current().order_by("order").values_list("order", "title")
        return Statement({_("Task %(place)s") % {"place": order}: title for order, title in found})


def facts_statement(guidance: Guidance) -> Statement:
    """What ``amend_facts`` may change, as it stands."""
    return Statement(dict(described_facts(guidance)))


def window_statement(period: ReportingPeriod) -> Statement:
    """The window of a period, as it stands."""
    return Statement(dict(described_window(period)))


def supplement_statement(guidance: Guidance) -> Statement:
    """What the plan asks for and what supplements there are, as whoever opens one more has read it."""
    with translation.override(LANGUAGE):
        asked = {
            f"{kind.label} · {question.name}": question.name
            for kind in LINE_KINDS.values()
            for question in kind.questions(guidance)
        }
        opened = guidance.periods.supplements().order_by("order")
        return Statement(asked | {name_of(period): window_in_words(period) for period in opened})


def described_task(task: Task) -> list[tuple[str, str]]:
    """A task's title, owners, people and due day in words of the guidance's language (one query)."""
    with translation.override(LANGUAGE):
        owners = task.responsibilities.select_related("organization").order_by(
            IN_ORDER_OF_ROLES, "organization__path"
        )
        named = "；".join(f"{owner.get_role_display()} {owner.owner_name}" for owner in owners)
        day = date_format(task.due_on, "DATE_FORMAT") if task.due_on else ""
        return [
            (_("Title"), task.title),
            (_("Owners"), named),
            (_("People in charge"), task.people),
            (_("Due on"), day),
        ]


def measures_of(task: Task) -> dict[int, str]:
    """What a task's measures say, by id, in their order (one query)."""
    return dict(Measure.objects.filter(task=task).order_by("order").values_list("pk", "text"))


def described_facts(guidance: Guidance) -> list[tuple[str, str]]:
    """What ``amend_facts`` may change, as people read it in the guidance's language."""
    with translation.override(LANGUAGE):
        receiver = guidance.receiving_department
        return [
            (_("Report due"), in_words(guidance.report_due_on)),
            (_("Report to"), receiver.full_display_name if receiver else ""),
        ]


def described_window(period: ReportingPeriod) -> list[tuple[str, str]]:
    with translation.override(LANGUAGE):
        return [
            (_("Window opens"), in_words(period.opens_on)),
            (_("Window closes"), in_words(period.due_on)),
        ]


def window_in_words(period: ReportingPeriod) -> str:
    """When a supplement is open, and why."""
    window = "；".join(f"{field} {day}" for field, day in described_window(period))
    return f"{window}；{period.reason}"


def name_of(period: ReportingPeriod) -> str:
    with translation.override(LANGUAGE):
        return str(period)


def in_words(day: dt.date | None) -> str:
    return date_format(day, "DATE_FORMAT") if day else ""
