"""The page on which a figure explains itself: what made it, who is missing, and that it comes out again."""

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from django.utils import timezone

from organizations.permissions import Role
from organizations.statistical_regions import Region
from targets.explanation.breakdown import Breakdown, breakdown_of
from targets.explanation.previous_values import goal_before, previous_values
from targets.figures.queries import figures_of, filed_on
from targets.figures.regions import reporters_in
from targets.models import Measurement, Target
from tasks.actions import approve_filing, open_period, reopen_filing
from tests.factories import OrganizationFactory
from tests.supplements import DUE, YEAR_END, on_day, opened, supplement_of
from tests.targets.filed_years import file_year
from tests.world import member

if TYPE_CHECKING:
    from tests.conftest import SignIn
    from tests.world import World


@pytest.fixture
def filed(world: "World") -> "World":
    """The province approved with 120.5, its city with 100, the neighbour submitted with 30."""
    world.approve(world.filing(), value="120.5")
    world.approve(world.filing(world.city), value="100", by=world.people["provincial_reviewer"])
    world.submit(world.filing(world.neighbour), by=world.people["outsider"], value="30")
    return world


def page(signed_in: "SignIn", person: str, target: Target, query: str = "", *, code: int = 200) -> str:
    address = reverse("targets:target-explanation", args=[target.pk]) + query
    response = signed_in(person).get(address, headers={"accept-language": "en"})
    assert response.status_code == code
    return response.content.decode()


def found_behind(world: "World", person: str = "observer", code: str = "CNIPA") -> Breakdown:
    organization = {"CNIPA": world.office, "44": world.province}[code]
    targets = Target.objects.select_related("indicator", "guidance").filter(pk=world.pledge.pk)
    return breakdown_of(figures_of(organization, list(targets))[world.pledge.pk], world.person(person))


def test_each_filing_stands_with_its_subordinates_total(filed: "World") -> None:
    found = found_behind(filed)
    assert [part.organization for part in found.parts] == [filed.province, filed.neighbour]
    (stated,) = found.parts[0].stated
    assert (stated.value, stated.counts, stated.beneath_in_words) == (
        *(Decimal("120.5"), True),
        "100.00 100 million yuan",
    )
    assert stated.coverage_beneath is None
    assert stated.difference_in_words == "+20.50 100 million yuan"
    assert found.formula is None
    assert [line.filing.organization for line in found.pending] == [filed.neighbour]
    assert found.missing == []


def test_a_part_of_the_subordinates_is_told_as_a_part_and_compared_with_nothing(
    world: "World", signed_in: "SignIn"
) -> None:
    """What would be no doubt in a draft is no difference here: the same rule, in the same words."""
    second_city = OrganizationFactory(parent=world.province, kind="city")
    member("second-city", second_city, Role.FILER, Role.LEAD)
    open_period(period=world.period)
    world.approve(world.filing(), value="120.5")
    world.approve(world.filing(world.city), value="100", by=world.people["provincial_reviewer"])
    (stated,) = found_behind(world).parts[0].stated
    assert stated.coverage_beneath is not None
    assert (stated.coverage_beneath.counted, stated.coverage_beneath.expected) == (1, 2)
    assert stated.difference_in_words == ""
    text = page(signed_in, "observer", world.pledge)
    assert "1 of 2 approved so far" in text
    assert "difference:" not in text


def test_rounding_is_no_difference_behind_a_figure(world: "World") -> None:
    world.approve(world.filing(), value="120.50")
    world.approve(world.filing(world.city), value="120.51", by=world.people["provincial_reviewer"])
    (stated,) = found_behind(world).parts[0].stated
    assert (stated.difference_in_words, stated.coverage_beneath) == ("", None)


def test_a_province_stands_beside_its_cities(filed: "World") -> None:
    found = found_behind(filed, "lead", "44")
    assert [part.organization for part in found.parts] == [filed.province]
    assert [part.organization for part in found.beneath] == [filed.city]
    assert found.beneath_figure is not None
    assert found.beneath_figure.value == 100


def test_a_figure_is_recomputed_and_agrees(filed: "World") -> None:
    for code in ("CNIPA", "44"):
        again = found_behind(filed, code=code).recomputation
        assert again is not None
        assert (again.agrees, again.versions, again.value_in_words) == (True, 1, "120.50 100 million yuan")


def test_a_number_changed_behind_the_log_is_told_loudly(filed: "World", signed_in: "SignIn") -> None:
    Measurement.objects.filter(filing=filed.filing(), target=filed.pledge).update(value=999)
    text = page(signed_in, "observer", filed.pledge)
    assert "it does not agree" in text
    assert "The submitted versions come to 120.50" in text
    assert "shown is 999.00" in text


def test_the_page_names_version_approver_and_who_waits(filed: "World", signed_in: "SignIn") -> None:
    text = page(signed_in, "observer", filed.pledge)
    assert "it agrees" in text
    assert str(filed.people["reviewer"]) in text
    assert reverse("tasks:filing-detail", args=[filed.filing().pk]) in text
    assert "Waiting for approval" in text
    assert "difference: +20.5" in text
    assert "供审核人参考。" in text


def test_several_parts_are_added_up(filed: "World") -> None:
    filing = filed.filing(filed.neighbour)
    approve_filing(filing=filing, by=filed.people["reviewer"], at=timezone.now(), version=filing.version)
    found = found_behind(filed)
    assert found.formula is not None
    assert found.formula.full == "120.5 + 30 = 150.50 100 million yuan"


def test_a_reopened_filing_no_longer_makes_the_figure(filed: "World", signed_in: "SignIn") -> None:
    reopen_filing(
        filing=filed.filing(),
        version=filed.filing().version,
        by=filed.people["reviewer"],
        at=timezone.now(),
        reason="更正",
    )
    found = found_behind(filed)
    assert found.formula is None
    assert [line.filing.organization for line in found.missing] == [filed.province]
    assert "it agrees" in page(signed_in, "observer", filed.pledge)


def test_a_ratio_is_explained_by_its_sums(filed: "World", signed_in: "SignIn") -> None:
    assert "(142 ÷ 100 − 1) × 100 = 42.00%" in page(signed_in, "observer", filed.growth)


def test_a_period_and_an_organization_can_be_asked_for(filed: "World", signed_in: "SignIn") -> None:
    text = page(signed_in, "observer", filed.pledge, "?organization=44&period=3")
    assert "Official figure · Guangdong" in text
    assert "The direct subordinates beside it" in text
    assert page(signed_in, "lead", filed.pledge, "?period=4") != text


@pytest.mark.parametrize("query", ["?organization=44", "?organization=%00", "?organization=", "?period=x"])
def test_what_is_not_there_or_not_ones_own_is_not_found(
    filed: "World", signed_in: "SignIn", query: str
) -> None:
    page(signed_in, "outsider", filed.pledge, query, code=404)


@pytest.mark.parametrize("query", ["?period=99999999999999999999", "?period=", "?period=%00", "?period=-1"])
def test_a_period_that_is_none_is_not_found(filed: "World", signed_in: "SignIn", query: str) -> None:
    page(signed_in, "observer", filed.pledge, query, code=404)


def test_a_national_figure_is_no_bureaus(filed: "World", signed_in: "SignIn") -> None:
    page(signed_in, "lead", filed.cycle, code=404)
    page(signed_in, "lead", filed.pledge, "?organization=CNIPA", code=404)


def test_a_department_reads_every_bureau_on_its_targets(filed: "World", signed_in: "SignIn") -> None:
    text = page(signed_in, "department_observer", filed.pledge, "?organization=44")
    assert "120.50" in text
    assert reverse("tasks:filing-detail", args=[filed.filing().pk]) not in text


def test_the_figures_before_stand_beside_it(world: "World") -> None:
    values = {world.province: ["500", "600", "550", "700"]}
    earlier = file_year(world, 2019, world.pledge.indicator, values, value=2400)
    later = file_year(world, 2020, world.pledge.indicator, {world.province: ["510", "620"]}, value=2400)
    periods = list(later.guidance.periods.order_by("order"))
    before = goal_before(later, world.office)
    assert before == earlier
    filed = filed_on(world.office, [later, before])
    last, same, at_end = previous_values(filed.figure(later, periods[1]), filed, before)
    assert (last.words, last.url) == ("510.00 100 million yuan", "")
    assert last.change.startswith("+620")
    assert same.words == "1,100.00 100 million yuan"
    assert same.change == "+30.00 100 million yuan (+2.7%)"
    assert same.url.endswith(f"/{earlier.pk}/explanation/?organization=CNIPA&period=2")
    assert at_end.words == "2,350.00 100 million yuan"


def test_a_supplement_stands_in_the_part_that_it_changed(world: "World") -> None:
    with on_day(YEAR_END):
        for period, value in ((world.period, "100"), (world.year_end, "20")):
            world.approve(world.filing(period=period), value=value)
    with on_day():
        opened(world)
    with on_day(DUE):
        world.approve(supplement_of(world), value="9.5")
        found = found_behind(world)
    part = next(part for part in found.parts if part.organization == world.province)
    assert [one.counts for one in part.stated] == [True, True, True]
    assert part.formula is not None
    assert part.formula.full == "100 + 20 + 9.5 = 129.50 100 million yuan"
    assert found.recomputation is not None
    assert found.recomputation.agrees


def test_formulas_come_to_the_figure_for_every_target(filed: "World") -> None:
    targets = list(Target.objects.select_related("indicator", "guidance"))
    for organization, person in (
        (filed.office, "observer"),
        (filed.province, "lead"),
        (filed.city, "city_lead"),
    ):
        for shown in figures_of(organization, targets).values():
            found = breakdown_of(shown, filed.person(person))
            assert found.recomputation is not None
            assert found.recomputation.agrees
            counted = [one for part in found.parts for one in part.stated if one.counts]
            assert bool(counted) == (shown.figure.value is not None)
            assert found.formula is None or found.formula.full.endswith(shown.value_in_words)


def test_a_reviewer_comes_from_the_filing_to_what_stands_behind_a_number(
    filed: "World", signed_in: "SignIn"
) -> None:
    address = f"{reverse('targets:target-explanation', args=[filed.pledge.pk])}?organization=44&amp;period=3"
    read = signed_in("reviewer").get(reverse("tasks:filing-detail", args=[filed.filing().pk]))
    assert address in read.content.decode()
    assert signed_in("reviewer").get(address.replace("&amp;", "&")).status_code == 200


# --- Provisional figures, and the parts of regions --------------------------------------------------
def test_a_provisional_figure_is_explained_as_one(filed: "World", signed_in: "SignIn") -> None:
    text = page(signed_in, "observer", filed.pledge, "?counting=submitted&period=3")
    assert "Provisional figure · CNIPA" in text
    assert "Official figure" not in text
    assert "150.50 100 million yuan" in text
    assert "versions that are approved or wait" in text
    assert "counting=submitted" in text[text.index('aria-label="Period"') :]
    (respondents,) = [part for part in text.split("<ul") if 'id="counted"' in part]
    assert respondents.count("<li>") == 2


def test_a_regions_figure_says_whose_parts_it_is(filed: "World", signed_in: "SignIn") -> None:
    """The east is 广东 and 江苏 here; in the west nobody files."""
    text = page(signed_in, "observer", filed.pledge, "?region=east&period=3")
    assert "The part of one region: East" in text
    assert "Official figure · CNIPA · East" in text
    assert "120.50 100 million yuan" in text
    assert "region=east" in text[text.index('aria-label="Period"') :]
    west = page(signed_in, "observer", filed.pledge, "?region=west&period=3")
    assert "120.50" not in west
    assert "The part of one region: West" in west


def test_what_is_clicked_is_recomputed_be_it_a_region_or_provisional(
    filed: "World", signed_in: "SignIn"
) -> None:
    """A region from the versions of its organizations alone, a provisional figure with what waits."""
    east = page(signed_in, "observer", filed.pledge, "?region=east&period=3")
    assert "Recomputed just now from 1 approved version, as it was submitted: it agrees." in east
    west = page(signed_in, "observer", filed.pledge, "?region=west&period=3")
    assert "Recomputed just now from 0 approved versions, as they were submitted: it agrees." in west
    submitted = page(signed_in, "observer", filed.pledge, "?counting=submitted&period=3")
    assert "Recomputed just now from 2 versions that are approved or wait" in submitted
    for text in (east, west, submitted):
        assert "it does not agree" not in text


@pytest.mark.parametrize("query", ["?region=nowhere", "?region="])
def test_a_region_that_is_none_is_not_found(filed: "World", signed_in: "SignIn", query: str) -> None:
    page(signed_in, "observer", filed.pledge, query, code=404)


def test_of_what_a_department_reports_a_region_has_no_figure(filed: "World", signed_in: "SignIn") -> None:
    page(signed_in, "observer", filed.cycle, "?region=east", code=404)
    page(signed_in, "observer", filed.cycle)


def test_a_bureaus_own_figure_has_no_region(filed: "World", signed_in: "SignIn") -> None:
    text = page(signed_in, "lead", filed.pledge, "?organization=44&region=west")
    assert "The part of one region" not in text
    assert "120.50 100 million yuan" in text


def test_another_way_of_counting_is_the_official_one(filed: "World", signed_in: "SignIn") -> None:
    assert "Official figure" in page(signed_in, "observer", filed.pledge, "?counting=drafts")


def test_beside_a_regions_part_stands_last_periods_part(filed: "World") -> None:
    among = reporters_in(Region.EAST)
    target = target_of(filed)
    read = filed_on(filed.office, [target], among=among)
    (before,) = previous_values(read.figure(target, filed.year_end), read, None)
    assert (before.label, before.words) == ("Third quarter of 2021", "120.50 100 million yuan")


def target_of(world: "World") -> Target:
    return Target.objects.select_related("indicator", "guidance").get(pk=world.pledge.pk)
