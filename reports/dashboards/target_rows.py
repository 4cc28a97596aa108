"""The targets of a view as rows: one line each, so that the eye runs down a column."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from reports.dashboards.question import Question
from reports.dashboards.target_cells import cells_of, heads_of
from reports.data_tables.values import DataTable, Row
from reports.overview import targets_of
from targets.arithmetic.outcome import Outcome
from targets.figures.regions import reporters_in
from targets.figures.rows import FigureRow, figure_rows
from targets.forecasting.gathering import Expectation, forecasts_of
from targets.models import Target

KEY = "targets"


@dataclass(frozen=True, slots=True)
class TargetRows:
    """What a view shows of targets. ``rows`` are those of the table, in the order of the guidance;
    ``left_out`` how many targets have no figure for what is looked at (a region has none of what only a
    department reports). ``table`` has the key ``targets``; until forecasts are there, each has a place of
    its own in it, by id, which ``reports.dashboards.forecast_pieces`` fills."""

    rows: tuple[FigureRow, ...]
    left_out: int
    table: DataTable

    @property
    def outcomes(self) -> Mapping[Outcome, int]:
        """How many stand how; those that nobody compares with a goal have no data."""
        return Counter(outcome_of(row) for row in self.rows)

    @property
    def coverage(self) -> str:
        """On how many organizations the figures stand, the least and the best covered of them, for the year
        to date."""
        found = sorted(
            (row.shown.figure.coverage_to_date for row in self.rows),
            key=lambda one: (one.counted / one.expected if one.expected else 0, one.expected),
        )
        if not found:
            return ""
        least, best = (f"{one.counted}/{one.expected}" for one in (found[0], found[-1]))
        if least == best:
            return _("year to date: %(counted)s counted") % {"counted": best}
        return _("year to date, by target: from %(least)s to %(best)s counted") % {
            "least": least,
            "best": best,
        }


def target_rows(question: Question, *, with_forecasts: bool = False) -> TargetRows:
    """The targets on which the organization of the question has a figure, narrowed as it asks (five to seven
    queries; some more for an earlier day, and four ``with_forecasts``, which files have at once)."""
    targets = question.kept_targets(targets_of(question.organization, question.guidance))
    found = rows_asked(question, targets)
    rows = tuple(
        row
        for target in targets
        if (row := found.get(target.pk)) and question.outcome in {None, outcome_of(row)}
    )
    is_forecast = with_forecasts and question.on is None
    expected = forecasts_of([row.shown for row in rows]) if is_forecast else None
    return TargetRows(rows, len(targets) - len(found), table_of(question, rows, expected))


def rows_asked(question: Question, targets: list[Target]) -> dict[int, FigureRow]:
    """The rows of ``targets`` as the question counts them, by target id."""
    return figure_rows(
        question.organization,
        targets,
        on=question.on,
        until=question.period,
        with_submitted=question.with_submitted,
        among=among_of(question),
        known=(*question.periods_before, *question.periods),
    )


def among_of(question: Question) -> frozenset[int] | None:
    """The local organizations of the region, by id (one query). None where no region is asked for, or the
    organization is a local one, whose figure is its own."""
    if question.region is None or question.organization.is_local:
        return None
    return reporters_in(question.region)


def outcome_of(row: FigureRow) -> Outcome:
    return row.shown.outcome if row.shown.is_compared else Outcome.NO_DATA


def table_of(
    question: Question, rows: tuple[FigureRow, ...], expected: Mapping[int, Expectation] | None
) -> DataTable:
    """One row a target. What nobody had before is no column: the first year has no year before."""
    table = DataTable(
        key=KEY,
        title=_("Attainment of the targets"),
        heads=heads_of(),
        rows=tuple(
            Row(
                f"target-{row.shown.target.pk}",
                cells_of(row, question, expected.get(row.shown.target.pk) if expected else None),
                css="target-row",
            )
            for row in rows
        ),
        note=question.counting_in_words,
        empty=_("No target fits these filters. Change or reset them to see more."),
        has_drawing=True,
    )
    return table.without_empty("period", "year")
