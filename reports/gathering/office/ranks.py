"""The place of each organization by its figure: plain functions over plain values."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal

import msgspec

from reports.gathering.office.yardsticks import Yardstick
from reports.snapshot.year import Figure
from targets.allocation.shares import rank_of
from targets.arithmetic.comparators import Direction


def ranked(
    figures: Iterable[Figure], yardsticks: Mapping[str, Yardstick], closed: Collection[str]
) -> list[Figure]:
    """Figures of organizations with the place of each among those that answer the same indicator.

    Only who has closed the year has a place: three quarters are not compared with four. Where a goal is
    shared out the share that is reached decides, as everywhere in the portal; else the figure itself, in the
    direction that its goal wants. What has to stay at a mark has no best.
    """
    figures = list(figures)
    marks = {
        code: marks_of(
            [one for one in figures if one.indicator == code and one.organization in closed], yardstick
        )
        for code, yardstick in yardsticks.items()
    }
    return [
        msgspec.structs.replace(figure, rank=place_of(figure, marks.get(figure.indicator, {})))
        for figure in figures
    ]


def marks_of(figures: Sequence[Figure], yardstick: Yardstick) -> dict[str, Decimal]:
    """By what each organization is placed, the higher the better."""
    values = {one.organization: Decimal(one.value) for one in figures if one.value is not None}
    shares = {one.organization: Decimal(one.share) for one in figures if one.share is not None}
    if shares:
        reached = {key: yardstick.reached(values[key], shares[key]) for key in values if key in shares}
        return {key: mark for key, mark in reached.items() if mark is not None}
    if yardstick.direction is Direction.MARK:
        return {}
    return {key: value if yardstick.direction is Direction.UP else -value for key, value in values.items()}


def place_of(figure: Figure, marks: Mapping[str, Decimal]) -> int | None:
    """1 for the best; those who are alike share their place."""
    return rank_of(marks.get(figure.organization), list(marks.values()))
