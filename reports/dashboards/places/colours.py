"""In which colour each organization stands on one target: by its share where it has one, else by classes."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import pgettext as _p

from organizations.rounding import half_up
from reports.charts.classes import Classes, ValueClass, by_steps, classes_of
from targets.arithmetic.outcome import Outcome
from targets.figures.queries import TargetFigure
from targets.models import Indicator
from targets.wording import outcome_label, plain, with_unit

# From which parts of a share the steps begin; what is reached is the last (design R11).
STEPS = (Decimal("0.5"), Decimal("0.75"), Decimal(1))
# The heat of each step of a share, and of each class of so many.
HEAT_OF_STEPS = (1, 2, 3, 5)
HEATS = {0: (), 1: (3,), 2: (2, 4), 3: (1, 3, 5), 4: (1, 2, 4, 5), 5: (1, 2, 3, 4, 5)}


@dataclass(frozen=True, slots=True)
class Scale:
    """How the figures on one target are coloured. ``is_of_shares`` where the goal is shared out: then those
    with a share are told by the part of it that is reached, and those without one have no colour."""

    indicator: Indicator
    classes: Classes
    is_of_shares: bool

    def measured(self, shown: TargetFigure) -> Decimal | None:
        """The number that decides on the colour; None without one."""
        if self.is_of_shares:
            return shown.assessment.attainment if shown.share is not None else None
        return told(shown)

    def place_of(self, shown: TargetFigure) -> int | None:
        """The class of a figure, 0 the lowest; None without one."""
        number = self.measured(shown)
        return None if number is None else self.classes.place_of(number)

    def heat_of(self, place: int) -> int:
        """The step of the palette that a class has, 1 the palest, 5 the deepest."""
        return HEAT_OF_STEPS[place] if self.is_of_shares else HEATS[len(self.classes)][place]

    @property
    def labels(self) -> list[str]:
        """What each class holds, with its unit."""
        return [
            self.end(one.low) if self.is_single(one) else in_words(one, self.end(one.low), self.end(one.high))
            for one in self.classes.ranges
        ]

    def is_single(self, one: ValueClass) -> bool:
        """Whether a class can hold one value alone, because values go in whole steps."""
        if self.is_of_shares or one.low is None or one.high is None:
            return False
        return one.high - one.low == self.indicator.quantum

    def end(self, number: Decimal | None) -> str:
        """The end of a class in words: a part of a share in percent, a value in its unit."""
        if number is None:
            return ""
        if self.is_of_shares:
            return f"{plain(number * 100)}%"
        return with_unit(plain(number), self.indicator.display_unit)


def scale_of(indicator: Indicator, figures: Sequence[TargetFigure]) -> Scale:
    """The colours of organizations' figures on one target."""
    shares = [shown for shown in figures if shown.share is not None]
    if shares:
        reached = [one for shown in shares if (one := shown.assessment.attainment) is not None]
        return Scale(indicator, by_steps(reached, STEPS), is_of_shares=True)
    values = [value for shown in figures if (value := told(shown)) is not None]
    return Scale(indicator, classes_of(values), is_of_shares=False)


def told(shown: TargetFigure) -> Decimal | None:
    """A figure as it is read: what looks the same has the same colour."""
    value = shown.figure.value
    return None if value is None else half_up(value, shown.target.indicator.quantum)


def in_words(one: ValueClass, low: str, high: str) -> str:
    """A class with its ends written: its lower end belongs to it, its upper one to the next."""
    if one.low is None and one.high is None:
        return _("all alike")
    if one.low is None:
        return _p("class", "below %(high)s") % {"high": high}
    if one.high is None:
        return _p("class", "%(low)s and above") % {"low": low}
    return _p("class", "%(low)s to below %(high)s") % {"low": low, "high": high}


def tone_of(shown: TargetFigure, scale: Scale) -> str:
    """The class name of a cell: the outcome where the organization is judged, else its heat."""
    if is_said(shown):
        return f"tone--{shown.outcome}"
    place = None if scale.is_of_shares else scale.place_of(shown)
    return "tone--none" if place is None else f"tone--{scale.heat_of(place)}"


def outcome_said(shown: TargetFigure) -> str:
    """The outcome in a word where the organization is judged; "" else."""
    return outcome_label(shown.outcome, has_answer=shown.has_answer) if is_said(shown) else ""


def is_said(shown: TargetFigure) -> bool:
    """Whether there is an outcome to be said of the organization."""
    return shown.outcome is not Outcome.NO_DATA and shown.is_compared
