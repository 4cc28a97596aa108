"""What a task's page asks for: who owes an answer, what is delayed and why, what waits for a decision."""

from collections import defaultdict
from collections.abc import Iterator

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, ngettext_lazy

from organizations.permissions import Permission
from reports.dashboards.shown_page import Point, PointList
from reports.dashboards.task_answers.answer_cells import line_address
from reports.dashboards.task_answers.measures_table import first_words, shortened
from reports.dashboards.task_answers.question import DELAYS, Overlay
from reports.dashboards.task_answers.sheet import TaskSheet
from tasks.filings.answer_rows import AnswerRow
from tasks.filings.delays import Delay
from tasks.models import MeasureState
from texts.punctuation import labelled

# So many delayed measures stand in the list; the table has all of them.
MOST_DELAYED = 4
REASON, MEASURE = 60, 48
OVERDUE = ngettext_lazy("%(count)d organization is overdue", "%(count)d organizations are overdue", "count")
WAITING = ngettext_lazy("%(count)d answer waits for approval", "%(count)d answers wait for approval", "count")


def needs(sheet: TaskSheet) -> PointList:
    """What asks for somebody to act, in order of urgency."""
    return PointList(
        "needs",
        _("What needs attention"),
        (*own_answer(sheet), *overdue(sheet), *delayed(sheet), *waiting(sheet), *unfiled(sheet)),
        empty=_("Nothing is delayed, overdue or waiting."),
    )


def own_answer(sheet: TaskSheet) -> Iterator[Point]:
    """The person's own organization owes its answer, and they may give it; of an earlier day nobody can any
    more."""
    if sheet.question.on is not None:
        return
    for row in sheet.rows:
        filing = row.current
        if filing is None or not filing.is_in_draft or not filing.has_opened:
            continue
        if row.organization in sheet.user.organizations_where(Permission.EDIT_FILING):
            yield Point(
                labelled(row.organization, _("your answer is not handed in yet")),
                "error" if row.is_overdue else "warning",
                _("Due %(day)s") % {"day": date_format(filing.due_on)},
                line_address(filing, sheet.question.task.pk),
            )


def overdue(sheet: TaskSheet) -> Iterator[Point]:
    late = [row for row in sheet.rows if row.is_overdue]
    yield from counted(OVERDUE, late, "error", sheet.question.listing(state=Overlay.OVERDUE))


def delayed(sheet: TaskSheet) -> Iterator[Point]:
    """The measures that are delayed at most organizations, each with where and one reason."""
    by_measure: dict[int, list[Delay]] = defaultdict(list)
    for delay in sheet.delays:
        by_measure[delay.measure.pk].append(delay)
    worst = sorted(by_measure.values(), key=len, reverse=True)
    for found in worst[:MOST_DELAYED]:
        measure, count = found[0].measure, len(found)
        words = ngettext(
            "%(count)d organization is delayed with: %(measure)s",
            "%(count)d organizations are delayed with: %(measure)s",
            count,
        )
        yield Point(
            words % {"count": count, "measure": first_words(measure.text, MEASURE)},
            "warning",
            where_and_why(found),
            sheet.question.listing(measure=str(measure.order), state=MeasureState.State.DELAYED),
            is_count=True,
        )
    if len(worst) > MOST_DELAYED:
        rest = len(worst) - MOST_DELAYED
        yield Point(
            ngettext("%(count)d more measure is delayed", "%(count)d more measures are delayed", rest)
            % {"count": rest},
            "warning",
            href=f"#{DELAYS}",
        )


def where_and_why(delays: list[Delay]) -> str:
    """The names, and what the first one that gives a reason wrote."""
    names = shortened([delay.organization.display_name for delay in delays])
    reasons = [delay for delay in delays if delay.reason]
    if not reasons:
        return names
    told = labelled(reasons[0].organization, first_words(reasons[0].reason, REASON))
    return f"{names} · {told}" if len(delays) > 1 else told


def waiting(sheet: TaskSheet) -> Iterator[Point]:
    rows = [row for row in sheet.rows if row.waiting is not None]
    yield from counted(WAITING, rows, "info", sheet.question.listing(state=Overlay.SUBMITTED))


def unfiled(sheet: TaskSheet) -> Iterator[Point]:
    """Who still has time; whoever is overdue stands above."""
    rows = [row for row in sheet.rows if row.is_unfiled]
    if rows and not any(row.is_overdue for row in rows):
        count, period = len(rows), sheet.question.base.period
        yield Point(
            ngettext(
                "%(count)d organization is still to file for %(period)s",
                "%(count)d organizations are still to file for %(period)s",
                count,
            )
            % {"count": count, "period": period.name},
            "info",
            _("Due %(day)s") % {"day": date_format(period.due_on)},
            sheet.question.listing(state=Overlay.UNFILED),
            is_count=True,
        )


def counted(words: Promise, rows: list[AnswerRow], urgency: str, href: str = "") -> Iterator[Point]:
    """How many organizations stand so and which, where any does; ``href`` lists them."""
    if rows:
        said = str(words % {"count": len(rows)})
        yield Point(said, urgency, names_of(rows), href, is_count=bool(href))


def names_of(rows: list[AnswerRow]) -> str:
    return shortened([row.organization.display_name for row in rows])
