"""What is pointed out to reviewers: numbers far from their own history or from comparable organizations."""

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from django.utils import timezone

from organizations.models import Organization
from targets.lines import MeasurementKind
from targets.models import Measurement, Target
from targets.unusual import unusual, unusual_filings
from tasks.actions.publish import open_periods
from tasks.models import Filing
from tests import factories
from tests.conftest import SignIn
from tests.targets.filed_years import file_value, file_year
from tests.targets.meanings import give_meaning

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from tests.world import World

STEADY = ["100", "104", "98", "102"]


def pointed_out(world: "World", target: Target, organization: Organization | None = None) -> list[str]:
    """What is unusual in the third quarter's line on a target."""
    filing = Filing.objects.select_related("organization", "period__guidance").get(
        organization=organization or world.province, period=world.period
    )
    return unusual(filing, MeasurementKind().lines_of(filing)).get(target.pk, [])


def state(world: "World", target: Target, value: str, organization: Organization | None = None) -> None:
    """Submit the third quarter with a value on one target alone."""
    filing = world.filing(organization)
    numbers = {"value": Decimal(value)}
    if target.indicator.has_two_numbers:
        numbers = {"numerator": Decimal(value), "denominator": Decimal(100)}
    Measurement.objects.create(
        filing=filing,
        target=target,
        version=1,
        edited_at=timezone.now(),
        edited_by=world.filer,
        **numbers,
    )
    Filing.objects.filter(pk=filing.pk).update(
        status="submitted",
        filed_on=dt.date(2021, 10, 10),
        submitted_at=timezone.now(),
        submitted_by=world.lead,
    )


def last_year(world: "World", target: Target, **values: list[str]) -> None:
    """A year of quarters before, by the codes of organizations."""
    said = {Organization.objects.get(code=code.strip("_")): given for code, given in values.items()}
    file_year(world, 2020, target.indicator, said, value=2000)


def add_provinces(world: "World", *codes: str) -> list[Organization]:
    for code in codes:
        factories.OrganizationFactory(
            code=code, short_name=code, kind="bureau", parent=Organization.objects.get(code="CNIPA")
        )
    open_periods(guidance=world.guidance, periods=[world.period])
    return list(Organization.objects.filter(code__in=codes))


def test_a_number_far_from_its_own_history_is_told_with_the_numbers(world: "World") -> None:
    last_year(world, world.pledge, _44=STEADY)
    state(world, world.pledge, "420")
    (said,) = pointed_out(world, world.pledge)
    assert said == (
        "Far from its own history: 420.00 100 million yuan, where the last 4 were 101.00 100 million yuan"
        " at the median, from 98.00 100 million yuan to 104.00 100 million yuan."
    )


@pytest.mark.parametrize("value", ["101", "110", "90"])
def test_the_usual_is_silent(world: "World", value: str) -> None:
    last_year(world, world.pledge, _44=STEADY)
    state(world, world.pledge, value)
    assert pointed_out(world, world.pledge) == []


def test_too_short_a_history_is_silent(world: "World") -> None:
    last_year(world, world.pledge, _44=STEADY[:3])
    state(world, world.pledge, "420")
    assert pointed_out(world, world.pledge) == []


def test_what_is_not_approved_is_no_history(world: "World") -> None:
    last_year(world, world.pledge, _44=STEADY)
    Filing.objects.filter(period__guidance__year=2020).update(
        status="submitted", approved_at=None, approved_by=None
    )
    state(world, world.pledge, "420")
    assert pointed_out(world, world.pledge) == []


def test_a_running_total_is_judged_by_what_it_rose(world: "World") -> None:
    give_meaning(world.pledge, over_periods="latest", never_falls=True)
    target = Target.objects.select_related("indicator").get(pk=world.pledge.pk)
    file_year(world, 2019, target.indicator, {world.province: ["10", "20", "30", "40"]})
    last_year(world, target, _44=["10", "20", "30", "40"])
    second = factories.ReportingPeriodFactory(
        guidance=world.guidance, order=2, starts_on=dt.date(2021, 4, 1), ends_on=dt.date(2021, 6, 30)
    )
    file_value(world, target, world.province, second, "50")
    state(world, target, "300")
    (said,) = pointed_out(world, target)
    assert said.startswith("Far from its own history: a rise by 250.00")


def test_a_rate_is_compared_with_those_of_others(world: "World") -> None:
    others = add_provinces(world, "11", "12", "13", "14")
    for number, organization in enumerate(others):
        state(world, world.growth, str(110 + number), organization)
    state(world, world.growth, "190")
    (said,) = pointed_out(world, world.growth)
    assert said == (
        "Far from comparable organizations: 90.00%, where 4 others are at 11.50% at the median,"
        " from 10.00% to 13.00%."
    )


def test_a_rate_of_two_running_totals_is_compared_as_well(world: "World") -> None:
    give_meaning(world.growth, never_falls=True)
    for number, organization in enumerate(add_provinces(world, "11", "12", "13", "14")):
        state(world, world.growth, str(110 + number), organization)
    state(world, world.growth, "990")
    (said,) = pointed_out(world, world.growth)
    assert said.startswith("Far from comparable organizations: 890.00%")


def test_amounts_are_compared_by_how_many_times_the_usual_they_are(world: "World") -> None:
    others = add_provinces(world, "11", "12", "13", "14")
    last_year(
        world,
        world.pledge,
        _44=["90", "10", "160", "100"],
        **{f"_{one.code}": ["10", "10"] for one in others},
    )
    for number, organization in enumerate(others):
        state(world, world.pledge, str(10 + number), organization)
    state(world, world.pledge, "170")
    (said,) = pointed_out(world, world.pledge)
    assert said == (
        "Far from comparable organizations: 1.8 times what it usually reports, where 4 others are at"
        " 1.2 times at the median, from 1.0 to 1.3."
    )


def test_reviewers_see_it_at_the_line_and_filers_do_not(world: "World", signed_in: SignIn) -> None:
    last_year(world, world.pledge, _44=STEADY)
    state(world, world.pledge, "420")
    page = reverse("tasks:filing-detail", args=[world.filing().pk])
    assert "Far from its own history" in signed_in("reviewer").get(page).content.decode()
    assert "Far from its own history" not in signed_in("filer").get(page).content.decode()


def test_it_takes_one_query_however_many_lines(
    world: "World", django_assert_num_queries: "DjangoAssertNumQueries"
) -> None:
    last_year(world, world.pledge, _44=STEADY)
    state(world, world.pledge, "420")
    filing = Filing.objects.select_related("organization", "period__guidance").get(pk=world.filing().pk)
    lines = MeasurementKind().lines_of(filing)
    with django_assert_num_queries(1):
        unusual(filing, lines)


# Among many ----------------------------------------------------------------------------------------


def test_what_is_unusual_is_not_approved_among_many_but_told_with_the_reason_and_a_link(
    world: "World", signed_in: SignIn
) -> None:
    last_year(world, world.pledge, _44=STEADY, _32=STEADY)
    state(world, world.pledge, "420")
    state(world, world.pledge, "101", world.neighbour)
    filings = [world.filing(), world.filing(world.neighbour)]
    sent = {"filing": [f"{filing.pk}-{filing.version}" for filing in filings]}
    reviewer = signed_in("reviewer")
    page = reviewer.post(reverse("tasks:review-approve-many"), sent, follow=True).content.decode()
    assert [filing.status for filing in (world.filing(), world.filing(world.neighbour))] == [
        "submitted",
        "approved",
    ]
    told = page.partition("Not approved: ")[2].partition("</li>")[0]
    assert f'<a href="/filings/{world.filing().pk}/">Guangdong' in told
    assert "It has unusual figures: read it, and why they stand out, first." in told


@pytest.mark.parametrize(
    ("wanted", "is_shown"), [("", True), ("any", True), ("unusual", True), ("none", False), ("late", False)]
)
def test_the_queue_flags_what_is_unusual_and_does_not_offer_it_to_be_chosen(
    world: "World", signed_in: SignIn, wanted: str, *, is_shown: bool
) -> None:
    last_year(world, world.pledge, _44=STEADY)
    state(world, world.pledge, "420")
    address = reverse("tasks:review-queue")
    page = signed_in("reviewer").get(address, {"flags": wanted}).content.decode()
    assert (">Guangdong</a>" in page) is is_shown
    assert 'name="filing"' not in page
    assert ('class="pill pill--delayed"' in page) is is_shown


def test_many_filings_are_told_apart_as_each_would_be(
    world: "World", django_assert_num_queries: "DjangoAssertNumQueries"
) -> None:
    others = add_provinces(world, "11", "12", "13", "14")
    last_year(world, world.pledge, _44=STEADY, **{f"_{one.code}": STEADY for one in others})
    for number, organization in enumerate([world.province, *others]):
        state(world, world.pledge, str(100 + 80 * number), organization)
    filings = list(
        Filing.objects.filter(period=world.period).select_related("organization", "period__guidance")
    )
    each = {filing.pk for filing in filings if unusual(filing, MeasurementKind().lines_of(filing))}
    assert len(each) == 4
    with django_assert_num_queries(2):
        assert unusual_filings(filings) == each
