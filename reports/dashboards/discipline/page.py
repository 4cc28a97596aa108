"""The view of filing discipline as plain values."""

import datetime as dt

from django.utils.translation import gettext as _

from organizations.models import User
from reports.dashboards.discipline.charts import charts_of
from reports.dashboards.discipline.gathering import Gathered, Span, gathered
from reports.dashboards.discipline.links import FilingLinks
from reports.dashboards.discipline.points import point_lists
from reports.dashboards.discipline.tables import organizations_table, periods_table, span_in_words
from reports.dashboards.discipline.wording import days, percent, points_since, sentence
from reports.dashboards.facts import facts_of
from reports.dashboards.question import Question
from reports.dashboards.shown_page import Headline, KeyNumber, ShownPage
from reports.filtersets import ONCE
from spreadsheets.values import Number
from tasks.filings.timeliness import Timeliness
from tasks.filtersets import FILED
from texts.punctuation import enumerated


def discipline_page(question: Question, user: User, at: dt.datetime, span: Span) -> ShownPage:
    """Who reports and when, by period and organization, over years (four queries, and what the organization's
    filings take). ``span`` is over what organizations are told."""
    found = gathered(question)
    return ShownPage(
        name=f"discipline-{question.organization.code}-{found.year}",
        title=_("Filing discipline"),
        subject=question.organization.full_display_name,
        headline=headline(found),
        facts=(
            *facts_of(question, user, at, coverage=coverage(found)),
            (_("Organizations over"), span_in_words(found, span)),
        ),
        lists=point_lists(found),
        tables=(periods_table(found), organizations_table(found, span)),
        charts=charts_of(found, span),
    )


def coverage(found: Gathered) -> str:
    """On how many filings the year's numbers stand."""
    return _("%(reported)s of %(asked)s filings that fell due in %(year)s") % {
        "reported": found.this_year.reported,
        "asked": found.this_year.asked,
        "year": found.year,
    }


def headline(found: Gathered) -> Headline:
    """The year in view: rates, days and returns, beside the year before."""
    now, before, year = found.this_year, found.year_before, found.year
    said = enumerated(sentence(now, before, year))
    links = FilingLinks.of_year(found, year)
    numbers = (
        KeyNumber(
            _("On-time rate"),
            percent(now.on_time_rate),
            note=points_since(now.on_time_rate, before.on_time_rate, year - 1),
            href=links.due(timeliness=Timeliness.ON_TIME.value),
            value=None if now.on_time_rate is None else Number(now.on_time_rate, 1),
        ),
        KeyNumber(
            _("Handed in"),
            str(now.reported),
            note=_("of %(asked)s that fell due, %(rate)s")
            % {"asked": now.asked, "rate": percent(now.reporting_rate)},
            href=links.due(timeliness=FILED),
            is_count=True,
            value=now.reported,
        ),
        KeyNumber(
            _("Days late, median"),
            days(now.days_late.median),
            note=_("%(late)s came late, %(missing)s are missing")
            % {"late": now.late, "missing": now.missing},
        ),
        KeyNumber(
            _("Given back"),
            str(now.returned),
            note=_("at least once; %(returns)s returns in all") % {"returns": now.returns},
            href=links.due(returned=ONCE),
            is_count=True,
            value=now.returned,
        ),
        KeyNumber(
            _("Days to review, median"),
            days(now.review.median),
            note=_("nine in ten within %(days)s") % {"days": days(now.review.most)},
        ),
    )
    return Headline(_("%(said)s.") % {"said": said}, numbers)
