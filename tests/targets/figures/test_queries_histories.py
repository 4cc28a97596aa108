"""Whatever was filed by whoever in whatever order: figures are what the filings come to (design R7–R9)."""

from fractions import Fraction
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from targets.explanation.reconciliation import compared_in, with_figures
from targets.figures.queries import figures_of
from targets.figures.subordinates import subordinate_figures
from tests.targets.figures.histories import PERIODS, Play, Portal, naive_figure, plays

pytestmark = pytest.mark.django_db
few = settings(
    max_examples=6, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
NEGLIGIBLE = Fraction(1, 10**30)
MOST_FILINGS = 5 * PERIODS
orders = st.permutations(range(MOST_FILINGS))
writers = st.lists(st.integers(0, 2), min_size=1, max_size=7)


def agree(shown: Any, wanted: Fraction | None) -> bool:
    if shown is None or wanted is None:
        return shown is None and wanted is None
    return bool(abs(Fraction(shown) - wanted) <= abs(wanted) * NEGLIGIBLE)


def national(portal: Portal) -> dict[str, Any]:
    """Value and coverage of every national figure at the year end, by indicator."""
    figures = figures_of(portal.office, portal.targets, until=portal.periods[-1])
    return {
        shown.target.indicator.code: (
            shown.figure.value,
            shown.figure.coverage,
            shown.figure.coverage_to_date,
        )
        for shown in figures.values()
    }


@few
@given(play=plays(), order=orders, by=writers)
def test_every_figure_equals_a_naive_recomputation(play: Play, order: list[int], by: list[int]) -> None:
    with transaction.atomic():
        portal = Portal(play)
        portal.run(order=order, writers=by)
        for code, (value, _coverage, _to_date) in national(portal).items():
            assert agree(value, naive_figure(play, code, play.reporting_to(None), range(PERIODS)))
        for province in range(play.provinces):
            for place, period in enumerate(portal.periods):
                beneath = subordinate_figures(
                    organization=portal.organizations[province], period=period, targets=portal.targets
                )
                for target in portal.targets:
                    shown = beneath[target.pk].value if target.pk in beneath else None
                    members = play.reporting_to(province)
                    assert agree(shown, naive_figure(play, target.indicator.code, members, [place]))
        transaction.set_rollback(True)


@few
@given(play=plays(), order=orders)
def test_the_recomputation_from_the_snapshots_agrees_with_every_figure(play: Play, order: list[int]) -> None:
    with transaction.atomic():
        portal = Portal(play)
        portal.run(order=order)
        compared = [
            one
            for organization in with_figures(portal.guidance)
            for one in compared_in(portal.guidance, organization)
        ]
        assert compared
        assert [str(one) for one in compared if not one.agrees] == []
        transaction.set_rollback(True)


def played(play: Play, **options: Any) -> dict[str, Any]:
    """The national figures after a play that leaves nothing behind."""
    with transaction.atomic():
        portal = Portal(play)
        portal.run(**options)
        figures = national(portal)
        transaction.set_rollback(True)
    return figures


@few
@given(play=plays(), order=orders)
def test_the_order_of_approvals_changes_no_national_figure(play: Play, order: list[int]) -> None:
    assert played(play, order=order) == played(play, order=list(reversed(order)))


@few
@given(play=plays(), by=writers)
def test_splitting_a_filing_among_the_staff_changes_no_national_figure(play: Play, by: list[int]) -> None:
    assert played(play, writers=by) == played(play, writers=[0])
