"""What direct subordinates come to over the year, when one of them moves in mid-year (decision 0012)."""

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from django.utils import timezone

from organizations.actions import move_organization
from organizations.models import Organization
from organizations.permissions import Role
from targets.explanation.contributions import Explanation, explain, lines_behind
from targets.figures.queries import figures_of
from targets.models import Target
from tasks.actions.publish import open_periods
from tasks.models import ReportingPeriod
from tests.factories import OrganizationFactory
from tests.targets.meanings import give_meaning
from tests.world import World, member

if TYPE_CHECKING:
    from tests.conftest import SignIn


@pytest.fixture
def moving(world: World) -> Organization:
    """Shenzhen, beneath Guangdong like Guangzhou: they have stated a level in the third quarter, 5 and 11."""
    give_meaning(world.pledge, over_periods="latest")
    city: Organization = OrganizationFactory(
        code="440300", kind="city", parent=Organization.objects.get(pk=world.province.pk)
    )
    member("moving-lead", city, Role.FILER, Role.LEAD)
    ReportingPeriod.objects.filter(pk=world.year_end.pk).update(opens_on=world.period.opens_on)
    open_periods(guidance=world.guidance, periods=[world.period, world.year_end])
    approve(world, world.city, world.period, "11")
    approve(world, city, world.period, "5")
    return Organization.objects.get(pk=city.pk)


def approve(world: World, organization: Organization, period: ReportingPeriod, value: str) -> None:
    world.approve(world.filing(organization, period), by=world.people["provincial_reviewer"], value=value)


def move(world: World, organization: Organization, under: Organization) -> None:
    move_organization(
        organization=organization, under=under, by=world.administrator, at=timezone.now(), reason="区划调整"
    )


def explained(world: World, period: ReportingPeriod, organization: Organization | None = None) -> Explanation:
    """Guangdong's subordinates with a period and those before it."""
    target = Target.objects.select_related("indicator", "guidance").get(pk=world.pledge.pk)
    asked = Organization.objects.get(pk=(organization or world.province).pk)
    shown = figures_of(asked, [target], until=period)[target.pk]
    return explain(shown, lines_behind(shown, world.person("observer")))


def total(world: World, period: ReportingPeriod, organization: Organization | None = None) -> Decimal | None:
    found = explained(world, period, organization).subordinates
    assert found is not None
    return found.value


def test_one_that_moved_beneath_another_subordinate_counts_within_its_level(
    world: World, moving: Organization
) -> None:
    OrganizationFactory(code="440111", kind="county", parent=Organization.objects.get(pk=world.city.pk))
    assert total(world, world.period) == 16
    Organization.objects.move(moving, Organization.objects.get(pk=world.city.pk), "last-child")
    moving.filings.filter(period=world.year_end).update(reports_to=world.city)
    assert total(world, world.year_end) == 16
    approve(world, world.city, world.year_end, "16")
    assert total(world, world.year_end) == 16
    assert total(world, world.period) == 16


def test_one_that_moved_beneath_another_province_counts_there_alone(
    world: World, moving: Organization
) -> None:
    move(world, moving, Organization.objects.get(pk=world.neighbour.pk))
    world.approve(world.filing(moving, world.year_end), by=world.people["outsider"], value="6")
    approve(world, world.city, world.year_end, "16")
    assert total(world, world.year_end) == 16
    assert total(world, world.period) == 16
    assert total(world, world.year_end, world.neighbour) == 6
    rows = explained(world, world.year_end).rows
    assert [(row.organization.code, row.value) for row in rows] == [("440100", 16), ("440300", None)]


def test_the_increments_of_one_that_moved_away_stay(world: World, moving: Organization) -> None:
    give_meaning(world.pledge, over_periods="sum")
    move(world, moving, Organization.objects.get(pk=world.neighbour.pk))
    approve(world, world.city, world.year_end, "4")
    assert total(world, world.year_end) == 20


def test_the_pages_tell_the_same_total(world: World, moving: Organization, signed_in: "SignIn") -> None:
    move(world, moving, Organization.objects.get(pk=world.neighbour.pk))
    approve(world, world.city, world.year_end, "16")
    client = signed_in("provincial_reviewer")
    detail = client.get(reverse("targets:target-detail", args=[world.pledge.pk]))
    assert detail.context["explanation"].subordinates.value == 16
    page = client.get(reverse("targets:target-explanation", args=[world.pledge.pk]))
    assert page.context["breakdown"].beneath_figure.value == 16


def test_one_that_joined_later_is_not_missing_before(world: World, moving: Organization) -> None:
    late = OrganizationFactory(
        code="440400",
        kind="city",
        parent=Organization.objects.get(pk=world.province.pk),
        active_from=world.year_end.starts_on,
    )
    open_periods(guidance=world.guidance, periods=[world.period, world.year_end])
    assert late.filings.count() == 1
    found = explained(world, world.period).subordinates
    assert found is not None
    assert (found.coverage.expected, found.coverage.missing) == (2, 0)
