"""The place of each organization on one target: plain functions over figures."""

from collections.abc import Mapping
from decimal import Decimal

from targets.allocation.shares import rank_of
from targets.arithmetic.comparators import Direction
from targets.figures.queries import TargetFigure


def ranks_of(figures: Mapping[int, TargetFigure]) -> dict[int, int]:
    """Places by organization id, 1 the best; those who are alike share theirs, and who has no mark has none.

    Where the goal is shared out, the part of the own share that is reached decides, as everywhere in the
    portal; else the figure itself, in the direction that the goal wants.
    """
    marks = marks_of(figures)
    return {
        pk: rank for pk, mark in marks.items() if (rank := rank_of(mark, list(marks.values()))) is not None
    }


def marks_of(figures: Mapping[int, TargetFigure]) -> dict[int, Decimal]:
    """By what each organization is placed, the higher the better. What has to stay at a mark has no best."""
    if any(shown.share is not None for shown in figures.values()):
        reached = {
            pk: shown.assessment.attainment for pk, shown in figures.items() if shown.share is not None
        }
        return {pk: mark for pk, mark in reached.items() if mark is not None}
    values = {pk: shown.figure.value for pk, shown in figures.items() if shown.figure.value is not None}
    directions = {shown.goal.comparison.direction for shown in figures.values()}
    if Direction.MARK in directions:
        return {}
    sign = -1 if Direction.DOWN in directions else 1
    return {pk: value * sign for pk, value in values.items()}
