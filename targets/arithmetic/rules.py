"""By which rules reports combine (design R8): one over organizations, one over periods."""

from dataclasses import dataclass
from enum import StrEnum


class NumberForm(StrEnum):
    """What a report states: a value, or two numbers whose quotient is the figure."""

    VALUE = "value"
    RATIO = "ratio"
    GROWTH = "growth"


class OverOrganizations(StrEnum):
    SUM = "sum"
    WEIGHTED_MEAN = "weighted_mean"
    MIN = "min"
    MAX = "max"
    NONE = "none"


class OverPeriods(StrEnum):
    SUM = "sum"
    LATEST = "latest"


@dataclass(frozen=True, slots=True)
class Rule:
    """How an indicator combines (design R8). ``scale`` turns a ratio into its unit, 100 for percent."""

    form: NumberForm
    over_organizations: OverOrganizations
    over_periods: OverPeriods
    scale: int = 1
