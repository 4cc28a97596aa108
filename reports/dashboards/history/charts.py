"""The drawings of a history: how many goals were reached, and how often reviewers gave filings back."""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from organizations.rounding import reached_in_percent
from reports.charts.bars import CountBar, bars_chart
from reports.charts.lines import Line, Spot, lines_chart
from reports.dashboards.history.gathering import Histories, outcome_of
from reports.dashboards.shown_page import NamedChart
from targets.arithmetic.outcome import Outcome
from tasks.filings.review_sayings import SaidCount, What
from texts.punctuation import enumerated, labelled

WHOLE = Decimal(100)


def charts_of(told: Histories, said: Sequence[SaidCount]) -> tuple[NamedChart, ...]:
    """What has something to show."""
    drawn = [
        NamedChart("goals", _("Goals reached by year"), goals(told)),
        NamedChart("returns", _("Times given back by year"), returns(told, said)),
    ]
    return tuple(chart for chart in drawn if chart.drawing)


def goals(told: Histories) -> SafeString:
    """The share of the goals of each year that is over that were reached."""
    years, spots = [], []
    for number in told.years:
        judged = [one.by_year[number] for one in told.found if one.by_year.get(number) in one.judged]
        if judged:
            reached = sum(outcome_of(year) is Outcome.MET for year in judged)
            share = reached_in_percent(Decimal(reached) / len(judged))
            words = _("%(part)s of %(whole)s goals") % {"part": reached, "whole": len(judged)}
            years.append(str(number))
            spots.append(Spot(share, words))
    described = enumerated(labelled(year, spot.words) for year, spot in zip(years, spots, strict=True))
    return lines_chart(
        [Line(_("Goals reached"), tuple(spots))],
        years,
        title=_("Share of the goals that were reached, in percent"),
        description=described,
        largest=WHOLE,
    )


def returns(told: Histories, said: Sequence[SaidCount]) -> SafeString:
    """How often filings of each year were given back."""
    counted: Counter[int] = Counter()
    for one in said:
        if one.what is What.RETURN:
            counted[one.year] += one.count
    years = sorted({*told.years, *counted})
    bars = [CountBar(str(year), counted[year]) for year in years]
    described = enumerated(labelled(bar.name, bar.count) for bar in bars)
    return bars_chart(bars, title=_("Returns by year of the filing"), description=described)
