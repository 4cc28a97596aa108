"""The view of the filings that a dashboard counts, as plain values."""

import datetime as dt
from collections.abc import Sequence

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from organizations.form_answers import answers_in_words
from organizations.models import User
from reports.dashboards.facts import facts_of
from reports.dashboards.filing_list.found import FoundFilings, ListedFiling
from reports.dashboards.filing_list.table import filings_table
from reports.dashboards.shown_page import Headline, KeyNumber, ShownPage
from reports.filtersets import ReportingFilter
from tasks.filings.timeliness import Timeliness
from tasks.filtersets import FILED
from tasks.models import Filing
from texts.punctuation import listed

# What an address says besides that is no filter.
NO_FILTERS = {"page", "format", "table", "chart", "sort_filings"}


def filings_page(
    found: FoundFilings,
    shown: Sequence[ListedFiling],
    user: User,
    at: dt.datetime,
    chosen: ReportingFilter,
) -> ShownPage:
    """The view of what was found; its table has ``shown``, all of it or a part."""
    question = found.question
    asked = filters_in_words(chosen)
    facts = facts_of(question, user, at, coverage=counted_in_words(found))
    whole = [pair for pair in facts if pair not in question.filters_in_words]
    return ShownPage(
        name=f"filings-{question.organization.code}-{question.guidance.year}",
        title=_("Who has reported"),
        subject=question.organization.full_display_name,
        headline=headline(found, chosen.data),
        facts=(*whole[:2], *asked, *whole[2:]),
        tables=(filings_table(found, shown, user),),
    )


def filters_in_words(chosen: ReportingFilter) -> list[tuple[str, str]]:
    """What was chosen, each with its label; where anything does not fit, nothing is."""
    return answers_in_words(chosen.form) if chosen.form.is_valid() else []


def counted_in_words(found: FoundFilings) -> str:
    count = found.standing.total
    return ngettext("%(count)d filing", "%(count)d filings", count) % {"count": count}


def headline(found: FoundFilings, query: QueryDict) -> Headline:
    """How many fit, and how they stand."""
    standings, statuses = found.standing.timeliness, found.standing.statuses
    filed = standings[Timeliness.ON_TIME] + standings[Timeliness.LATE]
    said = [
        _("%(filed)d submitted") % {"filed": filed},
        _("%(approved)d approved") % {"approved": statuses[Filing.Status.APPROVED]},
        _("%(on_time)d on time") % {"on_time": standings[Timeliness.ON_TIME]},
        _("%(overdue)d overdue") % {"overdue": standings[Timeliness.OVERDUE]},
    ]
    sentence = _("%(count)s: %(said)s.") % {"count": counted_in_words(found), "said": listed(said)}
    return Headline(
        sentence,
        (
            number(_("Submitted"), filed, query, "timeliness", FILED),
            number(_("Approved"), statuses[Filing.Status.APPROVED], query, "status", Filing.Status.APPROVED),
            number(
                _("Waiting for review"),
                statuses[Filing.Status.SUBMITTED],
                query,
                "status",
                Filing.Status.SUBMITTED,
            ),
            number(_("On time"), standings[Timeliness.ON_TIME], query, "timeliness", Timeliness.ON_TIME),
            number(_("Overdue"), standings[Timeliness.OVERDUE], query, "timeliness", Timeliness.OVERDUE),
        ),
    )


def number(label: str | Promise, counted: int, query: QueryDict, name: str, value: str) -> KeyNumber:
    """A count, which opens what it counts by one filter more; where that is asked for already, it is told
    alone."""
    further = query.copy()
    for key in NO_FILTERS:
        further.pop(key, None)
    is_open = counted > 0 and not further.get(name)
    further[name] = str(value)
    href = f"?{further.urlencode()}" if is_open else ""
    return KeyNumber(str(label), str(counted), href=href, is_count=is_open, value=counted)
