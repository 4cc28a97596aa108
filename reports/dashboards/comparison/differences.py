"""How far two figures are apart, and whether that is better."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from reports.dashboards.comparison.sides import Comparison, Side
from targets.arithmetic.change import trend
from targets.arithmetic.outcome import is_spent_over_the_year
from targets.figures.queries import TargetFigure
from targets.models import Target
from targets.wording import DASH, MINUS, difference, share_in_percent

PERCENT = "%"


class Way(StrEnum):
    """Which way a figure went from the first side to another."""

    BETTER = "better"
    WORSE = "worse"
    UNCHANGED = "unchanged"
    OPEN = "open"


# Of one organization over time; and of organizations beside the first.
WAYS: dict[Way, str | Promise] = {
    Way.BETTER: _("Better"),
    Way.WORSE: _("Worse"),
    Way.UNCHANGED: _("Unchanged"),
    Way.OPEN: _("Not comparable"),
}
WAYS_BESIDE: dict[Way, str | Promise] = {
    **WAYS,
    Way.BETTER: _("Ahead"),
    Way.WORSE: _("Behind"),
    Way.UNCHANGED: _("Level"),
}


def way_label(way: Way, comparison: Comparison) -> str:
    """A way in a word: organizations are ahead of one another, and become neither better nor worse."""
    return str((WAYS_BESIDE if comparison.is_of_parts else WAYS)[way])


@dataclass(frozen=True, slots=True)
class Difference:
    """From a figure to another one on the same indicator. ``amount`` is in the indicator's unit, None where
    either is not there; ``share`` is its part of the first figure, None also where that would say nothing."""

    target: Target
    way: Way
    amount: Decimal | None = None
    share: Decimal | None = None
    shown: TargetFigure | None = None

    @property
    def in_words(self) -> str:
        """The difference with its sign and unit, "" without one."""
        if self.amount is None:
            return ""
        sign = "" if not self.amount else "+" if self.amount > 0 else MINUS
        return f"{sign}{difference(self.amount, self.target.indicator)}"

    @property
    def share_in_words(self) -> str:
        """The part of the first figure with its sign, a dash without one."""
        if self.share is None:
            return DASH
        sign = "+" if self.share > 0 else ""
        return sign + share_in_percent(self.share).replace("-", MINUS)


def difference_of(comparison: Comparison, target: Target, side: Side) -> Difference:
    """How the figure of a side on an indicator differs from that of the first side (no query)."""
    code = target.indicator.code
    before, now = comparison.sides[0].figures.get(code), side.figures.get(code)
    if before is None or now is None or before.figure.value is None or now.figure.value is None:
        return Difference(target, Way.OPEN, shown=now)
    apart = now.figure.value - before.figure.value
    is_share_told = target.indicator.unit != PERCENT and before.figure.value > 0
    return Difference(
        target,
        way_of(before, now, is_of_parts=comparison.is_of_parts),
        apart,
        apart / before.figure.value if is_share_told else None,
        now,
    )


def way_of(before: TargetFigure, now: TargetFigure, *, is_of_parts: bool) -> Way:
    """Whether it became better. Of organizations the parts of their own shares decide, or what a goal that
    holds for each wants; of two parts of a sum the larger is no better. What grows towards a limit within its
    year becomes no worse by growing."""
    if before.share is not None and now.share is not None and is_of_parts:
        reached = before.assessment.attainment, now.assessment.attainment
        if reached[0] is None or reached[1] is None:
            return Way.OPEN
        return way_from(reached[1] - reached[0])
    if is_of_parts and not (before.is_compared and now.is_compared):
        return Way.OPEN
    is_one_year = not is_of_parts and before.target == now.target
    if is_one_year and is_spent_over_the_year(now.goal):
        return Way.OPEN
    if before.figure.value is None or now.figure.value is None:
        return Way.OPEN
    found = trend(before.figure.value, now.figure.value, now.goal)
    return Way.OPEN if found is None else Way(found.value)


def way_from(gain: Decimal) -> Way:
    if not gain:
        return Way.UNCHANGED
    return Way.BETTER if gain > 0 else Way.WORSE
