"""What is pointed out to reviewers: numbers far from their own history or from comparable organizations."""

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from django.utils import timezone

from organizations.models import Organization
from targets.arithmetic.plausibility import Numbers
from targets.measurement_line.kind import MeasurementKind
from targets.measurement_line.review_hints import (
    Spoken,
    Stretch,
    comparison_with_others,
    levels_of,
    periods_before,
    rises_of,
    unusual,
    unusual_filings,
)
from targets.models import Indicator, Measurement, Target
from tasks.actions.publish import open_periods
from tasks.models import Filing, ReportingPeriod
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


@pytest.fixture
def fourth(world: "World") -> Organization:
    """One of four other provinces, whose rates are alike; three alone would be too few to compare with."""
    others = add_provinces(world, "11", "12", "13", "14")
    for number, organization in enumerate(others):
        state(world, world.growth, str(110 + number), organization)
    state(world, world.growth, "190")
    return others[0]


@pytest.mark.parametrize("status", ["draft", "returned"])
def test_what_others_have_not_handed_in_is_not_compared_with(
    world: "World", fourth: Organization, status: str
) -> None:
    Filing.objects.filter(organization=fourth).update(status=status)
    assert pointed_out(world, world.growth) == []


def test_those_who_file_to_somebody_else_are_not_compared_with(world: "World", fourth: Organization) -> None:
    Filing.objects.filter(organization=fourth).update(reports_to=world.province)
    assert pointed_out(world, world.growth) == []


def test_those_of_another_kind_are_not_compared_with(world: "World", fourth: Organization) -> None:
    Organization.objects.filter(pk=fourth.pk).update(kind=Organization.Kind.CENTRE)
    assert pointed_out(world, world.growth) == []


def test_its_own_history_goes_along_with_who_moves(world: "World") -> None:
    last_year(world, world.pledge, _44=STEADY)
    Filing.objects.filter(organization=world.province, period__guidance__year=2020).update(
        reports_to=world.neighbour
    )
    state(world, world.pledge, "420")
    assert [said.partition(":")[0] for said in pointed_out(world, world.pledge)] == [
        "Far from its own history"
    ]


def test_the_last_periods_in_force_that_ended_before_are_looked_back_on(
    world: "World", monkeypatch: pytest.MonkeyPatch
) -> None:
    last_year(world, world.pledge, _44=STEADY)
    factories.ReportingPeriodFactory(
        guidance=factories.GuidanceFactory(year=2019),
        starts_on=dt.date(2021, 1, 1),
        ends_on=dt.date(2021, 3, 31),
    )
    late = {
        "kind": ReportingPeriod.Kind.SUPPLEMENT,
        "reason": "晚到。",
        "order": 9,
        "starts_on": dt.date(2021, 1, 1),
    }
    factories.ReportingPeriodFactory(guidance=world.guidance, ends_on=dt.date(2021, 8, 31), **late)
    monkeypatch.setattr("targets.measurement_line.review_hints.MOST_PERIODS", 3)
    found = ReportingPeriod.objects.filter(pk__in=list(periods_before(world.period.pk)))
    assert sorted(found.values_list("guidance__year", "order")) == [(2020, 2), (2020, 3), (2020, 4)]


# --- What is compared, of plain values ---------------------------------------------------------------
def stretch(year: int, order: int, months: int = 3) -> Stretch:
    """A period of so many months, the ``order``-th of its year."""
    starts_on = dt.date(year, (order - 1) * 3 + 1, 1)
    return Stretch(year, order, starts_on, starts_on + dt.timedelta(days=months * 30))


def series(**values: str) -> dict[Stretch, Numbers]:
    """Values by year and order, such as ``_2021_3``."""
    return {
        stretch(*map(int, place.strip("_").split("_"))): Numbers(Decimal(value))
        for place, value in values.items()
    }


def test_a_rise_is_from_one_period_to_the_next_of_the_same_year() -> None:
    said = series(_2020_4="90", _2021_1="10", _2021_2="25", _2021_4="70")
    assert rises_of(said) == {stretch(2021, 2): Decimal(15)}


@pytest.mark.parametrize(("over_periods", "compared"), [("sum", 1), ("latest", 2)])
def test_increments_are_compared_between_periods_of_about_one_length(
    over_periods: str, compared: int
) -> None:
    indicator = Indicator(form="value", over_organizations="sum", over_periods=over_periods)
    said = {stretch(2021, 1, months=1): Numbers(Decimal(5)), stretch(2021, 2): Numbers(Decimal(15))}
    assert len(levels_of(said, indicator, stretch(2021, 3))) == compared


def test_a_single_earlier_period_is_no_usual() -> None:
    assert Spoken(Decimal(5), (Decimal(1),)).usual is None
    assert Spoken(Decimal(5), (Decimal(1), Decimal(2))).usual == Decimal("1.5")


@pytest.mark.parametrize(("now", "is_told"), [("8", False), ("9", True)])
def test_a_few_steps_from_the_usual_are_no_amount_to_compare(now: str, is_told: bool) -> None:
    """In whole ones, five steps from three are eight."""
    indicator = Indicator(form="value", unit="家", decimals=0, over_organizations="sum", over_periods="sum")
    three = Decimal(3)
    others = [Spoken(three, (three, three))] * 4
    assert bool(comparison_with_others(Spoken(Decimal(now), (three, three)), others, indicator)) is is_told


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
