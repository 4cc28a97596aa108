"""What is wrong with a measurement, and with which numbers it is compared."""

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from targets.arithmetic.plausibility import Numbers
from targets.figures.subordinates import combines_beneath
from targets.measurement_line.checks import measurement_problems
from targets.measurement_line.numbers_beside import numbers_beside
from targets.models import Indicator, Measurement, Target
from tasks.models import Filing

if TYPE_CHECKING:
    from typing import Any

    from tests.world import World


VALUE = Indicator(form="value", unit="家", over_organizations="sum", over_periods="latest")
SHARE = Indicator(form="ratio", unit="%", over_organizations="weighted_mean", over_periods="latest")


@pytest.mark.parametrize(
    ("indicator", "said", "fields"),
    [
        (VALUE, {}, ["value"]),
        (SHARE, {}, ["numerator"]),
        (SHARE, {"numerator": Decimal(1)}, ["denominator"]),
        (VALUE, {"nil_return": True}, ["nil_reason"]),
        (VALUE, {"nil_return": True, "nil_reason": " "}, ["nil_reason"]),
        (VALUE, {"nil_return": True, "nil_reason": "本期没有。"}, []),
        (VALUE, {"value": Decimal(0)}, []),
    ],
)
def test_a_line_says_a_number_or_why_there_is_none(
    indicator: Indicator, said: "dict[str, Any]", fields: list[str]
) -> None:
    problems = measurement_problems(Measurement(target=Target(indicator=indicator), **said), [], None)
    assert [problem.field for problem in problems if problem.is_error] == fields


def test_a_withdrawn_target_asks_for_nothing() -> None:
    withdrawn = Target(indicator=VALUE, withdrawn_on=dt.date(2021, 10, 1))
    assert measurement_problems(Measurement(target=withdrawn), [], None) == []


@pytest.mark.parametrize(
    ("rule", "reported_by", "combines"),
    [
        ("sum", "local_bureaus", True),
        ("none", "local_bureaus", False),
        ("sum", "responsible", False),
    ],
)
def test_what_a_department_reports_alone_is_compared_with_no_total(
    rule: str, reported_by: str, combines: bool
) -> None:
    assert (
        combines_beneath(Target(indicator=Indicator(over_organizations=rule), reported_by=reported_by))
        is combines
    )


def state(world: "World", filing: Filing, value: int) -> None:
    Measurement.objects.create(filing=filing, target=world.pledge, version=1, value=value)


@pytest.fixture
def year_end(world: "World") -> Filing:
    return Filing.objects.select_related("organization", "period").get(
        organization=world.province, period=world.year_end
    )


def test_what_the_organization_itself_stated_before_is_compared(world: "World", year_end: Filing) -> None:
    state(world, world.filing(world.neighbour), 900)
    state(world, world.filing(world.city), 800)
    state(world, world.filing(), 90)
    state(world, year_end, 95)
    (said,) = numbers_beside(year_end, [world.pledge]).earlier[world.pledge.pk]
    assert said == Numbers(value=Decimal(90))


def test_later_periods_and_the_period_itself_are_not_compared(world: "World", year_end: Filing) -> None:
    state(world, world.filing(), 90)
    state(world, year_end, 95)
    assert numbers_beside(world.filing(), [world.pledge]).earlier == {}


@pytest.mark.parametrize(("status", "total"), [("approved", 80), ("submitted", None), ("returned", None)])
def test_only_approved_numbers_of_the_same_period_count_beneath(
    world: "World", year_end: Filing, status: str, total: int | None
) -> None:
    city = world.filing(world.city)
    state(world, city, 80)
    moves = {
        "status": status,
        "filed_on": dt.date(2021, 10, 9),
        "submitted_at": timezone.now(),
        "submitted_by": world.lead,
    }
    if status == "approved":
        moves |= {"approved_at": timezone.now(), "approved_by": world.provincial_reviewer}
    Filing.objects.filter(pk=city.pk).update(**moves)
    assert numbers_beside(world.filing(), [world.pledge]).beneath[world.pledge.pk].value == total
    assert numbers_beside(year_end, [world.pledge]).beneath[world.pledge.pk].value is None
