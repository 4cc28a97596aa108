from targets.models.allocation import Allocation, AllocationVersion
from targets.models.indicator import PLACES, Indicator
from targets.models.measurement import DIGITS, Measurement
from targets.models.proposal import ProposedGoal
from targets.models.target import Target

__all__ = [
    "DIGITS",
    "PLACES",
    "Allocation",
    "AllocationVersion",
    "Indicator",
    "Measurement",
    "ProposedGoal",
    "Target",
]
