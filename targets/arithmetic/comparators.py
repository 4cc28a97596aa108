"""What each comparator means (design R11): the one table that all parts of the portal ask.

A row says which number decides, when a figure reaches it, on which side of it figures are worse, what a goal
has to state, and the words for all that. Whoever needs to know something about a goal asks its row and never
tells comparators apart by name (docs/decisions/0027).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as _p

from reading import Comparator

type Text = str | Promise


class Stated(Protocol):
    """The numbers of a goal; ``whole`` is what all of it means in the unit, 100 for percent."""

    @property
    def value(self) -> Decimal | None: ...
    @property
    def upper_value(self) -> Decimal | None: ...
    @property
    def baseline(self) -> Decimal | None: ...
    @property
    def tolerance(self) -> Decimal: ...
    @property
    def whole(self) -> Decimal: ...


class Direction(StrEnum):
    """Where figures are better than the number that decides: above it, below it, or nowhere but at it."""

    UP = "up"
    DOWN = "down"
    MARK = "mark"


MORE = _("%(outcome)s: %(value)s, %(gap)s more than the goal.")
EXACTLY = _("%(outcome)s: %(value)s, exactly the goal.")
SHORT = _("%(outcome)s: %(value)s, %(gap)s short of the goal.")
TO_BE_PASSED = _("%(outcome)s: %(value)s, exactly the mark that is to be passed.")
BELOW_THE_LIMIT = _("%(outcome)s: %(value)s, %(gap)s below the limit.")
AWAY = _("%(outcome)s: %(value)s, %(gap)s away from the goal.")
HELD = _("%(outcome)s: %(value)s, held.")
WITHIN = _("%(outcome)s: %(value)s, within the range.")
NOTHING_TO_COMPARE = _("%(value)s. There is nothing to compare it with yet.")


@dataclass(frozen=True, slots=True)
class Words:
    """What is said of a goal: its name in lists, the goal itself, and how a figure stands against it.

    ``detailed`` is how the goal is put where the number called ``detail`` is known. ``below``, ``at`` and
    ``above`` tell where a figure lies that does not reach the goal; ``incomparable`` stands where no number
    decides.
    """

    label: Text
    goal: Text
    met: Text = MORE
    met_exactly: Text = EXACTLY
    below: Text = SHORT
    at: Text = TO_BE_PASSED
    above: Text = SHORT
    incomparable: Text = NOTHING_TO_COMPARE
    detail: str = ""
    detailed: Text = ""

    def reached(self, gap: Decimal) -> str:
        """The sentence on a figure that reaches its goal, ``gap`` away from the number that decides."""
        return str(self.met if gap else self.met_exactly)

    def missed(self, gap: Decimal) -> str:
        """The sentence on a figure that does not."""
        if not gap:
            return str(self.at)
        return str(self.above if gap > 0 else self.below)


@dataclass(frozen=True, slots=True)
class Comparison:
    """One comparator: ``threshold`` is the number that decides, ``test`` whether a figure reaches it, within
    a tolerance where one counts.

    ``needs`` are the numbers that a goal has to state, all others it may not. ``is_spent`` marks a limit
    or mark towards which a sum grows, so that only the year's end can tell that it held; ``has_path`` a
    level that moves from its baseline to the goal; ``has_attainment`` a goal of which a share can be
    reached; ``is_of_whole`` one that asks for all of something, in percent. ``sides`` are the comparators,
    each with its number, of which the worse decides; such a goal has no one number and no test of its own.
    """

    words: Words
    direction: Direction
    test: Callable[[Decimal, Decimal, Decimal], bool] = lambda _value, _wanted, _tolerance: False
    threshold: Callable[[Stated], Decimal | None] = lambda stated: stated.value
    needs: tuple[str, ...] = ("value",)
    is_spent: bool = False
    has_path: bool = True
    has_attainment: bool = True
    is_of_whole: bool = False
    sides: tuple[tuple[Comparator, Callable[[Stated], Decimal | None]], ...] = ()


COMPARISONS: Mapping[Comparator, Comparison] = {
    Comparator.AT_MOST: Comparison(
        Words(
            label=_("at most"),
            goal=_p("goal", "at most %(value)s"),
            met=_("%(outcome)s: %(value)s, %(gap)s better than the goal."),
            below=BELOW_THE_LIMIT,
            at=BELOW_THE_LIMIT,
            above=_("%(outcome)s: %(value)s, %(gap)s above the goal."),
        ),
        Direction.DOWN,
        test=lambda value, wanted, _tolerance: value <= wanted,
        is_spent=True,
    ),
    Comparator.AT_LEAST: Comparison(
        Words(label=_("at least"), goal=_p("goal", "at least %(value)s")),
        Direction.UP,
        test=lambda value, wanted, _tolerance: value >= wanted,
    ),
    Comparator.MORE_THAN: Comparison(
        Words(label=_("more than"), goal=_p("goal", "more than %(value)s")),
        Direction.UP,
        test=lambda value, wanted, _tolerance: value > wanted,
    ),
    Comparator.HOLD_AT: Comparison(
        Words(
            label=_("hold at"),
            goal=_p("goal", "hold at %(value)s"),
            met=HELD,
            met_exactly=HELD,
            below=AWAY,
            at=AWAY,
            above=AWAY,
            detail="tolerance",
            detailed=_p("goal", "hold at %(value)s (± %(tolerance)s)"),
        ),
        Direction.MARK,
        test=lambda value, wanted, tolerance: abs(value - wanted) <= tolerance,
        is_spent=True,
        has_path=False,
    ),
    Comparator.BETWEEN: Comparison(
        Words(
            label=_("between"),
            goal=_p("goal", "between %(lower)s and %(upper)s"),
            met=WITHIN,
            met_exactly=WITHIN,
            below=_("%(outcome)s: %(value)s, %(gap)s below the lower end."),
            at=_("%(outcome)s: %(value)s, within the range so far."),
            above=_("%(outcome)s: %(value)s, %(gap)s above the upper end."),
        ),
        Direction.MARK,
        threshold=lambda _stated: None,
        needs=("value", "upper_value"),
        sides=(
            (Comparator.AT_LEAST, lambda stated: stated.value),
            (Comparator.AT_MOST, lambda stated: stated.upper_value),
        ),
    ),
    Comparator.ALL: Comparison(
        Words(label=_("all"), goal=_p("goal", "all (100%%)")),
        Direction.UP,
        test=lambda value, wanted, _tolerance: value >= wanted,
        threshold=lambda stated: stated.whole,
        needs=(),
        is_of_whole=True,
    ),
    Comparator.INCREASE: Comparison(
        Words(
            label=_("increase"),
            goal=_p("goal", "more than the year before"),
            met=_("%(outcome)s: %(value)s, %(gap)s more than the year before."),
            detail="baseline",
            detailed=_p("goal", "more than the year before (%(baseline)s)"),
        ),
        Direction.UP,
        test=lambda value, wanted, _tolerance: value > wanted,
        threshold=lambda stated: stated.baseline,
        needs=(),
        has_path=False,
        has_attainment=False,
    ),
    Comparator.QUALITATIVE: Comparison(
        Words(
            label=_("qualitative"),
            goal=_p("goal", "judged by people, no number is set"),
            incomparable=_("%(value)s. People judge this goal; the portal gives no outcome."),
        ),
        Direction.UP,
        threshold=lambda _stated: None,
        needs=(),
    ),
}


# The numbers that goals state, by the names that fields, files and calls have for them. Shares are shares of
# the first.
STATED = tuple(dict.fromkeys(name for row in COMPARISONS.values() for name in row.needs))


def needing(number: str) -> list[str]:
    """The comparators of goals that state the number called ``number``, as the database writes them."""
    return [comparator.value for comparator, row in COMPARISONS.items() if number in row.needs]


def without(number: str) -> list[str]:
    """The comparators of goals that may not state it."""
    return [comparator.value for comparator, row in COMPARISONS.items() if number not in row.needs]


CHOICES = [(comparator.value, row.words.label) for comparator, row in COMPARISONS.items()]
