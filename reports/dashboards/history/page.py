"""The view of an organization's history as plain values."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from organizations.calendar import today
from organizations.models import Organization, User
from reports.dashboards.facts import facts_of
from reports.dashboards.history.charts import charts_of
from reports.dashboards.history.figure_tables import periods_table, years_table
from reports.dashboards.history.gathering import Histories, histories
from reports.dashboards.history.headline import headline, point_lists
from reports.dashboards.history.own_filings import filings_table
from reports.dashboards.history.ranks import ranks_table
from reports.dashboards.history.sayings import counts_table, said_table
from reports.dashboards.question import Question
from reports.dashboards.shown_page import ShownPage
from reports.data_tables.values import LongRows
from tasks.filings.discipline import FilingRecord
from tasks.filings.filing_records import records_of
from tasks.filings.review_sayings import Listed, SaidCount, Sayings, sayings_on
from tasks.models import Filing, Guidance
from tasks.models.filing import FilingQuerySet


@dataclass(frozen=True, slots=True)
class Past:
    """What the history of an organization is made of: the figures, its own filings, what reviewers said and
    how often, and of whom that is told."""

    question: Question
    told: Histories
    records: list[FilingRecord]
    sayings: Sayings
    counts: list[SaidCount]
    organizations: list[Organization]


def past_of(question: Question, user: User) -> Past:
    """Everything, over all years (nine queries, and what figures take besides)."""
    published = Filing.objects.filter(period__guidance__status=Guidance.Status.PUBLISHED)
    own = published.filter(organization=question.organization)
    day = question.on or today()
    spoken_of = sayings_on(heard_in(question.organization, published, user), day)
    counts = spoken_of.counts()
    heard = {one.organization for one in counts}
    told_of = organizations_in(question, heard)
    organizations = [one for one in told_of if question.keeps_organization(one)]
    kept = {one.pk for one in organizations}
    return Past(
        question=question,
        told=histories(question),
        records=[] if question.organization.is_office else records_of(own, day),
        sayings=spoken_of.about(kept),
        counts=[one for one in counts if one.organization in kept],
        organizations=organizations,
    )


def organizations_in(question: Question, heard: Collection[int]) -> list[Organization]:
    """The organizations to whom something was said, by id (one query for the office's)."""
    if question.organization.is_office:
        return list(Organization.objects.filter(pk__in=heard))
    return [question.organization] if question.organization.pk in heard else []


def heard_in(organization: Organization, published: FilingQuerySet, user: User) -> FilingQuerySet | list[int]:
    """The filings about which reviewers spoke, as far as the person may see them: of the office those that
    they review, else its own, by id (one query)."""
    if organization.is_office:
        return published.filter(reports_to=organization).visible_to(user)
    own = published.filter(organization=organization).visible_to(user)
    return list(own.order_by().values_list("pk", flat=True))


def history_page(
    past: Past,
    user: User,
    at: dt.datetime,
    listed: Iterable[Listed],
    narrowed: Iterable[tuple[str, str]] = (),
    *,
    whole: LongRows | None = None,
) -> ShownPage:
    """The view, with what is ``listed`` of what was said: a page of what is looked for; in a file all of
    it, or ``whole``. By what it is ``narrowed`` is told with its labels."""
    question, told = past.question, past.told
    ranks = ranks_table(told)
    tables = [years_table(told), periods_table(told)]
    tables += [ranks] if ranks else []
    if question.organization.is_office:
        tables.append(counts_table(question, past.counts, past.organizations))
    else:
        tables.append(filings_table(question, past.records))
    tables.append(said_table(question, listed, whole))
    return ShownPage(
        name=f"history-{question.organization.code}-{question.guidance.year}",
        title=_("Over the years"),
        subject=question.organization.full_display_name,
        headline=headline(told, past.records, past.counts),
        facts=(*facts_of(question, user, at, coverage=coverage(told)), *narrowed),
        lists=point_lists(told, past.records, past.counts),
        tables=tuple(tables),
        charts=charts_of(told, past.counts),
    )


def coverage(told: Histories) -> str:
    """Over how many indicators and years it goes."""
    years = told.years
    if not years:
        return _("no figure yet")
    return _("%(indicators)s indicators, %(first)s to %(last)s") % {
        "indicators": len(told.found),
        "first": years[0],
        "last": years[-1],
    }
