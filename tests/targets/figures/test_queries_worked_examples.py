"""Where other systems' totals went wrong, worked through the portal as it is used."""

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from organizations.models import Membership, Organization
from organizations.permissions import Role
from targets.arithmetic.outcome import Outcome
from targets.explanation.reconciliation import compared_in
from targets.figures.queries import TargetFigure, figures_of
from targets.models import Measurement, Target
from tasks.actions import approve_filing, reopen_filing, submit_filing
from tasks.actions.publish import open_periods
from tasks.errors import ActionRefused
from tasks.lines.checked_lines import checked_lines
from tests import factories
from tests.targets.meanings import give_meaning
from tests.world import answers, member, seen_in, write_line

if TYPE_CHECKING:
    from tests.world import World


def national(world: "World", target: Target) -> TargetFigure:
    """The official national figure at the year end, with indicator and goal as they stand now."""
    fresh = Target.objects.select_related("indicator", "guidance").get(pk=target.pk)
    return figures_of(world.office, [fresh], until=world.year_end)[fresh.pk]


def say(world: "World", organization: Organization, target: Target, **numbers: Decimal | None) -> None:
    """Approve a filing of the third quarter that states ``numbers`` on ``target``."""
    filing = world.filing(organization)
    world.fill(filing, by=world.filer)
    for checked in checked_lines(filing):
        if isinstance(checked.line, Measurement) and checked.line.target_id == target.pk:
            write_line(checked.line, answers(checked.line) | numbers, by=world.filer)
    submitted = submit_filing(filing=filing, by=world.lead, at=timezone.now(), seen=seen_in(filing))
    approve_filing(filing=submitted, by=world.reviewer, at=timezone.now(), version=submitted.version)


@pytest.fixture
def three(world: "World") -> list[Organization]:
    """Three direct subordinates of the office with a filing each."""
    third = factories.OrganizationFactory(
        code="33", short_name="浙江", kind="bureau", parent=Organization.objects.get(code="CNIPA")
    )
    open_periods(guidance=world.guidance, periods=[world.period, world.year_end])
    return [world.province, world.neighbour, Organization.objects.get(pk=third.pk)]


def test_means_of_18_19_and_20_come_to_19_and_never_to_57(world: "World", three: list[Organization]) -> None:
    give_meaning(world.growth, form="ratio", scale=1, unit="个月")
    for organization, months in zip(three, (18, 19, 20), strict=True):
        say(world, organization, world.growth, numerator=Decimal(months * 100), denominator=Decimal(100))
    shown = national(world, world.growth)
    assert shown.figure.value == 19
    assert shown.figure.coverage_to_date.counted == 3


def test_a_mean_weighs_each_part_by_its_cases(world: "World", three: list[Organization]) -> None:
    give_meaning(world.growth, form="ratio", scale=1, unit="个月")
    cases = zip(three, ((18, 800), (19, 100), (20, 100)), strict=True)
    for organization, (months, count) in cases:
        say(world, organization, world.growth, numerator=Decimal(months * count), denominator=Decimal(count))
    assert national(world, world.growth).figure.value == Decimal("18.3")


@pytest.mark.parametrize(
    ("months", "outcome", "attainment"),
    [("18.4", Outcome.MET, Decimal(1)), ("25", Outcome.OFF_TRACK, Decimal("0.74"))],
)
def test_25_months_against_at_most_18_5_are_never_135_percent_done(
    world: "World", months: str, outcome: Outcome, attainment: Decimal
) -> None:
    filing = world.filing(world.department)
    world.fill(filing, by=world.department_filer, value=months)
    filing = submit_filing(filing=filing, by=world.department_filer, at=timezone.now(), seen=seen_in(filing))
    approve_filing(filing=filing, by=world.reviewer, at=timezone.now(), version=filing.version)
    shown = national(world, world.cycle)
    assert shown.figure.value == Decimal(months)
    assert shown.assessment.attainment is not None
    assert shown.assessment.attainment.quantize(Decimal("0.01")) == attainment
    assert shown.outcome is outcome


def test_a_running_total_that_falls_is_refused_and_the_total_stays(world: "World") -> None:
    give_meaning(world.pledge, over_periods="latest", never_falls=True)
    world.approve(world.filing(), value="120.5")
    type(world.year_end).objects.filter(pk=world.year_end.pk).update(opens_on=world.period.opens_on)
    later = world.filing(period=world.year_end)
    world.fill(later, by=world.filer, value="100")
    said = [problem.message for checked in checked_lines(later) for problem in checked.problems]
    assert said == ["A running total cannot fall: last period it was 120.5."]
    with pytest.raises(ActionRefused, match="1 line"):
        submit_filing(filing=later, by=world.lead, at=timezone.now(), seen=seen_in(later))
    assert national(world, world.pledge).figure.value == Decimal("120.5")


def test_a_staff_change_neither_loses_nor_doubles_a_figure(world: "World") -> None:
    world.approve(world.filing(), value="120.5")
    before = national(world, world.pledge).figure
    for person in (world.filer, world.lead, world.reviewer):
        Membership.objects.filter(user=person).delete()
        person.is_active = False
        person.save()
    assert national(world, world.pledge).figure == before

    reviewer = member("new-reviewer", world.office, Role.REVIEWER)
    filer, lead = (
        member("new-filer", world.province, Role.FILER),
        member("new-lead", world.province, Role.LEAD),
    )
    reopen_filing(
        filing=world.filing(),
        version=world.filing().version,
        by=reviewer,
        at=timezone.now(),
        reason="交接后更正",
    )
    world.fill(world.filing(), by=filer, value="130")
    filing = submit_filing(filing=world.filing(), by=lead, at=timezone.now(), seen=seen_in(world.filing()))
    approve_filing(filing=filing, by=reviewer, at=timezone.now(), version=filing.version)
    assert national(world, world.pledge).figure.value == 130
    assert all(one.agrees for one in compared_in(world.guidance, world.office))


def test_a_parent_never_counts_its_subordinates_once_more(world: "World") -> None:
    world.approve(world.filing(world.city), value="100", by=world.provincial_reviewer)
    world.approve(world.filing(), value="120.5")
    assert national(world, world.pledge).figure.value == Decimal("120.5")
