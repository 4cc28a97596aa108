"""One indicator over the years: goals, actuals beside them, change to the year before (design R11, R18)."""

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse
from django.utils import translation

from targets.arithmetic.outcome import Outcome
from targets.charts.years import Bar, years_chart
from targets.figures.series import Year, series_of
from targets.models import Indicator, Target
from targets.wording import change_in_words
from tests.targets.filed_years import file_year
from tests.targets.meanings import give_meaning

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries, Settings

    from tests.conftest import SignIn
    from tests.world import World

CYCLE = {"comparator": "at_most", "reported_by": "responsible"}


@pytest.fixture
def cycle(world: "World", settings: "Settings") -> Indicator:
    """The examination cycle in three guidances: goals 18.5, 16.5 and 16; the third year goes on."""
    settings.PORTAL_TODAY = dt.date(2024, 8, 1)
    indicator = give_meaning(world.cycle, decimals=1)
    years: list[tuple[int, str, list[str | None], dict[str, Any]]] = [
        (2022, "18.5", ["20", "19.2", "18.9", "18.4"], {"baseline": Decimal(20)}),
        (2023, "16.5", ["18", "17.5", "17", "16.4"], {}),
        (2024, "16", ["16.3", "16.2", None], {}),
    ]
    for year, goal, values, more in years:
        file_year(world, year, indicator, {world.department: values}, value=Decimal(goal), **CYCLE, **more)
    world.cycle.delete()
    return indicator


def target_in(indicator: Indicator, year: int) -> Target:
    return Target.objects.select_related("indicator", "guidance").get(
        indicator=indicator, guidance__year=year
    )


def series(world: "World", indicator: Indicator, year: int = 2024) -> list[Year]:
    return series_of(target_in(indicator, year), world.office)


def test_goals_and_actuals_stand_beside_each_other(world: "World", cycle: Indicator) -> None:
    """18.5 → 16.5 → 16, with 18.4, 16.4, and 16.2 so far; before them the 20 that the first one states."""
    found = series(world, cycle)
    assert [one.year for one in found] == [2021, 2022, 2023, 2024]
    bounds = [(), (Decimal("18.5"),), (Decimal("16.5"),), (Decimal(16),)]
    assert [one.bounds for one in found] == bounds
    assert [one.actual for one in found] == [20, Decimal("18.4"), Decimal("16.4"), Decimal("16.2")]
    assert [one.is_stated for one in found] == [True, False, False, False]
    assert [one.shown.outcome for one in found if one.shown][:2] == [Outcome.MET, Outcome.MET]


def test_years_that_are_over_are_compared_with_the_year_before(world: "World", cycle: Indicator) -> None:
    with translation.override("en"):
        found = [one.change_in_words for one in series(world, cycle)]
        assert found == ["—", "−1.6 months (−8.0%)", "−2.0 months (−10.9%)", "—"]
        assert series(world, cycle)[-1].remark == "so far"


def test_the_series_is_the_same_from_every_year(world: "World", cycle: Indicator) -> None:
    asked = [[(one.year, one.actual) for one in series(world, cycle, year)] for year in (2022, 2023, 2024)]
    assert asked[0] == asked[1] == asked[2]


def test_a_bureau_sees_its_own_years_and_no_national_baseline(world: "World", settings: "Settings") -> None:
    settings.PORTAL_TODAY = dt.date(2024, 8, 1)
    indicator = world.pledge.indicator
    for year, size in ((2022, "10"), (2023, "12")):
        values = {world.province: [size] * 4, world.neighbour: ["100"] * 4}
        file_year(world, year, indicator, values, baseline=Decimal(300), value=2400)
    found = series_of(target_in(indicator, 2023), world.province)
    assert [(one.year, one.actual) for one in found] == [(2021, None), (2022, 40), (2023, 48)]
    assert {one.bounds for one in found} == {()}


def test_without_a_figure_in_scope_only_the_goals_are_told(world: "World", cycle: Indicator) -> None:
    found = series_of(target_in(cycle, 2024), None)
    assert [one.actual for one in found] == [None, None, None]
    with translation.override("en"):
        assert found[0].goal_in_words == "at most 18.5 months"


def test_a_withdrawn_goal_stands_in_its_own_series_alone(world: "World", cycle: Indicator) -> None:
    Target.objects.filter(pk=target_in(cycle, 2023).pk).update(withdrawn_on=dt.date(2023, 5, 1))
    assert [one.year for one in series(world, cycle)] == [2021, 2022, 2024]
    assert 2023 in [one.year for one in series(world, cycle, 2023)]


def test_it_asks_four_queries(
    world: "World", cycle: Indicator, django_assert_num_queries: "DjangoAssertNumQueries"
) -> None:
    target = target_in(cycle, 2024)
    with django_assert_num_queries(4):
        series_of(target, world.office)


def test_the_page_shows_the_years_to_the_office(
    world: "World", cycle: Indicator, signed_in: "SignIn"
) -> None:
    address = reverse("targets:target-detail", args=[target_in(cycle, 2024).pk])
    text = signed_in("observer").get(address, headers={"accept-language": "en"}).content.decode()
    assert "Over the years" in text
    assert "−2.0 months (−10.9%)" in text
    assert reverse("targets:target-detail", args=[target_in(cycle, 2022).pk]) in text


def test_the_page_keeps_the_actuals_from_outsiders(
    world: "World", cycle: Indicator, signed_in: "SignIn"
) -> None:
    address = reverse("targets:target-detail", args=[target_in(cycle, 2024).pk])
    text = signed_in("outsider").get(address, headers={"accept-language": "en"}).content.decode()
    assert "at most 16.5 months" in text
    assert "16.4" not in text
    assert "18.4" not in text


@pytest.mark.parametrize(
    ("unit", "before", "now", "said"),
    [
        ("亿元", "2180", "3098", "+918.0 亿元 (+42.1%)"),
        ("%", "42.1", "40", "−2.1 percentage points"),
        ("家", "0", "5", "+5.0 家"),
        ("家", "5", "5", "unchanged"),
    ],
)
def test_changes_in_words(unit: str, before: str, now: str, said: str) -> None:
    indicator = Indicator(unit=unit, english_unit=unit, decimals=1)
    with translation.override("en"):
        assert change_in_words(Decimal(before), Decimal(now), indicator) == said


def test_the_chart_marks_goals_and_pales_what_is_not_final() -> None:
    bars = [
        Bar("2021", Decimal(20), "20", (), is_final=False),
        Bar("2022", Decimal("18.4"), "18.4", (Decimal("18.5"),), is_final=True),
        Bar("2023", None, "", (Decimal("16.5"),), is_final=False),
    ]
    drawn = years_chart(bars, title="t", description="d")
    assert drawn.count("<rect") == 2
    assert drawn.count("chart__bar--pale") == 1
    assert drawn.count("chart__goal") == 2
    assert years_chart([Bar("2021", None, "", (), is_final=True)], title="t", description="d") == ""
