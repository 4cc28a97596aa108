"""The state of a task in a sentence and five numbers."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from reports.dashboards.shown_page import Headline, KeyNumber
from reports.dashboards.task_answers.question import DELAYS, MEASURES, Overlay
from reports.dashboards.task_answers.sheet import TaskSheet
from spreadsheets.values import Number
from tasks.filings.task_progress import TaskProgress


def headline(sheet: TaskSheet) -> Headline:
    return Headline(sentence(sheet), numbers(sheet) if sheet.rows else ())


def sentence(sheet: TaskSheet) -> str:
    """Who is asked, how many have answered, how much is done, and what is not as it should be."""
    progress = sheet.progress
    if not progress.organizations:
        return _("Nobody whom %(organization)s counts is asked about this task.") % {
            "organization": sheet.question.base.organization
        }
    said = [
        ngettext(
            "%(organizations)d organization is asked: %(approved)d has an approved answer",
            "%(organizations)d organizations are asked: %(approved)d have an approved answer",
            progress.organizations,
        )
        % {"organizations": progress.organizations, "approved": progress.approved}
    ]
    if progress.measures:
        said.append(
            _("%(completed)d of %(measures)d measures are completed")
            % {"completed": progress.completed, "measures": progress.measures}
        )
    said += [words % {"count": count} for count, words in faults(sheet) if count]
    return _("%(statements)s.") % {"statements": pgettext("between clauses", ", ").join(said)}


def faults(sheet: TaskSheet) -> list[tuple[int, str]]:
    """What is not as it should be: how often, and in which words."""
    delayed = sum(row.answer.delayed > 0 for row in sheet.rows)
    overdue = sum(row.is_overdue for row in sheet.rows)
    waiting = sheet.progress.submitted
    return [
        (
            delayed,
            ngettext("%(count)d organization is delayed", "%(count)d organizations are delayed", delayed),
        ),
        (overdue, ngettext("%(count)d is overdue", "%(count)d are overdue", overdue)),
        (
            waiting,
            ngettext("%(count)d answer waits for approval", "%(count)d answers wait for approval", waiting),
        ),
    ]


def numbers(sheet: TaskSheet) -> tuple[KeyNumber, ...]:
    """Asked, approved, completed, delayed, waiting; each count opens what it counts."""
    question, progress = sheet.question, sheet.progress
    silent = progress.organizations - progress.approved
    return (
        KeyNumber(
            pgettext("answers", "Asked"),
            str(progress.organizations),
            note=_("%(count)d without an approved answer") % {"count": silent},
            href=question.listing(),
            is_count=True,
            value=progress.organizations,
        ),
        KeyNumber(
            _("Approved answers"),
            str(progress.approved),
            note=change(sheet, "approved"),
            href=question.listing(state=Overlay.APPROVED),
            is_count=True,
            value=progress.approved,
        ),
        completed(sheet),
        KeyNumber(
            _("Delayed measures"),
            str(progress.delayed),
            note=change(sheet, "delayed"),
            state="delayed" if progress.delayed else "",
            href=question.listing(DELAYS),
            is_count=True,
            value=progress.delayed,
        ),
        KeyNumber(
            _("Waiting for approval"),
            str(progress.submitted),
            href=question.listing(state=Overlay.SUBMITTED),
            is_count=True,
            value=progress.submitted,
        ),
    )


def completed(sheet: TaskSheet) -> KeyNumber:
    """How much of what was answered is done; how each measure stands explains it."""
    progress: TaskProgress = sheet.progress
    percent = progress.percent_complete
    return KeyNumber(
        _("Completed measures"),
        "—" if percent is None else f"{percent}",
        unit="" if percent is None else "%",
        note=_("%(completed)d of %(measures)d")
        % {"completed": progress.completed, "measures": progress.measures},
        href=f"#{MEASURES}" if progress.measures else "",
        value=None if percent is None else Number(percent, 1),
    )


def change(sheet: TaskSheet, name: str) -> str:
    """By how much a count has changed since the period before; "" where there was none."""
    if not sheet.compared:
        return ""
    before = TaskProgress.of(sheet.before.values())
    difference = getattr(sheet.progress, name) - getattr(before, name)
    return _("%(difference)s since %(period)s") % {
        "difference": f"{difference:+d}" if difference else "±0",
        "period": sheet.compared,
    }
