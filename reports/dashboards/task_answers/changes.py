"""What changed on a task since the period before, and since somebody was last there or a day they name."""

import datetime as dt
from collections.abc import Callable, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, ngettext_lazy

from reports.dashboards.changes import FILED, amended_points, end_of_question
from reports.dashboards.shown_page import Point, PointList
from reports.dashboards.task_answers.points import counted
from reports.dashboards.task_answers.sheet import TaskSheet
from tasks.filings.answer_rows import AnswerRow
from tasks.filings.task_answers import TaskAnswer
from tasks.filings.task_progress import TaskProgress

NOTHING = TaskAnswer(0)
ANSWERED = ngettext_lazy(
    "+%(count)d organization with an approved answer",
    "+%(count)d organizations with an approved answer",
    "count",
)
NEWLY_DELAYED = ngettext_lazy(
    "%(count)d organization is newly delayed", "%(count)d organizations are newly delayed", "count"
)
CAUGHT_UP = ngettext_lazy(
    "%(count)d organization is no longer delayed",
    "%(count)d organizations are no longer delayed",
    "count",
)
APPROVED = ngettext_lazy("%(count)d answer approved", "%(count)d answers approved", "count")


def changes(sheet: TaskSheet) -> PointList:
    """The answers now beside those up to the period before, or at the end of the day that is named."""
    title = _("What changed")
    if sheet.compared:
        title = _("What changed since %(period)s") % {"period": sheet.compared}
    compared = (*answered(sheet), *done(sheet), *delays(sheet)) if sheet.compared else ()
    return PointList(
        "changes",
        title,
        compared,
        empty=_("Nothing, or there was no period before."),
    )


def decided(sheet: TaskSheet) -> PointList:
    """What was approved and amended since the person was last here, or the day that is named."""
    return PointList(
        FILED,
        _("Filed and decided"),
        (*approved_since(sheet), *amended_points(sheet.amendments, sheet.question.base)),
        note=sheet.since.in_words,
        empty=_("Nothing has changed since then."),
    )


def answered(sheet: TaskSheet) -> Iterator[Point]:
    """Who has an approved answer for the first time."""
    rows = those(sheet, lambda now, before: now.approved is not None and before.approved is None)
    yield from counted(ANSWERED, rows, "success")


def done(sheet: TaskSheet) -> Iterator[Point]:
    """By how much the completed measures have become more or fewer."""
    now, before = sheet.progress, TaskProgress.of(sheet.before.values())
    difference = now.completed - before.completed
    if difference:
        words = ngettext(
            "%(difference)s completed measure", "%(difference)s completed measures", abs(difference)
        )
        yield Point(
            words % {"difference": f"{difference:+d}"},
            "success" if difference > 0 else "warning",
            share_before_and_now(before, now),
        )


def share_before_and_now(before: TaskProgress, now: TaskProgress) -> str:
    """ "41.2% → 53.0%"; "" where there is nothing to compare."""
    if before.percent_complete is None or now.percent_complete is None:
        return ""
    return f"{before.percent_complete}% → {now.percent_complete}%"


def delays(sheet: TaskSheet) -> Iterator[Point]:
    """Who is delayed now and was not, and the other way round."""
    newly = those(sheet, lambda now, before: now.delayed > 0 and not before.delayed)
    yield from counted(NEWLY_DELAYED, newly, "warning")
    caught_up = those(sheet, lambda now, before: before.delayed > 0 and not now.delayed)
    yield from counted(CAUGHT_UP, caught_up, "success")


def approved_since(sheet: TaskSheet) -> Iterator[Point]:
    """Whose latest answer was approved since."""
    until = end_of_question(sheet.question.base)
    rows = [
        row
        for row in sheet.rows
        if row.entry is not None and is_within(row.entry.filing.approved_at, sheet.since.moment, until)
    ]
    yield from counted(APPROVED, rows, "info")


def is_within(at: dt.datetime | None, since: dt.datetime, until: dt.datetime | None) -> bool:
    return at is not None and at >= since and (until is None or at < until)


def those(sheet: TaskSheet, is_so: Callable[[TaskAnswer, TaskAnswer], bool]) -> list[AnswerRow]:
    """The rows of which something holds between their answer now and a period earlier."""
    return [row for row in sheet.rows if is_so(row.answer, sheet.before.get(row.organization.pk, NOTHING))]
