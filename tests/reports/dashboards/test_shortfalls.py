"""Since when a target falls short: the first of the latest periods without a break."""

from types import SimpleNamespace
from typing import Any

import pytest

from reports.dashboards.matters.shortfalls import fallen_since
from targets.arithmetic.outcome import Outcome

PERIODS = [SimpleNamespace(order=order) for order in (1, 2, 3, 4)]
SHORT, WELL, OPEN = Outcome.OFF_TRACK, Outcome.ON_TRACK, Outcome.NO_DATA


@pytest.mark.parametrize(
    ("outcomes", "until", "order"),
    [
        ((SHORT, WELL, SHORT, SHORT), 4, 3),
        ((SHORT, SHORT, SHORT, SHORT), 4, 1),
        ((SHORT, OPEN, WELL, SHORT), 4, 4),
        ((SHORT, SHORT, WELL, SHORT), 2, 1),
        ((SHORT, SHORT, SHORT, WELL), 4, None),
    ],
)
def test_a_shortfall_is_told_since_its_last_beginning(
    outcomes: tuple[Outcome, ...], until: int, order: int | None
) -> None:
    def figure(_target: object, period: Any) -> SimpleNamespace:
        return SimpleNamespace(outcome=outcomes[period.order - 1])

    question: Any = SimpleNamespace(periods=PERIODS)
    shown = SimpleNamespace(period=PERIODS[until - 1], target=None)
    row: Any = SimpleNamespace(filed=SimpleNamespace(figure=figure), shown=shown)
    found = fallen_since(question, row)
    assert (found.order if found is not None else None) == order
