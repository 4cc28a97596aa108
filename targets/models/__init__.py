from targets.models.allocation import Allocation, AllocationVersion
from targets.models.indicator import PLACES, Indicator
from targets.models.indicator_correction import IndicatorCorrection
from targets.models.left_out import LONGEST_REASON, FigureLeftOut
from targets.models.measurement import DIGITS, Measurement
from targets.models.proposal import ProposedGoal
from targets.models.target import Target

__all__ = [
    "DIGITS",
    "LONGEST_REASON",
    "PLACES",
    "Allocation",
    "AllocationVersion",
    "FigureLeftOut",
    "Indicator",
    "IndicatorCorrection",
    "Measurement",
    "ProposedGoal",
    "Target",
]
