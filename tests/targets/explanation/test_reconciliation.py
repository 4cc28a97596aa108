"""``recompute_rollups --check`` finds faults of earlier days, of mixed years and of subordinates' totals."""

import datetime as dt
from dataclasses import replace
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from organizations.actions import move_organization
from organizations.models import Organization
from organizations.permissions import Role
from reading import Comparator
from targets.allocation import shares
from targets.arithmetic.rollup import Report
from targets.explanation import recomputed, reconciliation
from targets.explanation.reconciliation import days_among
from targets.figures import filing_rows, history
from targets.figures.filing_rows import FilingRow
from targets.figures.history import PastFiling
from targets.figures.reports import Answer
from targets.figures.supplements import Supplement
from targets.figures.terms import goal_of
from targets.models import Target
from tasks.actions.publish import open_periods
from tasks.models import ReportingPeriod
from tests.factories import OrganizationFactory, SectionFactory, TargetFactory
from tests.supplements import DUE, OPENED, YEAR_END, on_day, opened, supplement_of
from tests.targets.filed_years import published, quarter
from tests.targets.meanings import give_meaning
from tests.targets.shared_out import share_out
from tests.world import World, member

LATER = dt.date(2022, 10, 20)
DAY = dt.timedelta(days=1)


def check(**options: Any) -> str:
    """What the command lists; it fails where it lists any difference."""
    out = StringIO()
    try:
        call_command("recompute_rollups", check=True, stdout=out, stderr=StringIO(), **options)
    except CommandError:
        assert "differ" in out.getvalue()
    return out.getvalue()


def agrees(said: str) -> bool:
    return all(line.endswith(" 0 differ") for line in said.splitlines())


# --- Several years and earlier days -----------------------------------------------------------------
@pytest.fixture
def two_years(world: World) -> World:
    """2021 with 100 of the province, a year end of 20 and a supplement of 7; 2022 without a word."""
    world.approve(world.filing(), value="100")
    with on_day(YEAR_END):
        world.approve(world.filing(period=world.year_end), value="20")
    guidance = published(2022)
    section = SectionFactory(guidance=guidance, path="一/2022")
    TargetFactory(section=section, indicator=world.pledge.indicator, responsible=world.department)
    open_periods(guidance=guidance, periods=[quarter(guidance, order) for order in (1, 2, 3, 4)])
    with on_day(OPENED):
        opened(world)
        world.approve(supplement_of(world), value="7")
    return world


def test_earlier_days_and_several_years_agree(two_years: World) -> None:
    with on_day(DUE):
        said = check()
    assert agrees(said), said
    assert said.splitlines()[-1].startswith("now and on earlier days: ")


def test_years_that_are_mixed_on_an_earlier_day_are_found(
    two_years: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    right, pledge = history.reports_in_rows_then, two_years.pledge

    def mixing(
        targets: list[Target], rows: list[FilingRow], then: dict[int, PastFiling], day: dt.date
    ) -> dict[int, list[Report]]:
        """What says something on the pledges of 2021 is heard in 2022 too."""
        later = [target for target in targets if target.guidance_id != pledge.guidance_id]
        said = [row for row in rows if pledge.pk in then.get(row.pk, history.NOT_BEGUN).answers]
        mixed = [row._replace(guidance=target.guidance_id) for row in said for target in later]
        return right(targets, [*rows, *mixed], then, day)

    def any_answer(stood: PastFiling, target: Target) -> Answer | None:
        is_same = target.indicator_id == pledge.indicator_id
        return stood.answers.get(target.pk) or (stood.answers.get(pledge.pk) if is_same else None)

    monkeypatch.setattr(history, "reports_in_rows_then", mixing)
    monkeypatch.setattr(PastFiling, "answer_on", any_answer)
    with on_day(DUE):
        said = check()
    assert f"2022 · period 3 · CNIPA · {two_years.pledge.indicator.code} on {OPENED}: shown" in said


def test_supplements_that_are_mixed_on_an_earlier_day_are_found(
    two_years: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    right = history.supplements_then

    def by_code(targets: Any, filings: Any, day: dt.date) -> dict[int, list[Supplement]]:
        last = {target.indicator.code: target.pk for target in targets}
        return {
            last[target.indicator.code]: found
            for target in targets
            if (found := right([target], filings, day).get(target.pk))
        }

    monkeypatch.setattr(history, "supplements_then", by_code)
    with on_day(DUE):
        said = check()
    assert "; supplements of 0, recomputed 1" in said


def test_a_withdrawn_goal_agrees_on_the_days_before(two_years: World) -> None:
    with on_day(DUE):
        Target.objects.filter(pk=two_years.pledge.pk).update(withdrawn_on=DUE)
        assert agrees(check())


@pytest.mark.parametrize(
    ("most", "chosen"), [(0, []), (1, [9]), (2, [4, 9]), (3, [3, 6, 9]), (20, list(range(10)))]
)
def test_so_many_days_are_chosen_the_last_among_them(world: World, most: int, chosen: list[int]) -> None:
    first = dt.date(2021, 9, 1)
    days = [first + DAY * number for number in range(10)]
    found = days_among([*days, dt.date(2021, 10, 10), dt.date(2021, 12, 1)], most=most)
    assert sorted(found) == [days[place] for place in chosen]


# --- Subordinates' totals ---------------------------------------------------------------------------
@pytest.fixture
def moving(world: World) -> Organization:
    """A second city of the province; both have stated a level for the third quarter, 5 and 11."""
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


def found_in_total(said: str, world: World) -> bool:
    return f"44 subordinates to date · {world.pledge.indicator.code}: shown 21" in said


def test_one_that_moved_beneath_a_sibling_and_counts_twice_is_found(
    world: World, moving: Organization, monkeypatch: pytest.MonkeyPatch
) -> None:
    Organization.objects.move(moving, Organization.objects.get(pk=world.city.pk), "last-child")
    moving.filings.filter(period=world.year_end).update(reports_to=world.city)
    approve(world, world.city, world.year_end, "16")
    assert agrees(check())
    monkeypatch.setattr(filing_rows, "above", lambda _path, _by_path: None)
    assert found_in_total(check(), world)


def test_one_that_moved_to_another_province_and_counts_in_both_is_found(
    world: World, moving: Organization, monkeypatch: pytest.MonkeyPatch
) -> None:
    move_organization(
        organization=moving,
        under=Organization.objects.get(pk=world.neighbour.pk),
        by=world.administrator,
        at=timezone.now(),
        reason="区划调整",
    )
    approve(world, world.city, world.year_end, "16")
    assert agrees(check())
    monkeypatch.setattr("targets.arithmetic.rollup.has_left", lambda _heard: False)
    assert found_in_total(check(), world)


def test_one_merged_into_a_city_of_another_province_counts_there_alone(
    world: World, moving: Organization
) -> None:
    heir = OrganizationFactory(
        code="320100", kind="city", parent=Organization.objects.get(pk=world.neighbour.pk)
    )
    Organization.objects.filter(pk=moving.pk).update(successor=heir, active_until=world.year_end.starts_on)
    approve(world, world.city, world.year_end, "16")
    said = check()
    assert agrees(said), said


# --- Shares -----------------------------------------------------------------------------------------
def test_a_rank_by_another_tolerance_than_the_judgement_is_found(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    Target.objects.filter(pk=world.pledge.pk).update(comparator=Comparator.HOLD_AT, value=1000, tolerance=100)
    share_out(world, 10, 990)
    world.approve(world.filing(), value="100")
    assert agrees(check())

    def whole_tolerance(target: Target, share: Any = None) -> Any:
        return replace(goal_of(target, share), tolerance=target.tolerance)

    monkeypatch.setattr(shares, "goal_of", whole_tolerance)
    assert f"2021 · 44 · {world.pledge.indicator.code}: reached 0.1 of its share, ranked by 1" in check()


# --- However large the tree is ----------------------------------------------------------------------
def test_what_is_held_and_asked_does_not_grow_with_the_organizations(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A few organizations are read together: their filings at a time, their queries shared."""
    monkeypatch.setattr(reconciliation, "MOST_FILINGS", 12)  # six of them, with two periods
    held: list[int] = []
    together = reconciliation.ReadTogether

    def noted(organizations: Any, *given: Any) -> Any:
        held.append(len(organizations))
        return together(organizations, *given)

    monkeypatch.setattr(reconciliation, "ReadTogether", noted)

    def asked_for(counties: int) -> int:
        for _county in range(counties):
            OrganizationFactory(kind="county", parent=Organization.objects.get(pk=world.city.pk))
        open_periods(guidance=world.guidance, periods=[world.period, world.year_end])
        with CaptureQueriesContext(connection) as queries:
            assert agrees(check())
        return len(queries)

    few, many = asked_for(6), asked_for(60)
    assert max(held) == 6
    assert (many - few) / 60 < 8


def test_a_further_check_joins_the_list(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    class Tally:
        agrees = False

        def __str__(self) -> str:
            return "task 1: kept 2, counted 3"

    def tallies(_guidances: Any, _most_days: int) -> Any:
        yield recomputed.Stage("tallies", 1, [[Tally()]], "tasks")

    monkeypatch.setattr(recomputed, "CHECKS", [*recomputed.CHECKS, tallies])
    monkeypatch.setattr("targets.management.commands.recompute_rollups.CHECKS", recomputed.CHECKS)
    said = check()
    assert "task 1: kept 2, counted 3\ntallies: 1 figures recomputed, 1 differ" in said
