"""Forecasts from filings: on what they stand, in which words, at what cost, and where they are shown."""

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from django.utils import translation

from targets.arithmetic.forecast import Lacking, Prospect, Way
from targets.figures.queries import figures_of
from targets.forecasting.gathering import Expectation, forecast_of, forecasts_of
from targets.models import Target
from tasks.models import Filing
from tests.targets.filed_years import file_year

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries, Settings

    from tests.conftest import SignIn
    from tests.world import World

QUERIES = 4


def expected(world: "World", target: Target) -> Expectation:
    return forecast_of(figures_of(world.office, [target])[target.pk])


@pytest.fixture
def running(world: "World", settings: "Settings") -> Target:
    """A year of which three quarters are approved; the portal plays on 10 October of it."""
    settings.PORTAL_TODAY = dt.date(2022, 10, 10)
    values = {world.province: ["500", "600", "550"], world.neighbour: ["100", "100", "130"]}
    return file_year(world, 2022, world.pledge.indicator, values, value=2400)


def test_a_sum_is_expected_at_its_pace(world: "World", running: Target) -> None:
    found = expected(world, running)
    assert found.forecast is not None
    assert found.forecast.way is Way.RUN_RATE
    assert 2600 < found.forecast.value < 2700
    assert found.prospect is Prospect.LIKELY_MET


def test_it_is_said_in_one_line_with_range_and_goal(world: "World", running: Target) -> None:
    with translation.override("en"):
        said = expected(world, running).sentence
    assert said.startswith("Expected at year end: 2,64")
    assert said.endswith("goal at least 2,400 100 million yuan: likely met")


def test_earlier_years_lend_their_season(world: "World", running: Target) -> None:
    """In both years half of the sum came in the last quarter."""
    for year, size in ((2020, 1), (2021, 2)):
        if year == world.guidance.year:
            world.guidance.year = 2019
            world.guidance.save()
        values = [str(size * part) for part in (100, 100, 100, 300)]
        file_year(world, year, running.indicator, {world.province: values, world.neighbour: values})
    found = expected(world, running)
    assert found.forecast is not None
    assert (found.forecast.way, found.forecast.years) == (Way.YEARS, 2)
    assert found.forecast.value == pytest.approx(Decimal(3960), rel=Decimal("0.01"))


def test_nothing_is_expected_once_the_year_is_over(
    world: "World", running: Target, settings: "Settings"
) -> None:
    settings.PORTAL_TODAY = dt.date(2023, 1, 1)
    found = expected(world, running)
    assert found.found is Lacking.YEAR_OVER
    assert found.forecast is None
    assert found.prospect is None


def test_a_bureaus_part_is_expected_but_not_held_against_the_goal(world: "World", running: Target) -> None:
    found = forecast_of(figures_of(world.neighbour, [running])[running.pk])
    assert found.forecast is not None
    assert found.forecast.value < 600
    assert found.prospect is None
    assert "goal" not in found.sentence


def test_forecasts_ask_a_fixed_number_of_queries(
    world: "World", running: Target, django_assert_num_queries: "DjangoAssertNumQueries"
) -> None:
    targets = [
        running,
        *Target.objects.filter(guidance=world.guidance).select_related("indicator", "guidance"),
    ]
    figures = list(figures_of(world.office, targets).values())
    with django_assert_num_queries(QUERIES):
        forecasts_of(figures)


def test_the_page_shows_it_apart_from_facts(world: "World", running: Target, signed_in: "SignIn") -> None:
    address = reverse("targets:target-detail", args=[running.pk])
    text = signed_in("observer").get(address, headers={"accept-language": "en"}).content.decode()
    assert "chart__line--forecast" in text
    assert "An estimate from approved filings" in text
    assert "figures up to" in text


def test_the_page_says_why_there_is_none(world: "World", signed_in: "SignIn") -> None:
    address = reverse("targets:target-detail", args=[world.pledge.pk])
    text = signed_in("observer").get(address, headers={"accept-language": "en"}).content.decode()
    assert "No forecast: there are no approved figures of this year yet." in text
    assert "chart__line--forecast" not in text


# --- Of a part of the country -----------------------------------------------------------------------
def test_a_regions_forecast_stands_on_its_own_organizations(world: "World", running: Target) -> None:
    """The province alone, as if it were a region: what it added, and nothing of its neighbour's."""
    every = expected(world, running)
    part = figures_of(world.office, [running], among=[world.province.pk])[running.pk]
    alone = forecast_of(part)
    assert every.forecast is not None
    assert alone.forecast is not None
    own = forecast_of(figures_of(world.province, [running])[running.pk])
    assert own.forecast is not None
    assert (alone.forecast.value, alone.forecast.low) == (own.forecast.value, own.forecast.low)
    assert alone.forecast.value < every.forecast.value


def test_a_forecast_stands_on_approved_filings_whatever_is_shown(world: "World", running: Target) -> None:
    """What waits for the year end changes the provisional figure, and the forecast not."""
    official = forecast_of(figures_of(world.office, [running])[running.pk])
    filings = Filing.objects.filter(period__guidance=running.guidance, period__order=3)
    filings.update(status=Filing.Status.SUBMITTED, approved_at=None, approved_by=None)
    shown = figures_of(world.office, [running], with_submitted=True)[running.pk]
    assert shown.figure.value == official.shown.figure.value
    fewer = forecast_of(figures_of(world.office, [running])[running.pk])
    assert forecast_of(shown).found == fewer.found != official.found
