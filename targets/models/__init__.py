from targets.models.allocation import Allocation, AllocationVersion
from targets.models.indicator import PLACES, Indicator
from targets.models.indicator_correction import IndicatorCorrection
from targets.models.measurement import DIGITS, Measurement
from targets.models.proposal import ProposedGoal
from targets.models.target import Target

__all__ = [
    "DIGITS",
    "PLACES",
    "Allocation",
    "AllocationVersion",
    "Indicator",
    "IndicatorCorrection",
    "Measurement",
    "ProposedGoal",
    "Target",
]
