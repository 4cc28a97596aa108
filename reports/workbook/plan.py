"""What a sheet is to hold, before anything is written: the writer writes it, the proof compares with it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, count, islice

from reports.workbook.contents import Content, text_content
from texts.outgoing.workbook_text import MOST_ROWS, sheet_title

type Contents = Sequence[Content]


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column with its heading. ``width`` is in digits of the workbook's own type."""

    title: str
    kind: str = "text"
    width: float = 14
    decimals: int = 0


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """A sheet. ``key`` names its cells for formulas; ``rows`` begins anew at each call; ``count`` is their
    number. The first ``repeated`` columns name a row, and stand on every page that shows a part of it."""

    key: str
    title: str
    columns: tuple[SheetColumn, ...]
    rows: Callable[[], Iterator[Contents]]
    count: int
    repeated: int = 1
    is_filtered: bool = True

    @property
    def head(self) -> Contents:
        return [text_content(column.title) for column in self.columns]


def within_limit(plan: SheetPlan) -> list[SheetPlan]:
    """The plan, or as many as its rows need: what no sheet can hold goes on in a second one."""
    room = MOST_ROWS - 1
    if plan.count <= room:
        return [plan]
    starts = range(0, plan.count, room)
    return [part_of(plan, number, start, room) for number, start in enumerate(starts, start=1)]


def part_of(plan: SheetPlan, number: int, start: int, room: int) -> SheetPlan:
    """The rows of a plan that stand on its sheet with this number."""

    def rows() -> Iterator[Contents]:
        return islice(plan.rows(), start, start + room)

    suffix = f" {number}" if number > 1 else ""
    return replace(
        plan,
        key=plan.key + suffix.replace(" ", "_"),
        title=numbered_title(plan.title, suffix),
        rows=rows,
        count=min(room, plan.count - start),
    )


def numbered_title(title: str, suffix: str) -> str:
    """The name of a sheet with its number behind it, which is not cut off."""
    whole = sheet_title(title + suffix)
    while suffix and not whole.endswith(suffix):
        title = title[:-1]
        whole = sheet_title(title + suffix)
    return whole


def titled_apart(plans: Sequence[SheetPlan]) -> list[SheetPlan]:
    """The plans under names that sheets may have, each its own."""
    taken: set[str] = set()
    named = []
    for plan in plans:
        numbers = chain([""], (f" {number}" for number in count(2)))
        titles = (numbered_title(plan.title, suffix) for suffix in numbers)
        title = next(title for title in titles if title.casefold() not in taken)
        taken.add(title.casefold())
        named.append(replace(plan, title=title))
    return named
