"""The drawings of filing discipline: rates over periods and years, how late, and how long reviews took."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from reports.charts.bars import CountBar, bars_chart
from reports.charts.lines import Line, Spot, lines_chart
from reports.dashboards.discipline.gathering import Gathered, Span
from reports.dashboards.discipline.links import FilingLinks
from reports.dashboards.discipline.tables import span_in_words
from reports.dashboards.discipline.wording import days, percent
from reports.dashboards.shown_page import NamedChart
from reports.filtersets import LATENESS_STEPS, is_between
from tasks.filings.discipline import Discipline
from tasks.models import ReportingPeriod
from texts.punctuation import enumerated, in_brackets, labelled

WHOLE, LOWEST_TOP = Decimal(100), Decimal(90)
# Of so many periods the latest are drawn: a line of more tells nothing.
MOST_PERIODS = 40


@dataclass(frozen=True, slots=True)
class Place:
    """One period or year on an axis: its name there and in full, what it came to, and where its filings
    are."""

    short: str
    name: str
    found: Discipline
    links: FilingLinks


def charts_of(gathered: Gathered, span: Span) -> tuple[NamedChart, ...]:
    """What has something to show."""
    periods, years = list(periods_drawn(gathered)), list(years_drawn(gathered))
    drawn = [
        NamedChart("periods-rates", _("Reporting and on-time rate, by period"), rates(periods)),
        NamedChart(
            "years-rates", _("Reporting and on-time rate, by year"), rates(years if years[1:] else [])
        ),
        NamedChart(
            "days-late",
            in_brackets(_("Filings by days late"), span_in_words(gathered, span)),
            lateness(gathered, span),
        ),
        NamedChart("review-days", _("Days to review, by period"), reviews(periods)),
    ]
    return tuple(chart for chart in drawn if chart.drawing)


def periods_drawn(gathered: Gathered) -> Iterator[Place]:
    """The latest periods of which something fell due."""
    for pk, found in list(gathered.came_to.items())[-MOST_PERIODS:]:
        period = gathered.periods[pk]
        if found.asked:
            yield Place(short_name(period), str(period), found, FilingLinks.of_period(gathered, period))


def years_drawn(gathered: Gathered) -> Iterator[Place]:
    for year, found in gathered.years_came_to.items():
        if found.asked:
            yield Place(str(year), str(year), found, FilingLinks.of_year(gathered, year))


def short_name(period: ReportingPeriod) -> str:
    """The period as it fits below an axis: its year and its place in it."""
    return pgettext("period on an axis", "%(year)s-%(order)s") % {
        "year": period.guidance.year,
        "order": period.order,
    }


def rates(places: list[Place]) -> SafeString:
    """The share that was reported, and the share that was on time."""
    return two_lines(
        places,
        {
            _("On-time rate"): lambda found: (found.on_time_rate, percent(found.on_time_rate)),
            _("Reporting rate"): lambda found: (found.reporting_rate, percent(found.reporting_rate)),
        },
        title=_("Share of the filings that fell due, in percent"),
        largest=WHOLE,
    )


def reviews(places: list[Place]) -> SafeString:
    """The median, and what nine in ten do not pass."""
    return two_lines(
        places,
        {
            _("Median"): lambda found: (found.review.median, days(found.review.median)),
            _("Nine in ten"): lambda found: (decimal(found.review.most), days(found.review.most)),
        },
        title=_("Days from submission to decision"),
    )


def decimal(number: int | None) -> Decimal | None:
    return None if number is None else Decimal(number)


type Measure = Callable[[Discipline], tuple[Decimal | None, str]]


def two_lines(
    places: list[Place], measures: Mapping[str, Measure], *, title: str, largest: Decimal | None = None
) -> SafeString:
    """A line for each measure over the same places; rates from a little below the lowest."""
    lines = [
        Line(name, tuple(Spot(*measure(place.found), href=place.links.due()) for place in places))
        for name, measure in measures.items()
    ]
    values = [spot.value for line in lines for spot in line.spots if spot.value is not None]
    return lines_chart(
        lines,
        [place.short for place in places],
        title=title,
        description=enumerated(said(line, places) for line in lines),
        largest=largest,
        smallest=min([LOWEST_TOP, *values]) if largest is not None else Decimal(0),
    )


def said(line: Line, places: list[Place]) -> str:
    """A line for those who hear it: where it begins and ends."""
    known = [(place.name, spot.words) for place, spot in zip(places, line.spots, strict=True) if spot.value]
    ends = known[:1] + known[-1:] if known[1:] else known
    return labelled(line.name, enumerated(labelled(*end) for end in ends))


def lateness(gathered: Gathered, span: Span) -> SafeString:
    """How many were so many days late, what is missing among them."""
    links = FilingLinks.over(gathered, span)
    late = [
        days_late
        for record in gathered.over(span)
        if record.is_asked(gathered.on) and (days_late := record.days_late(gathered.on))
    ]
    bars = [
        CountBar(
            label_of(step),
            sum(is_between(days_late, *LATENESS_STEPS[step]) for days_late in late),
            links.due(late_by=step),
        )
        for step in LATENESS_STEPS
    ]
    description = enumerated(labelled(bar.name, bar.count) for bar in bars)
    return bars_chart(bars, title=_("Filings by days late"), description=description)


def label_of(step: str) -> str:
    """The days of a step, short enough for an axis."""
    least, most = LATENESS_STEPS[step]
    return f"≥ {least}" if most is None else f"{least}–{most}"
