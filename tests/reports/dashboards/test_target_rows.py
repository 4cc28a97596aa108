"""Targets as rows: every number is the roll-up's own, for whoever looks, however it is counted."""

from collections import Counter
from dataclasses import replace
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from organizations.models import Organization
from organizations.statistical_regions import Region
from reports.dashboards.choices import periods_of
from reports.dashboards.forecast_pieces import forecast_cell, forecast_pieces
from reports.dashboards.question import Question
from reports.dashboards.target_cells import WORST_FIRST, heads_of
from reports.dashboards.target_rows import among_of, target_rows
from reports.data_tables.values import Cell, DataTable, Row
from targets.arithmetic.forecast import Forecast, Lacking, Way
from targets.arithmetic.outcome import Outcome
from targets.explanation.addresses import address_of
from targets.figure_numbers import attainment, number_of, shown_number
from targets.figures.queries import TargetFigure, figures_of
from targets.figures.rows import FigureRow, figure_rows
from targets.forecasting.gathering import Expectation
from targets.models import Target
from tests.reports.two_years import draw_two_years
from tests.world import World

pytestmark = pytest.mark.django_db
SEEDS = (31, 32)
CLASSES = {"target": "name", "attainment": "bar"}


@pytest.fixture(params=SEEDS)
def drawn(world: World, request: pytest.FixtureRequest) -> World:
    draw_two_years(world, request.param)
    return world


def question(world: World, organization: Organization, order: int = 4) -> Question:
    periods = periods_of(world.guidance)
    asked = next(period for period in periods if period.order == order)
    return Question(organization, world.guidance, tuple(periods), asked)


def questions(world: World) -> list[Question]:
    """Everybody's, in both ways of counting, and the regions of those who have any."""
    found = []
    for organization in (world.office, world.department, world.province, world.neighbour):
        regions = [None] if organization.is_local else [None, *Region]
        for order in (3, 4):
            asked = question(world, organization, order)
            found += [
                replace(asked, region=region, with_submitted=counting)
                for region in regions
                for counting in (False, True)
            ]
    return found


def targets_of(world: World) -> list[Target]:
    related = ("indicator", "guidance", "responsible", "section")
    return list(world.guidance.targets.select_related(*related).order_by("order"))


def cell(row: Row, key: str) -> Cell:
    """A cell by its class; an empty one of a column that is left out."""
    css = f"target-row__{CLASSES.get(key, key)}"
    return next((one for one in row.cells if css in one.css.split()), Cell())


def column(table: DataTable, key: str) -> list[Cell]:
    return [cell(row, key) for row in table.rows]


# --- Every number -----------------------------------------------------------------------------------
def test_every_number_of_the_table_is_the_roll_ups_own(drawn: World) -> None:
    for asked in questions(drawn):
        counting = {"until": asked.period, "with_submitted": asked.with_submitted, "among": among_of(asked)}
        figures = figures_of(asked.organization, targets_of(drawn), **counting)
        found = target_rows(asked)
        assert [row.key for row in found.table.rows] == [f"target-{pk}" for pk in figures]
        by_pk = figure_rows(asked.organization, targets_of(drawn), **counting)
        for line, shown in zip(found.table.rows, figures.values(), strict=True):
            assert_same_figure(line, shown, asked)
            assert_same_changes(line, by_pk[shown.target.pk])
        assert_no_empty_change(found.table)


def assert_no_empty_change(table: DataTable) -> None:
    """What no row has changed since is no column."""
    keys = {head.key for head in table.heads}
    assert {"period", "year"} & keys == {
        key for key in ("period", "year") if any(one.words for one in column(table, key))
    }


def assert_same_figure(line: Row, shown: TargetFigure, asked: Question) -> None:
    """Value, outcome, attainment, goal, path and coverage, and where they are explained."""
    figure = cell(line, "figure")
    assert figure.value == shown_number(shown.figure.value, shown)
    expected = shown.absence_in_words if shown.figure.value is None else shown.value_in_words
    assert figure.words == expected
    assert figure.href == address_of(shown, region=asked.region)
    assert shown.sentence in figure.note
    share = shown.assessment.attainment if shown.is_compared else None
    reached = None if share is None else attainment(share)
    assert cell(line, "attainment").value == figure.order == reached
    assert cell(line, "outcome").value == (shown.outcome_in_words if shown.is_compared else None)
    assert cell(line, "goal").value == shown.goal_in_words
    assert ("whole country" in cell(line, "goal").words) is not shown.is_compared
    path = cell(line, "path").value
    if path is not None:
        assert path == number_of(shown.assessment.expected, shown.target.indicator)
        assert not shown.assessment.is_final
    covered = shown.figure.coverage_to_date
    assert cell(line, "coverage").value == f"{covered.counted}/{covered.expected}"


def assert_same_changes(line: Row, row: FigureRow) -> None:
    year = row.since_last_year
    if year is None and not row.shown.goal.accumulates:
        year = row.since_end_of_last_year
    for key, change in (("period", row.since_last_period), ("year", year)):
        shown, indicator = cell(line, key), row.shown.target.indicator
        if change is None:
            assert shown.value is None
            assert shown.words == ""
        else:
            amount = change.now - change.before
            assert shown.value == number_of(amount, indicator, apart_from=[Decimal(0)])
            assert row.in_words(change) in shown.note


def test_counts_by_outcome_and_coverage_are_those_of_the_rows(drawn: World) -> None:
    found = target_rows(question(drawn, drawn.office))
    labels = Counter(row.shown.outcome if row.shown.is_compared else Outcome.NO_DATA for row in found.rows)
    assert found.outcomes == labels
    covered = [row.shown.figure.coverage_to_date for row in found.rows]
    least = min(covered, key=lambda one: (one.counted / one.expected if one.expected else 0, one.expected))
    assert f"{least.counted}/{least.expected}" in found.coverage


def test_without_last_years_period_a_level_is_compared_with_last_years_end(world: World) -> None:
    """The cycle took 20 months last year, as this year's guidance states."""
    Target.objects.filter(pk=world.cycle.pk).update(baseline=20)
    world.approve(world.filing(world.department), value="18.2")
    (line,) = [
        row
        for row in target_rows(question(world, world.office, 3)).table.rows
        if row.key == f"target-{world.cycle.pk}"
    ]
    shown = cell(line, "year")
    assert shown.words == "−1.80"
    assert "Year end 2020: 20.00 months" in shown.note
    assert "better" in shown.drawing


# --- Narrowing and sorting --------------------------------------------------------------------------
def test_rows_are_narrowed_by_department_section_and_outcome(drawn: World) -> None:
    asked = question(drawn, drawn.office)
    every = target_rows(asked)
    in_section = target_rows(replace(asked, section=drawn.pledge.section))
    sections = {row.shown.target.section_id for row in in_section.rows}
    assert sections == {drawn.pledge.section_id}
    assert len(in_section.rows) < len(every.rows)
    for outcome in Outcome:
        narrowed = target_rows(replace(asked, outcome=outcome))
        assert len(narrowed.rows) == every.outcomes[outcome]
    elsewhere = Organization.objects.get(code="44")
    assert target_rows(replace(asked, department=elsewhere)).rows == ()


def test_what_a_region_has_no_part_of_is_counted_as_left_out(drawn: World) -> None:
    asked = question(drawn, drawn.office)
    every, east = target_rows(asked), target_rows(replace(asked, region=Region.EAST))
    assert every.left_out == 0
    assert east.left_out == len(every.rows) - len(east.rows) > 0


def test_sorting_by_outcome_puts_the_worst_on_top(drawn: World) -> None:
    table = target_rows(question(drawn, drawn.office)).table.arranged("outcome")
    states = [Outcome(one.state) for one in column(table, "outcome") if one.state]
    assert states == sorted(states, key=WORST_FIRST.index)


def test_figures_of_many_units_are_sorted_by_how_much_of_their_goal_is_reached(drawn: World) -> None:
    table = target_rows(question(drawn, drawn.office)).table.arranged("-figure")
    shares = [one.order.value for one in column(table, "figure") if one.order is not None]
    assert shares == sorted(shares, reverse=True)
    assert len(shares) > 3


@pytest.mark.parametrize("key", [head.key for head in heads_of() if head.is_sortable])
def test_it_sorts_by_every_column(world: World, key: str) -> None:
    draw_two_years(world, 31)
    table = target_rows(question(world, world.office)).table
    assert {row.key for row in table.arranged(f"-{key}").rows} == {row.key for row in table.rows}


# --- Forecasts --------------------------------------------------------------------------------------
def expectation(world: World, low: str, high: str) -> Expectation:
    """Of the cycle, whose goal is at most 18.5 months."""
    shown = figures_of(world.office, targets_of(world))[world.cycle.pk]
    found = Forecast(Decimal(low), Decimal(low), Decimal(high), Way.TREND, Decimal("0.75"), 0)
    return Expectation(shown, found)


def test_a_narrow_forecast_is_told_with_what_it_says_of_the_goal(world: World) -> None:
    expected = expectation(world, "17.9", "18.3")
    shown = forecast_cell(expected.shown, expected)
    assert shown.words == "17.90 months, likely met"
    assert "17.90 to 18.30 months" in shown.note


def test_a_wide_one_cannot_be_told_yet_and_says_why(world: World) -> None:
    expected = expectation(world, "12", "22")
    shown = forecast_cell(expected.shown, expected)
    assert (shown.words, shown.value) == ("Cannot be forecast yet", None)
    assert "12.00 to 22.00 months" in shown.note
    assert "wider than half" in shown.note


def test_without_a_forecast_the_reason_is_told(world: World) -> None:
    expected = replace(expectation(world, "1", "2"), found=Lacking.NO_FIGURE)
    shown = forecast_cell(expected.shown, expected)
    assert (shown.words, shown.note) == ("—", "No forecast: there are no approved figures of this year yet.")


def test_each_row_keeps_a_place_that_its_forecast_takes(world: World) -> None:
    expected = expectation(world, "17.9", "18.3")
    (line,) = [
        row
        for row in target_rows(question(world, world.office)).table.rows
        if row.key == f"target-{world.cycle.pk}"
    ]
    place = f'id="forecast-{world.cycle.pk}"'
    assert place in cell(line, "forecast").drawing
    pieces = forecast_pieces([expected])
    assert place in pieces
    assert 'hx-swap-oob="true"' in pieces
    assert "17.90 months, likely met" in pieces


def test_files_have_forecasts_at_once(world: World) -> None:
    world.approve(world.filing(), value="120.5")
    table = target_rows(question(world, world.office), with_forecasts=True).table
    assert all(one.words and one.note and not one.drawing for one in column(table, "forecast"))


def test_of_an_earlier_day_nothing_is_forecast(world: World) -> None:
    asked = replace(question(world, world.office), on=world.period.opens_on)
    for with_forecasts in (False, True):
        table = target_rows(asked, with_forecasts=with_forecasts).table
        assert {(one.words, one.drawing) for one in column(table, "forecast")} == {("", "")}


# --- Cost -------------------------------------------------------------------------------------------
def queries_of(asked: Question) -> int:
    with CaptureQueriesContext(connection) as caught:
        target_rows(asked)
    return len(caught)


def test_queries_do_not_grow_with_what_is_filed(world: World) -> None:
    asked = question(world, world.office)
    assert queries_of(asked) == 4
    draw_two_years(world, 33)
    assert queries_of(asked) <= 5
    assert queries_of(replace(asked, region=Region.EAST)) <= 7
