"""The view of the work as it is shown."""

import datetime as dt

from django.utils.translation import gettext as _

from organizations.models import User
from reports.dashboards.facts import facts_of
from reports.dashboards.past_words import facts_of_limits
from reports.dashboards.question import Question
from reports.dashboards.shown_page import ShownPage
from reports.dashboards.work.columns import coverage_in_words
from reports.dashboards.work.delayed import delayed_table
from reports.dashboards.work.gathered import work_of
from reports.dashboards.work.sections import section_table
from reports.dashboards.work.tasks import target_table, task_table
from reports.dashboards.work.words import attention, changes, headline_of, limits_of


def work_page(question: Question, user: User, at: dt.datetime) -> ShownPage:
    """Sections, tasks, delays and targets of one organization's year (some twenty queries)."""
    work = work_of(question, user)
    limits = limits_of(work)
    return ShownPage(
        name=f"work-{question.organization.code}-{question.guidance.year}",
        title=_("Progress of the work"),
        subject=question.organization.full_display_name,
        headline=headline_of(work),
        facts=(
            *facts_of(question, user, at, coverage=coverage_in_words(work.total)),
            *facts_of_limits(limits),
        ),
        lists=(attention(work), changes(work)),
        tables=(section_table(work), delayed_table(work), task_table(work), target_table(work)),
        context={"limits": limits},
    )
