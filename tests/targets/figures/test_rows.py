"""A row says what the figure, its course and its years say by themselves, and costs no query more."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from organizations.calendar import today
from organizations.models import Organization
from organizations.statistical_regions import Region
from targets.arithmetic.change import Trend
from targets.figures.course import course_of
from targets.figures.queries import TargetFigure, figures_of
from targets.figures.regions import reporters_in
from targets.figures.rows import FigureRow, figure_rows
from targets.figures.series import series_of
from targets.models import Target
from tasks.models import Filing, ReportingPeriod
from tests.reports.random_year import draw_year
from tests.reports.two_years import LAST, draw_two_years
from tests.targets.filed_years import file_year
from tests.targets.meanings import give_meaning
from tests.world import World

if TYPE_CHECKING:
    from pytest_django import Settings

pytestmark = pytest.mark.django_db
COUNTINGS = pytest.mark.parametrize("with_submitted", [False, True], ids=["official", "provisional"])


def targets_of(year: int) -> list[Target]:
    related = Target.objects.select_related("indicator", "guidance", "responsible")
    return list(related.filter(guidance__year=year).order_by("order"))


def before(target: Target) -> Target | None:
    """Last year's goal on the same indicator."""
    return next((one for one in targets_of(LAST) if one.indicator_id == target.indicator_id), None)


def lookers(world: World) -> Iterator[Organization]:
    yield from (world.office, world.department, world.province, world.neighbour)


def periods_of(world: World) -> list[ReportingPeriod | None]:
    return [None, *world.guidance.periods.ordinary().select_related("guidance").order_by("order")]


# --- The same answers, whatever was filed -----------------------------------------------------------
@COUNTINGS
@pytest.mark.parametrize("seed", [11, 12, 13])
def test_rows_say_what_figures_and_courses_say(world: World, seed: int, *, with_submitted: bool) -> None:
    draw_two_years(world, seed)
    targets = targets_of(2021)
    for organization in lookers(world):
        for until in periods_of(world):
            asked = {"until": until, "with_submitted": with_submitted}
            figures = figures_of(organization, targets, **asked)
            rows = figure_rows(organization, targets, **asked)
            assert {pk: row.shown for pk, row in rows.items()} == figures
            for row in rows.values():
                assert list(row.course) == course_of(row.shown)
                assert_last_year(row, organization, with_submitted=with_submitted)


def assert_last_year(row: FigureRow, organization: Organization, *, with_submitted: bool) -> None:
    """Last year's figures are those that it has by itself, and the change is told from one like it."""
    last = before(row.shown.target)
    if row.compared_at is None or last is None:
        assert row.same_last_year is None
    else:
        day = (row.compared_at.period.ends_on.month, row.compared_at.period.ends_on.day)
        same = {(one.ends_on.month, one.ends_on.day): one for one in last.guidance.periods.ordinary()}
        if day not in same:
            assert row.same_last_year is None
        else:
            asked = {"until": same[day], "with_submitted": with_submitted}
            expected = figures_of(organization, [last], **asked).get(last.pk)
            assert row.same_last_year == expected
    if not with_submitted:
        years = {year.year: year for year in series_of(row.shown.target, organization)}
        ended = years.get(LAST)
        assert row.end_of_last_year == (ended.actual if ended else None)
        assert row.is_stated == (ended.is_stated if ended else False)


@COUNTINGS
@pytest.mark.parametrize("seed", [21, 22])
@pytest.mark.parametrize("region", Region)
def test_a_regions_row_is_made_of_its_own_organizations(
    world: World, seed: int, region: Region, *, with_submitted: bool
) -> None:
    """Each value and coverage again from what every organization of the region has by itself."""
    draw_two_years(world, seed)
    among = reporters_in(region)
    own = [one for one in Organization.objects.local() if one.pk in among]
    asked = {"until": world.year_end, "with_submitted": with_submitted}
    alone = [figures_of(one, targets_of(2021), **asked) for one in own]
    rows = figure_rows(world.office, targets_of(2021), among=among, **asked)
    assert {row.shown.target.reported_by for row in rows.values()} <= {"local_bureaus"}
    for pk, row in rows.items():
        theirs = [figures[pk] for figures in alone]
        assert row.shown.figure.value == together(row.shown, theirs)
        assert list(row.course) == course_of(row.shown)
        for name in ("expected", "counted", "nil", "pending", "missing"):
            covered = sum(getattr(one.figure.coverage, name) for one in theirs)
            assert getattr(row.shown.figure.coverage, name) == covered


def together(shown: TargetFigure, parts: list[TargetFigure]) -> Decimal | None:
    """Sums, and sums of numerators by sums of denominators."""
    figures = [part.figure for part in parts if part.figure.value is not None]
    if not figures:
        return None
    if shown.target.indicator.form == "value":
        return sum((figure.value for figure in figures if figure.value is not None), Decimal(0))
    numerator = sum((figure.numerator or Decimal(0) for figure in figures), Decimal(0))
    denominator = sum((figure.denominator or Decimal(0) for figure in figures), Decimal(0))
    ratio = numerator / denominator - (shown.target.indicator.form == "growth")
    assert shown.figure.value is not None
    return shown.figure.value if abs(ratio * 100 - shown.figure.value) < Decimal("1e-15") else ratio


def test_all_regions_together_are_the_country(world: World) -> None:
    draw_two_years(world, 5)
    national = figures_of(world.office, targets_of(2021), until=world.year_end)
    parts = [
        figures_of(world.office, targets_of(2021), until=world.year_end, among=reporters_in(region))
        for region in Region
    ]
    for pk in parts[0]:
        shown = national[pk]
        counted = sum(figures[pk].figure.coverage_to_date.counted for figures in parts)
        assert counted == shown.figure.coverage_to_date.counted
        if shown.target.indicator.form == "value":
            values = [figures[pk].figure.value for figures in parts]
            assert shown.figure.value == sum((one for one in values if one is not None), Decimal(0))


def test_on_an_earlier_day_rows_say_what_was_approved_by_then(world: World) -> None:
    first = today()
    world.approve(world.filing(), value="120.5")
    with time_machine.travel(first + dt.timedelta(days=3)):
        world.approve(world.filing(world.neighbour), by=world.person("reviewer"), value="30")
        for number in range(-1, 4):
            day = first + dt.timedelta(days=number)
            rows = figure_rows(world.office, targets_of(2021), on=day)
            assert {pk: row.shown for pk, row in rows.items()} == figures_of(
                world.office, targets_of(2021), on=day
            )
            assert [list(row.course) for row in rows.values()] == [
                course_of(row.shown) for row in rows.values()
            ]
        at_first = figure_rows(world.office, targets_of(2021), on=first)[world.pledge.pk]
        assert at_first.shown.figure.value == Decimal("120.5")


# --- What changes are told from ---------------------------------------------------------------------
YEAR = 2024
CYCLE = {"comparator": "at_most", "reported_by": "responsible", "value": Decimal("18.5")}


@pytest.fixture
def in_december(settings: "Settings") -> None:
    """All windows of the year have opened."""
    settings.PORTAL_TODAY = dt.date(YEAR, 12, 12)


@pytest.fixture
def quarters(world: World, in_december: None) -> Target:
    """The cycle in two years, by the department alone; the third quarter is the last that is filed."""
    indicator = give_meaning(world.cycle, decimals=1)
    file_year(world, YEAR - 1, indicator, {world.department: ["20", "19.6", "19.4", "19.1"]}, **CYCLE)
    return file_year(world, YEAR, indicator, {world.department: ["19.8", "19.3", "18.9", None]}, **CYCLE)


def row_of(world: World, target: Target, order: int) -> FigureRow:
    (asked,) = [one for one in targets_of(YEAR) if one.pk == target.pk]
    until = asked.guidance.periods.get(order=order)
    until.guidance = asked.guidance
    return figure_rows(world.office, [asked], until=until)[target.pk]


def test_changes_are_to_the_period_before_and_to_last_years_same_one(world: World, quarters: Target) -> None:
    row = row_of(world, quarters, 3)
    assert row.period_before is not None
    assert row.period_before.period.order == 2
    period, year = row.since_last_period, row.since_last_year
    assert period is not None
    assert year is not None
    assert (period.before, period.now, period.trend) == (Decimal("19.3"), Decimal("18.9"), Trend.BETTER)
    assert (year.before, year.amount) == (Decimal("19.4"), Decimal("-0.5"))
    ended = row.since_end_of_last_year
    assert ended is not None
    assert (ended.before, ended.now, ended.trend) == (Decimal("19.1"), Decimal("18.9"), Trend.BETTER)


def test_a_period_that_nobody_has_answered_for_is_not_compared(world: World, quarters: Target) -> None:
    """The year end has opened and nothing is filed: the third quarter is still what there is news of."""
    row = row_of(world, quarters, 4)
    assert row.compared_at is not None
    assert row.compared_at.period.order == 3
    assert row.since_last_period == row_of(world, quarters, 3).since_last_period
    assert [point.period.order for point in row.answered] == [1, 2, 3]


def test_the_first_period_has_none_before_it(world: World, quarters: Target) -> None:
    row = row_of(world, quarters, 1)
    assert row.period_before is None
    assert row.since_last_period is None
    assert row.since_last_year is not None


@pytest.mark.parametrize(("answers", "order"), [(3, 3), (4, 4)])
def test_few_answers_do_not_make_a_period_to_compare(world: World, answers: int, order: int) -> None:
    """Of five bureaus three have filed for the year end, then four: at four fifths it is one to compare."""
    from tests.factories import OrganizationFactory  # noqa: PLC0415

    bureaus = [
        OrganizationFactory(code=f"{number}", kind="bureau", parent=world.office) for number in range(51, 54)
    ]
    values = {
        bureau: ["1", "1", "1", "1" if place < answers else None]
        for place, bureau in enumerate([world.province, world.neighbour, *bureaus])
    }
    target = file_year(world, YEAR, world.pledge.indicator, values, value=Decimal(10))
    row = row_of(world, target, 4)
    assert row.compared_at is not None
    assert row.compared_at.period.order == order


@pytest.mark.usefixtures("in_december")
def test_what_is_spent_becomes_no_worse_by_growing(world: World) -> None:
    indicator = give_meaning(world.cycle, over_periods="sum", over_organizations="sum")
    values, goal = {world.province: ["1", "2", "3"]}, {"comparator": "at_most", "value": Decimal(10)}
    target = file_year(world, YEAR, indicator, values, **goal)
    change = row_of(world, target, 3).since_last_period
    assert change is not None
    assert (change.before, change.now, change.trend) == (3, 6, None)


@pytest.mark.usefixtures("in_december")
@pytest.mark.parametrize(("last", "order", "trend"), [(None, 3, None), ("4", 4, Trend.BETTER)])
def test_a_sum_is_judged_by_last_years_whole_once_it_is_whole(
    world: World, last: str | None, order: int, trend: Trend | None
) -> None:
    """After three quarters 6 beside the 8 of last year says nothing; with the fourth 10 is more."""
    indicator = world.pledge.indicator
    file_year(world, YEAR - 1, indicator, {world.province: ["2", "2", "2", "2"]}, value=Decimal(8))
    values = {world.province: ["1", "2", "3", last]}
    row = row_of(world, file_year(world, YEAR, indicator, values, value=Decimal(9)), order)
    change = row.since_end_of_last_year
    assert change is not None
    assert (change.before, change.now, change.trend) == (8, 6 if last is None else 10, trend)


# --- Cost -------------------------------------------------------------------------------------------
def queries_of_rows(organization: Organization, **asked: object) -> int:
    targets = targets_of(2021)
    with CaptureQueriesContext(
        connection,
    ) as caught:
        figure_rows(organization, targets, **asked)  # type: ignore[arg-type]
    return len(caught)


def test_queries_grow_neither_with_targets_nor_with_organizations_nor_with_years(world: World) -> None:
    file_year(world, LAST, world.pledge.indicator, {world.province: ["1"]}, value=Decimal(9))
    alone = queries_of_rows(world.office), queries_of_rows(world.province)
    draw_year(world, 8)
    Filing.objects.filter(period__kind="supplement").delete()
    for year in (2017, 2018, 2019):
        values = {world.province: ["1", "2", "3", "4"]}
        file_year(world, year, world.pledge.indicator, values, value=Decimal(9))
    assert (queries_of_rows(world.office), queries_of_rows(world.province)) == alone
    assert alone == (4, 5)
    assert queries_of_rows(world.office, among=reporters_in(Region.EAST)) == 5
