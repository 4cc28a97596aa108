"""Everything that ``manage.py recompute_rollups`` computes anew: one list, which a further check joins."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from targets.explanation.reconciliation import (
    compared_in_each,
    compared_on_days_each,
    published_targets,
    with_figures,
)
from tasks.models import Guidance


class InBothWays(Protocol):
    """Something that was computed in two ways; as text it says where, and both."""

    @property
    def agrees(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Stage:
    """A part of the work as it is told: ``parts`` comparisons come one part after another, each computed as
    it is asked for, so that nothing grows with them; ``size`` is how many parts there are."""

    name: str
    size: int
    parts: Iterable[Iterable[InBothWays]]
    of_what: str = "organizations"


# Guidances to look at, and how many earlier days of each organization at most.
type Check = Callable[[Sequence[Guidance], int], Iterator[Stage]]


def figures_of_periods(guidances: Sequence[Guidance], _most_days: int) -> Iterator[Stage]:
    """The figures of each guidance, period by period, and its subordinates' totals."""
    for guidance in guidances:
        having = with_figures(guidance)
        parts = (compared for _organization, compared in compared_in_each(guidance, having))
        yield Stage(str(guidance.year), having.count(), parts)


def figures_of_all_years(guidances: Sequence[Guidance], most_days: int) -> Iterator[Stage]:
    """The figures of all years at once, now and on earlier days; told of the years that were asked for."""
    targets, years = published_targets(), {guidance.year for guidance in guidances}
    having = with_figures(*guidances)
    parts = (
        (each for each in compared if each.target.guidance.year in years)
        for _organization, compared in compared_on_days_each(having, targets, most=most_days)
    )
    yield Stage("now and on earlier days", having.count(), parts)


# What is kept besides the filings themselves, such as a tally, is held against them by a further line here.
CHECKS: list[Check] = [figures_of_periods, figures_of_all_years]
