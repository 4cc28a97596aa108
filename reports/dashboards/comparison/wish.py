"""What is put side by side, as addresses say it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from organizations.models import Organization
from tasks.models import Guidance, ReportingPeriod

MOST_ORGANIZATIONS = 6


class By(StrEnum):
    """What differs from side to side."""

    PERIOD = "period"
    YEAR = "year"
    ORGANIZATION = "organization"


@dataclass(frozen=True, slots=True)
class Offer:
    """What can be chosen: the periods of the year in view, the years with a plan, and the organizations whose
    figures are looked at, each in its order."""

    periods: tuple[ReportingPeriod, ...]
    years: tuple[Guidance, ...]
    organizations: tuple[Organization, ...]

    @property
    def ways(self) -> list[By]:
        """By what there is something to compare."""
        there = {By.PERIOD: self.periods, By.YEAR: self.years, By.ORGANIZATION: self.organizations}
        return [by for by in By if len(there[by]) > 1]


@dataclass(frozen=True, slots=True)
class Wish:
    """What is compared: periods, guidances or organizations, the first being what the others are measured
    by; ``only`` leaves the rows that went one way."""

    by: By
    periods: tuple[ReportingPeriod, ...] = ()
    years: tuple[Guidance, ...] = ()
    organizations: tuple[Organization, ...] = ()
    only: str = ""


def before[Choice](choices: Sequence[Choice], chosen: Choice) -> Choice:
    """What stands before a choice in its order; the one after it where it is the first."""
    place = choices.index(chosen)
    return choices[place - 1] if place else choices[min(1, len(choices) - 1)]
