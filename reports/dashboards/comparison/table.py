"""Indicators × sides as a table, and beneath what was filed and done."""

from collections.abc import Iterator, Sequence

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from organizations.page_addresses import page_address
from reports.dashboards.comparison.counts import Counts
from reports.dashboards.comparison.differences import Difference, Way, difference_of, way_label
from reports.dashboards.comparison.sides import Comparison, Side
from reports.dashboards.filing_cells import standing_cell, status_cell
from reports.data_tables.pills import pill_cell
from reports.data_tables.values import Cell, DataTable, Head, Row
from spreadsheets.values import Number
from targets.explanation.addresses import address_of
from targets.figure_numbers import number_of
from targets.figures.queries import TargetFigure
from targets.models import Target
from targets.wording import DASH, coverage_in_words
from texts.punctuation import labelled, sentences

KEY, COUNTS = "comparison", "counts"
NAME, GOAL = 24, 20
# The best on top.
ORDER = list(Way)
PAIR = 2


def comparison_table(comparison: Comparison, targets: Sequence[Target]) -> DataTable:
    """The indicators that are shown, with the figure of each side and how it differs from the first."""
    return DataTable(
        KEY,
        _("Indicators side by side"),
        (Head("indicator", _("Indicator"), width=NAME), *heads(comparison)),
        tuple(
            Row(f"indicator-{target.indicator.code}", (name_cell(target), *cells(comparison, target)))
            for target in targets
        ),
        empty=_("No indicator went this way."),
        is_stacked=False,
        css="places",
    )


def heads(comparison: Comparison) -> Iterator[Head]:
    """Of two sides everything; of more the figure, the outcome and the difference."""
    is_pair = len(comparison.sides) == PAIR
    for place, side in enumerate(comparison.sides):
        yield Head(f"figure{place}", _("Figure"), group=side.title, is_number=True, descends=True)
        if is_pair:
            yield Head(f"goal{place}", _("Goal"), group=side.title, width=GOAL, is_sortable=False)
        yield Head(f"outcome{place}", _("Outcome"), group=side.title)
        if place:
            group = labelled(_("Difference"), side.title) if is_pair else side.title
            yield Head(f"difference{place}", _("Amount"), group=group, is_number=True, descends=True)
            yield Head(f"percent{place}", "%", group=group, is_number=True, descends=True)
            yield Head(f"way{place}", _("Way"), group=group)


def name_cell(target: Target) -> Cell:
    href = page_address("targets:target-detail", target.pk)
    return Cell(target.indicator.display_name, href=href)


def cells(comparison: Comparison, target: Target) -> Iterator[Cell]:
    is_pair = len(comparison.sides) == PAIR
    for place, side in enumerate(comparison.sides):
        shown = side.figures.get(target.indicator.code)
        yield figure_cell(comparison, side, target, shown)
        if is_pair:
            yield Cell(shown.goal_in_words if shown and shown.is_compared else DASH, css="goal-cell")
        yield outcome_cell(shown)
        if place:
            found = difference_of(comparison, target, side)
            yield from (*difference_cells(found), way_cell(found.way, way_label(found.way, comparison)))


def figure_cell(comparison: Comparison, side: Side, target: Target, shown: TargetFigure | None) -> Cell:
    """The figure with its unit, or why there is none; never 0 for what is missing."""
    if shown is None:
        return Cell(words=absence_of(side, target), css="muted")
    has_value = shown.figure.value is not None
    coverage = labelled(_("Coverage"), coverage_in_words(shown.figure.coverage))
    said = [labelled(side.title, shown.sentence), coverage, shown.supplements_in_words]
    return Cell(
        number_of(shown.figure.value, target.indicator),
        shown.value_in_words if has_value else shown.absence_in_words,
        href=address_of(shown, region=comparison.question.region),
        note=sentences(said),
        unit=target.indicator.display_unit,
    )


def absence_of(side: Side, target: Target) -> str:
    """Why a side has no figure on an indicator: its plan withdrew it, or never asked for it."""
    own = side.targets.get(target.indicator.code)
    if own is None or own.withdrawn_on is None:
        return _("not asked for")
    return _("withdrawn on %(day)s") % {"day": date_format(own.withdrawn_on, "DATE_FORMAT")}


def outcome_cell(shown: TargetFigure | None) -> Cell:
    if shown is None or not shown.is_compared:
        return Cell(words=DASH, css="muted")
    return pill_cell(shown.outcome.value, shown.outcome_in_words)


def difference_cells(found: Difference) -> tuple[Cell, Cell]:
    """The difference, and its part of the first figure."""
    if found.amount is None:
        return Cell(words=DASH), Cell(words=DASH)
    share = None if found.share is None else Number(found.share * 100, 1)
    return (
        Cell(number_of(found.amount, found.target.indicator), found.in_words),
        Cell(share, found.share_in_words),
    )


ICONS = {Way.BETTER: "arrow_up", Way.WORSE: "arrow_down", Way.UNCHANGED: "", Way.OPEN: ""}


def way_cell(way: Way, label: str) -> Cell:
    return Cell(label, icon=ICONS[way], css=f"way way--{way.value}", order=ORDER.index(way))


# --- What was filed and done ------------------------------------------------------------------------
def counts_table(comparison: Comparison) -> DataTable:
    """Filings and measures of each side; of organizations how the filing of each stands."""
    told = [side.counts for side in comparison.sides]
    lines = [
        *(stand_lines(told) if comparison.is_of_parts else filing_lines(told)),
        (_("Measures reported on"), [number_cell(counts.measures) for counts in told]),
        (_("Measures completed"), [number_cell(counts.completed) for counts in told]),
        (_("Measures delayed"), [number_cell(counts.delayed) for counts in told]),
    ]
    return DataTable(
        COUNTS,
        _("Filings and measures"),
        (
            Head("count", _("Counted"), width=NAME),
            *(
                Head(
                    f"side{place}",
                    side.title,
                    is_number=True,
                    descends=True,
                    is_sortable=not comparison.is_of_parts,
                )
                for place, side in enumerate(comparison.sides)
            ),
        ),
        tuple(
            Row(f"count-{place}", (Cell(str(label)), *found)) for place, (label, found) in enumerate(lines)
        ),
        is_stacked=False,
    )


# Where nothing is asked.
UNASKED = Cell(words=DASH, css="muted")
# What is counted, and of each side how much.
type Line = tuple[str, list[Cell]]


def filing_lines(told: Sequence[Counts]) -> list[Line]:
    """How many filings stand so."""
    return [
        (_("Filings"), [number_cell(counts.filings) for counts in told]),
        (_("Approved"), [number_cell(counts.approved, counts.approved_href) for counts in told]),
        (_("On time"), [number_cell(counts.on_time, counts.on_time_href) for counts in told]),
    ]


def stand_lines(told: Sequence[Counts]) -> list[Line]:
    """How the one filing of each stands."""
    return [
        (_("Filing"), [status_cell(each.filing.status) if each.filing else UNASKED for each in told]),
        (
            _("Timeliness"),
            [standing_cell(each.timeliness) if each.timeliness else UNASKED for each in told],
        ),
    ]


def number_cell(number: int, href: str = "") -> Cell:
    """A count, which opens what it counts where that is a list."""
    return Cell(number, f"{number:,}", href=href, is_count=bool(href))
