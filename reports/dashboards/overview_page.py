"""The page that somebody opens each morning: the state of the year, what needs them, what has changed."""

import datetime as dt

from django.utils.translation import gettext as _

from organizations.models import User
from organizations.permissions import Permission
from reports.dashboards.attention import attention_of
from reports.dashboards.changes import changes_of
from reports.dashboards.choices import organizations_to_choose
from reports.dashboards.facts import facts_of
from reports.dashboards.filing_state import filings_table, groups_of
from reports.dashboards.headline import headline_of
from reports.dashboards.placings import placings_of
from reports.dashboards.question import Question
from reports.dashboards.shown_page import ShownPage
from reports.dashboards.since import since_of
from reports.dashboards.target_rows import target_rows
from reports.overview import Reporting, reporting


def overview_page(
    question: Question,
    user: User,
    *,
    last_visit: dt.datetime | None,
    at: dt.datetime,
    is_file: bool = False,
) -> ShownPage:
    """What the overview shows: some fifteen queries, however many organizations and years there are.

    A file has the forecasts at once. Of an earlier day who has filed is not told: filings stand as they do
    now.
    """
    targets, reported = target_rows(question, with_forecasts=is_file), reported_in(question)
    filed = targets.rows[0].filed if targets.rows else None
    now = {row.shown.target.pk: row.shown for row in targets.rows}
    changes = changes_of(question, since_of(question, last_visit), filed, now)
    late, groups = filings_table(reported, user), groups_of(reported)
    attention = attention_of(question, user, reported, targets.rows)
    placings = placings_of(question, targets.rows)
    return ShownPage(
        name=f"overview-{question.organization.code}-{question.guidance.year}",
        title=_("Overview"),
        subject=question.organization.full_display_name,
        headline=headline_of(question, targets.rows, reported, changes),
        facts=facts_of(question, user, at, coverage=targets.coverage),
        lists=(attention, changes.points, *([placings] if placings is not None else [])),
        tables=(targets.table, late) if reported.filings else (targets.table,),
        charts=tuple(group.chart for group in groups),
        context={
            "groups": groups,
            "rows": targets.rows,
            "left_out": targets.left_out,
            "may_export": user.can(Permission.EXPORT_REPORT, at=question.organization),
            "organizations": organizations_to_choose(user, question.organization),
        },
    )


def reported_in(question: Question) -> Reporting:
    """Who has reported for the period (one query); nobody for an earlier day."""
    if question.on is not None:
        return Reporting(question.organization, question.period, (), question.region)
    return reporting(question.organization, question.period, question.region)
