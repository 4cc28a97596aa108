"""What changed on a task since the period before, and since a day that the address names."""

from collections.abc import Callable, Iterator

from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, ngettext_lazy

from reports.dashboards.shown_page import Point, PointList
from reports.dashboards.task_answers.points import counted, names_of
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


def changes(sheet: TaskSheet) -> PointList:
    """The answers now beside those up to the period before, or at the end of the day that is named."""
    title = _("What changed")
    if sheet.compared:
        title = _("What changed since %(period)s") % {"period": sheet.compared}
    compared = (*answered(sheet), *done(sheet), *delays(sheet)) if sheet.compared else ()
    return PointList(
        "changes",
        title,
        (*compared, *approved_since(sheet)),
        empty=_("Nothing, or there was no period before."),
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
    """Whose latest answer was approved after the day that the address names."""
    since = sheet.question.base.since
    if since is None:
        return
    rows = [
        row
        for row in sheet.rows
        if row.entry is not None
        and row.entry.filing.approved_at is not None
        and localdate(row.entry.filing.approved_at) > since
    ]
    if not rows:
        return
    count = len(rows)
    words = ngettext(
        "%(count)d answer was approved after %(day)s", "%(count)d answers were approved after %(day)s", count
    )
    yield Point(words % {"count": count, "day": date_format(since)}, "info", names_of(rows))


def those(sheet: TaskSheet, is_so: Callable[[TaskAnswer, TaskAnswer], bool]) -> list[AnswerRow]:
    """The rows of which something holds between their answer now and a period earlier."""
    return [row for row in sheet.rows if is_so(row.answer, sheet.before.get(row.organization.pk, NOTHING))]
