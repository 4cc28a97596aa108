"""The two tables of filing discipline: by year and period, and by organization."""

from decimal import Decimal

from django.utils.translation import gettext as _

from reports.dashboards.discipline.gathering import SPAN_LABELS, Gathered, Span
from reports.dashboards.discipline.links import FilingLinks
from reports.data_tables.values import Cell, DataTable, Head, Row
from reports.filtersets import ONCE
from spreadsheets.values import Number
from targets.wording import DASH
from tasks.filings.discipline import Discipline, Spread
from tasks.filings.timeliness import Timeliness
from tasks.filtersets import FILED
from texts.numbers import grouped_number
from texts.punctuation import in_brackets

NAME_WIDTH = 28


def periods_table(gathered: Gathered) -> DataTable:
    """Years, the latest first, with their periods beneath."""
    rows = []
    for year, records in reversed(gathered.by_year.items()):
        key = f"year-{year}"
        links = FilingLinks.of_year(gathered, year)
        rows.append(Row(key, (Cell(year, order=year), *measured(gathered.years_came_to[year], links))))
        for pk in dict.fromkeys(record.period for record in records):
            period = gathered.periods[pk]
            cells = measured(gathered.came_to[pk], FilingLinks.of_period(gathered, period))
            name = Cell(str(period), order=period.order, css="nowrap")
            rows.append(Row(f"period-{pk}", (name, *cells), parent=key, level=1))
    total = measured(gathered.of(gathered.records), FilingLinks.over(gathered, Span.ALL))
    return DataTable(
        key="periods",
        title=_("By year and period"),
        heads=(Head("name", _("Period"), width=NAME_WIDTH), *heads()),
        rows=tuple(rows),
        totals=(Row("periods-total", (Cell(_("Every year")), *total)),) if len(gathered.by_year) > 1 else (),
        empty=_("Nothing was asked for yet."),
        is_stacked=False,
    )


def organizations_table(gathered: Gathered, span: Span) -> DataTable:
    """Those who file, in the order of the tree, over a period, a year or all years."""
    records = gathered.over(span)
    rows = []
    for pk, theirs in gathered.by_organization(records).items():
        organization = gathered.organizations[pk]
        name = Cell(organization.display_name, order=str(organization.path))
        links = FilingLinks.over(gathered, span, organization)
        rows.append(Row(f"organization-{organization.code}", (name, *measured(gathered.of(theirs), links))))
    total = measured(gathered.of(records), FilingLinks.over(gathered, span))
    return DataTable(
        key="organizations",
        title=in_brackets(_("By organization"), span_in_words(gathered, span)),
        heads=(Head("name", _("Organization"), width=NAME_WIDTH), *heads()),
        rows=tuple(rows),
        totals=(Row("organizations-total", (Cell(_("Together")), *total)),) if rows else (),
        empty=_("Nobody was asked to file."),
        is_stacked=False,
    )


def span_in_words(gathered: Gathered, span: Span) -> str:
    """Which period or years a span is."""
    if span is Span.PERIOD:
        return str(gathered.question.period)
    return str(gathered.year) if span is Span.YEAR else str(SPAN_LABELS[span])


def heads() -> tuple[Head, ...]:
    """The columns that both tables have."""
    reported, punctual = _("Handed in"), _("On time")
    returned, reviewed = _("Given back"), _("Days to review")
    return (
        number("asked", _("Fell due")),
        number("reported", _("Number of filings"), group=reported),
        number("reporting_rate", _("Reporting rate"), unit="%", group=reported),
        number("on_time", _("Number of filings"), group=punctual),
        number("on_time_rate", _("On-time rate"), unit="%", group=punctual),
        number("late_median", _("Median"), group=_("Days late")),
        number("late_longest", _("Longest"), group=_("Days late")),
        number("returned", _("Number of filings"), group=returned),
        number("returns", _("For each filing"), group=returned),
        number("review_median", _("Median"), group=reviewed),
        number("review_most", _("Nine in ten"), group=reviewed),
        number("review_longest", _("Longest"), group=reviewed),
        number("review_workdays", _("Median, workdays"), group=reviewed),
    )


def number(key: str, title: str, *, unit: str = "", group: str = "") -> Head:
    return Head(key, title, unit=unit, group=group, is_number=True, descends=True, width=12)


def measured(found: Discipline, links: FilingLinks) -> tuple[Cell, ...]:
    """The cells of a row, in the order of ``heads``; each count opens what it counted."""
    late, review = found.days_late, found.review
    return (
        count(found.asked, links.due()),
        count(found.reported, links.due(timeliness=FILED)),
        share(found.reporting_rate, found.reported, found.asked),
        count(found.on_time, links.due(timeliness=Timeliness.ON_TIME.value)),
        share(found.on_time_rate, found.on_time, found.asked),
        median(late),
        longest(late),
        count(found.returned, links.due(returned=ONCE)),
        each(found),
        median(review),
        whole(review.most),
        longest(review),
        median(found.review_workdays),
    )


def count(counted: int, href: str) -> Cell:
    """A count and where it leads; there is nothing to open behind none."""
    return Cell(counted, href=href if counted else "", is_count=bool(counted))


def share(rate: Decimal | None, part: int, whole: int) -> Cell:
    if rate is None:
        return Cell(None, words=DASH)
    note = _("%(part)s of %(whole)s filings") % {"part": part, "whole": whole}
    return Cell(Number(rate, 1), words=f"{rate:.1f}", note=note)


def median(spread: Spread) -> Cell:
    if spread.median is None:
        return Cell(None, words=DASH)
    note = _("Median of %(count)s") % {"count": spread.count}
    decimals = 0 if spread.median == spread.median.to_integral() else 1
    return Cell(Number(spread.median, decimals), words=grouped_number(spread.median), note=note)


def longest(spread: Spread) -> Cell:
    return whole(spread.longest)


def whole(number: int | None) -> Cell:
    return Cell(number, words=DASH if number is None else "")


def each(found: Discipline) -> Cell:
    """Returns for each filing that was reported."""
    if found.returns_per_filing is None:
        return Cell(None, words=DASH)
    note = _("%(returns)s returns of %(filings)s filings") % {
        "returns": found.returns,
        "filings": found.reported,
    }
    return Cell(Number(found.returns_per_filing, 2), words=f"{found.returns_per_filing:.2f}", note=note)
