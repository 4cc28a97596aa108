"""The query layer of figures: who sees which figure, made of what (design R7, R10, R18)."""

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from targets.arithmetic.outcome import Outcome
from targets.explanation.contributions import explain
from targets.figures.course import course_of
from targets.figures.periods import last_due_end
from targets.figures.queries import figures_of
from targets.figures.reports import lines_of_figure
from targets.figures.subordinates import subordinate_figures
from targets.figures.viewpoints import figures_for, viewpoints
from targets.models import Target
from tasks.actions import reopen_filing

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from tests.world import World


def targets(world: "World") -> list[Target]:
    return list(Target.objects.select_related("indicator", "guidance").order_by("order"))


@pytest.fixture
def filed(world: "World") -> "World":
    """The province approved with 120.5, its city with 100, the neighbour submitted with 30."""
    world.approve(world.filing(), value="120.5")
    world.approve(world.filing(world.city), value="100", by=world.people["provincial_reviewer"])
    world.submit(world.filing(world.neighbour), by=world.people["outsider"], value="30")
    return world


def test_national_figure_combines_direct_subordinates_only(filed: "World") -> None:
    shown = figures_of(filed.office, targets(filed))[filed.pledge.pk]
    assert shown.figure.value == Decimal("120.5")
    assert shown.provisional.value == Decimal("150.5")
    assert shown.differs_provisionally
    assert (shown.figure.coverage.expected, shown.figure.coverage.pending) == (2, 1)


def test_an_organization_attests_its_own_figure(filed: "World") -> None:
    assert figures_of(filed.province, targets(filed))[filed.pledge.pk].figure.value == Decimal("120.5")
    assert figures_of(filed.city, targets(filed))[filed.pledge.pk].figure.value == 100


def test_a_part_of_a_national_sum_is_not_judged(filed: "World") -> None:
    figures = figures_of(filed.province, targets(filed))
    assert figures[filed.pledge.pk].outcome is Outcome.NO_DATA
    assert not figures[filed.pledge.pk].is_compared
    assert figures[filed.growth.pk].outcome is Outcome.MET


def test_subordinates_are_totalled_beside_the_field(filed: "World") -> None:
    found = subordinate_figures(organization=filed.province, period=filed.period, targets=targets(filed))
    assert found[filed.pledge.pk].value == 100
    assert filed.cycle.pk not in found
    assert subordinate_figures(organization=filed.city, period=filed.period, targets=targets(filed)) == {}


def test_reopened_filing_no_longer_counts(filed: "World") -> None:
    reopen_filing(
        filing=filed.filing(),
        version=filed.filing().version,
        by=filed.people["reviewer"],
        at=timezone.now(),
        reason="更正",
    )
    assert figures_of(filed.office, targets(filed))[filed.pledge.pk].figure.value is None


def test_everyone_looks_from_the_highest_organization_with_a_figure(filed: "World") -> None:
    own = {
        name: viewpoints(filed.person(name), targets(filed))
        for name in ("observer", "department_observer", "lead", "outsider")
    }
    assert own["observer"][filed.cycle.pk] == filed.office
    assert own["department_observer"][filed.pledge.pk] == filed.department
    assert own["lead"][filed.pledge.pk] == filed.province
    assert filed.cycle.pk not in own["lead"]


def test_a_department_has_the_national_figure_of_its_targets(filed: "World") -> None:
    shown = figures_for(filed.person("department_observer"), targets(filed))[filed.pledge.pk]
    assert shown.figure.value == Decimal("120.5")


def test_explanation_ranks_parts_and_names_who_is_pending(filed: "World") -> None:
    shown = figures_of(filed.office, targets(filed))[filed.pledge.pk]
    found = explain(shown, lines_of_figure(filed.pledge, filed.office, filed.person("observer")))
    assert [row.organization for row in found.rows] == [filed.province, filed.neighbour]
    assert found.rows[0].share == 1
    assert found.pending == [filed.neighbour]
    assert found.missing == []
    assert found.subordinates is None


def test_explanation_of_a_province_shows_its_cities_beside_its_figure(filed: "World") -> None:
    shown = figures_of(filed.province, targets(filed))[filed.pledge.pk]
    found = explain(shown, lines_of_figure(filed.pledge, filed.province, filed.person("lead")))
    assert [row.organization for row in found.rows] == [filed.city]
    assert found.subordinates is not None
    assert found.subordinates.value == 100


def test_course_grows_with_the_periods(filed: "World") -> None:
    shown = figures_of(filed.office, targets(filed), until=filed.year_end)[filed.pledge.pk]
    points = course_of(shown)
    assert [point.period for point in points] == [filed.period, filed.year_end]
    assert [point.official.value for point in points] == [Decimal("120.5"), Decimal("120.5")]
    assert [point.official.coverage.counted for point in points] == [1, 0]


def test_path_is_read_at_the_end_of_the_last_period_that_was_due(world: "World") -> None:
    shown = figures_of(world.office, targets(world))[world.pledge.pk]
    periods = [world.period, world.year_end]
    ends = {
        day: last_due_end(periods, shown.goal, day)
        for day in (dt.date(2021, 10, 20), dt.date(2021, 10, 21), dt.date(2021, 12, 16), dt.date(2022, 1, 5))
    }
    assert list(ends.values()) == [
        dt.date(2020, 12, 31),
        dt.date(2021, 9, 30),
        dt.date(2021, 12, 16),
        dt.date(2021, 12, 31),
    ]


def test_figures_take_three_queries(
    filed: "World", django_assert_num_queries: "DjangoAssertNumQueries"
) -> None:
    asked = targets(filed)
    with django_assert_num_queries(3):
        figures_of(filed.office, asked)
    with django_assert_num_queries(2):
        subordinate_figures(organization=filed.province, period=filed.period, targets=asked)
