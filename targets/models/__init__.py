from targets.models.indicator import PLACES, Indicator
from targets.models.measurement import DIGITS, Measurement
from targets.models.proposal import ProposedGoal
from targets.models.target import Target

__all__ = ["DIGITS", "PLACES", "Indicator", "Measurement", "ProposedGoal", "Target"]
