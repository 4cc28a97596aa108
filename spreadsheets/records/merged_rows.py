"""Which cells of a column are merged with others: nobody can tell to which row their value belongs."""

from bisect import bisect_right
from collections.abc import Iterable

from spreadsheets.incoming.cell_names import cell_name
from spreadsheets.incoming.values import Merged


class MergedRows:
    """The merged areas over one column, found by the row."""

    def __init__(self, areas: Iterable[Merged], column: int) -> None:
        self.areas: list[Merged] = []
        for area in sorted(areas, key=lambda area: (area.top, -area.bottom)):
            is_over = area.left <= column <= area.right
            if is_over and (not self.areas or area.bottom > self.areas[-1].bottom):
                self.areas.append(area)
        self.tops = [area.top for area in self.areas]

    def at(self, row: int) -> Merged | None:
        """The area that a row of the column belongs to; None where its cell stands alone."""
        place = bisect_right(self.tops, row)
        area = self.areas[place - 1] if place else None
        return area if area and row <= area.bottom else None


def in_words(area: Merged) -> str:
    """An area by its corners: "C5:C8"."""
    return f"{cell_name(area.top, area.left)}:{cell_name(area.bottom, area.right)}"
