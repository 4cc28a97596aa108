"""Figures recomputed from what was submitted: they agree, and would not if anything had slipped."""

import datetime as dt
from decimal import Decimal
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from targets.explanation.recompute import recompute
from targets.explanation.reconciliation import compared_in, with_figures
from targets.explanation.record import day_after, official_filings, record_of
from targets.models import Measurement
from tasks.actions import reopen_filing
from tasks.models import FilingSnapshot

if TYPE_CHECKING:
    from tests.world import World


@pytest.fixture
def filed(world: "World") -> "World":
    """The province and its city approved, the neighbour submitted only."""
    world.approve(world.filing(), value="120.5")
    world.approve(world.filing(world.city), value="100", by=world.people["provincial_reviewer"])
    world.submit(world.filing(world.neighbour), by=world.people["outsider"], value="30")
    return world


def run(**options: object) -> str:
    out = StringIO()
    call_command("recompute_rollups", stdout=out, stderr=StringIO(), **options)
    return out.getvalue()


def test_every_figure_is_recomputed_and_agrees(filed: "World") -> None:
    assert run(check=True) == (
        "2021: 32 figures recomputed, 0 differ\nnow and on earlier days: 14 figures recomputed, 0 differ\n"
    )


def test_figures_of_all_who_have_some_are_compared(filed: "World") -> None:
    everybody = {filed.office, filed.department, filed.neighbour, filed.province, filed.city}
    assert set(with_figures(filed.guidance)) == everybody
    national = [one for one in compared_in(filed.guidance, filed.office) if one.target == filed.pledge]
    assert [(one.period, one.shown, one.shown_counted) for one in national] == [
        (filed.period, Decimal("120.5"), 1),
        (filed.year_end, Decimal("120.5"), 0),
    ]
    beneath = [one for one in compared_in(filed.guidance, filed.province) if one.is_beneath]
    assert Decimal(100) in {one.shown for one in beneath}


def test_a_line_changed_behind_the_log_is_found(filed: "World") -> None:
    Measurement.objects.filter(filing=filed.filing(), target=filed.pledge).update(value=999)
    with pytest.raises(CommandError, match="figures differ"):
        run(check=True)
    listed = run()
    assert "2021 · period 3 · CNIPA ·" in listed
    assert "shown 999.000000 from 1, recomputed 120.5 from 1" in listed


def test_a_status_changed_behind_the_log_is_found(filed: "World") -> None:
    filing = filed.filing(filed.neighbour)
    type(filing).objects.filter(pk=filing.pk).update(
        status="approved", approved_at=timezone.now(), approved_by=filed.people["reviewer"]
    )
    assert "shown 150.500000 from 2, recomputed 120.5 from 1" in run()


def test_nothing_published_is_said_so(db: None) -> None:
    with pytest.raises(CommandError, match="No guidance is published"):
        run(check=True)


def test_other_years_are_left_out(filed: "World") -> None:
    with pytest.raises(CommandError, match="No guidance is published"):
        run(check=True, year=2020)
    assert "0 differ" in run(check=True, year=2021)


def test_what_stood_approved_on_a_day_is_recomputed_from_the_version_of_then(filed: "World") -> None:
    reopened_at = timezone.now() + dt.timedelta(days=1)
    reopen_filing(
        filing=filed.filing(),
        version=filed.filing().version,
        by=filed.people["reviewer"],
        at=reopened_at,
        reason="更正",
    )
    record, indicator = record_of(official_filings(filed.office)), filed.pledge.indicator
    then = record.statements(filed.pledge, before=day_after(reopened_at.date() - dt.timedelta(days=1)))
    now = record.statements(filed.pledge)
    assert recompute(indicator, then, filed.period).value == Decimal("120.5")
    assert recompute(indicator, now, filed.period).value is None


def test_snapshots_of_versions_that_were_replaced_do_not_count(filed: "World") -> None:
    reopen_filing(
        filing=filed.filing(),
        version=filed.filing().version,
        by=filed.people["reviewer"],
        at=timezone.now(),
        reason="更正",
    )
    filed.approve(filed.filing(), value="80")
    assert FilingSnapshot.objects.filter(filing=filed.filing()).count() == 2
    assert "0 differ" in run(check=True)
