"""One figure of the heat table: the number, how it stands, and its calculation in a note."""

from dataclasses import dataclass, field

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext as _p

from organizations.rounding import reached_in_percent
from organizations.statistical_regions import Region
from reports.dashboards.places.colours import Scale, outcome_said, tone_of
from reports.dashboards.places.rows import Place
from reports.data_tables.values import Cell, Head
from spreadsheets.values import Number, Value
from targets import figure_numbers as numbers
from targets.explanation.addresses import address_of
from targets.figure_numbers import shown_number
from targets.figures.queries import TargetFigure
from targets.models import Target
from targets.wording import amount, attainment_in_percent, coverage_in_words, quantity
from tasks.models import ReportingPeriod
from texts.punctuation import enumerated, labelled, sentences

MIDDLE_DOT = " · "


def figure_cell(periods: "PeriodsTold", shown: TargetFigure, scale: Scale, ranked: int) -> Cell:
    """The figure of one organization; ``ranked`` is of how many its rank is one."""
    rank, said = periods.place.ranks.get(shown.target.pk), outcome_said(shown)
    return Cell(
        value=shown_number(shown.figure.value, shown),
        words=number_in_words(shown),
        href=address_of(shown),
        note=note_of(periods, shown, rank, ranked),
        css=tone_of(shown, scale),
        icon=shown.outcome.value if said else "",
        state=shown.outcome.value if said else "",
        drawing=beneath(shown, said, rank),
        further=further_values(shown, said, rank),
    )


def further_heads(target: Target) -> tuple[Head, ...]:
    """What pages show in one cell with the figure, as columns of their own in files, under its head."""
    return (
        Head("share", _("Own share"), target.indicator.display_unit, is_number=True),
        Head("attainment", _("Part of the share reached"), "%", is_number=True),
        Head("rank", _("Rank"), is_number=True),
        Head("outcome", _("Outcome")),
    )


def further_values(shown: TargetFigure, said: str, rank: int | None) -> tuple[Value, ...]:
    """The values of ``further_heads``, the outcome as it is ``said``; empty where there are none."""
    share, reached = shown.share, shown.assessment.attainment
    return (
        numbers.number_of(share, shown.target.indicator),
        None if share is None or reached is None else Number(reached_in_percent(reached), 1),
        rank,
        said or None,
    )


def total_cell(shown: TargetFigure, region: Region | None, *, is_explained: bool) -> Cell:
    """A figure over several organizations, with its outcome and its coverage; ``is_explained`` where a page
    explains just this figure."""
    coverage = coverage_in_words(shown.figure.coverage)
    said = outcome_said(shown)
    return Cell(
        value=shown_number(shown.figure.value, shown),
        words=number_in_words(shown),
        href=address_of(shown, region=region) if is_explained else "",
        note=sentences([shown.sentence, labelled(_("Coverage"), coverage), shown.supplements_in_words]),
        icon=shown.outcome.value if said else "",
        state=shown.outcome.value if said else "",
        drawing=small(MIDDLE_DOT.join(filter(None, [said, answered(shown)]))),
        further=further_values(shown, said, None),
    )


def number_in_words(shown: TargetFigure) -> str:
    """The number without its unit, which the head of the column has; what is missing is said, never 0."""
    value = shown.figure.value
    if value is None:
        return shown.absence_in_words
    return amount(value, shown.target.indicator, apart_from=shown.marks)


def beneath(shown: TargetFigure, said: str, rank: int | None) -> SafeString:
    """Beneath the number: the outcome as it is ``said``, the part of the share, and the rank."""
    reached = ""
    if shown.share is not None and shown.assessment.attainment is not None:
        reached = attainment_in_percent(shown.assessment.attainment)
    place = _p("rank", "no. %(rank)d") % {"rank": rank} if rank else ""
    return small(MIDDLE_DOT.join(filter(None, [said, reached, place])))


def small(words: str) -> SafeString:
    return format_html('<span class="{}">{}</span>', "cell__more", words) if words else SafeString("")


def answered(shown: TargetFigure) -> str:
    """How many of those who are asked have an approved answer, in short."""
    coverage = shown.figure.coverage
    return _p("coverage", "%(counted)d of %(expected)d") % {
        "counted": coverage.counted,
        "expected": coverage.expected,
    }


def note_of(periods: "PeriodsTold", shown: TargetFigure, rank: int | None, ranked: int) -> str:
    """How a figure is made and judged, with its period and how far the filing is."""
    indicator, place = shown.target.indicator, periods.place
    said = [labelled(f"{place.organization} · {indicator.display_name}", shown.sentence)]
    if shown.share is not None:
        said.append(share_in_words(shown))
    if rank:
        said.append(_("Place %(rank)d of %(of)d.") % {"rank": rank, "of": ranked})
    said += [periods.told(shown.period), shown.supplements_in_words]
    return sentences(filter(None, said))


def share_in_words(shown: TargetFigure) -> str:
    share = quantity(shown.share, shown.target.indicator)
    if shown.assessment.attainment is None:
        return _("Own share: %(share)s.") % {"share": share}
    return _("Own share: %(share)s, of which %(reached)s is reached.") % {
        "share": share,
        "reached": attainment_in_percent(shown.assessment.attainment),
    }


@dataclass(frozen=True, slots=True)
class PeriodsTold:
    """What stands of the period in the notes of one organization, the same on most targets: kept, because it
    takes several translations."""

    place: Place
    known: dict[ReportingPeriod | None, str] = field(default_factory=dict)

    def told(self, period: ReportingPeriod | None) -> str:
        if period not in self.known:
            self.known[period] = period_in_words(self.place, period)
        return self.known[period]


def period_in_words(place: Place, until: ReportingPeriod | None) -> str:
    """Up to which period a figure goes, and how far the filing for it is."""
    period = _("Up to %(period)s") % {"period": until}
    state = _("no filing") if place.filing is None else place.filing.status.label
    return _("%(facts)s.") % {"facts": enumerated([period, labelled(_("filing"), state)])}
