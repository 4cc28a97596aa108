"""A task's page as it is shown: headline, what needs attention, what changed, tables and drawings."""

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from organizations.models import User
from reports.dashboards.facts import facts_of
from reports.dashboards.past_words import facts_of_limits, told_as_of_now
from reports.dashboards.shown_page import ShownPage
from reports.dashboards.task_answers.answers_table import answers_table
from reports.dashboards.task_answers.changes import changes, decided
from reports.dashboards.task_answers.charts import charts
from reports.dashboards.task_answers.delays_table import delays_table
from reports.dashboards.task_answers.found_beneath import found_beneath
from reports.dashboards.task_answers.headline import headline
from reports.dashboards.task_answers.measures_table import measures_table
from reports.dashboards.task_answers.points import needs
from reports.dashboards.task_answers.question import TaskQuestion
from reports.dashboards.task_answers.sheet import TaskSheet, read_sheet
from reports.dashboards.task_answers.states import state_parts


def task_page(question: TaskQuestion, user: User, at: dt.datetime) -> ShownPage:
    """What the page tells ``user``."""
    sheet = read_sheet(question, user, at)
    task = question.task
    limits = told_as_of_now(question.base)
    title = f"{task.section.number}{task.display_title}"
    return ShownPage(
        name=f"task-{question.base.guidance.year}-{task.order}",
        title=_("Task"),
        subject=title,
        headline=headline(sheet),
        facts=(
            (_("Task"), title),
            *facts_of(question.base, user, at, coverage=coverage(sheet)),
            *question.narrowed_in_words,
            *facts_of_limits(limits),
        ),
        lists=(needs(sheet), changes(sheet), decided(sheet)),
        tables=(answers_table(sheet), measures_table(sheet), delays_table(sheet)),
        charts=charts(sheet),
        context={
            "sheet": sheet,
            "task": task,
            "limits": limits,
            "legend": state_parts(question, sheet.rows),
            "question": question,
            "found": found_beneath(sheet),
        },
    )


def coverage(sheet: TaskSheet) -> str:
    """On how many of those who are asked the counts stand."""
    progress = sheet.progress
    words = ngettext(
        "%(answered)d of %(organizations)d organization",
        "%(answered)d of %(organizations)d organizations",
        progress.organizations,
    )
    return words % {"answered": progress.answered, "organizations": progress.organizations}
