"""Figures of organizations that are asked for nothing any more and whose level others state by now
(``docs/decisions/0012``): plain functions over plain values."""

from collections.abc import Iterable, Sequence

from reports.gathering.office.part import Part
from reports.snapshot.year import Figure


def taken_over(national: Iterable[Figure], parts: Sequence[Part]) -> frozenset[str]:
    """The ids of the figures of those who have left, that the nation's figure does not count: no filing of
    theirs is behind it."""
    behind = {figure.indicator: filings_behind(figure) for figure in national}
    return frozenset(
        figure.id
        for part in parts
        if part.is_local and part.standing is None
        for figure in part.year.figures
        if figure.value is not None and not filings_behind(figure) & behind.get(figure.indicator, set())
    )


def filings_behind(figure: Figure) -> set[str]:
    """The filings that a figure rests on, whichever version."""
    return {source.partition(".")[0] for source in figure.sources}
