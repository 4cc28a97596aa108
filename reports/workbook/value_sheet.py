"""A sheet of values that begin anew at each reading: surveyed once, then planned."""

from collections.abc import Callable, Iterator, Sequence

from reports.snapshot.tables import Scalar
from reports.workbook.contents import Content, contents_in
from reports.workbook.continuation import Continuation
from reports.workbook.plan import SheetColumn, SheetPlan
from reports.workbook.survey import Survey

type Values = Sequence[Scalar]


def value_sheet(
    key: str,
    title: str,
    columns: Sequence[SheetColumn],
    values: Callable[[], Iterator[Values]],
    survey: Survey,
    *,
    repeated: int = 1,
    is_filtered: bool = True,
) -> SheetPlan:
    """The plan of a sheet; its rows are read once before, to know how many there will be and what of their
    texts has to be changed."""
    columns = tuple(columns)
    widths = {place: column.width for place, column in enumerate(columns) if column.kind == "text"}
    continuation = Continuation(widths, repeated=repeated)

    def parts() -> Iterator[Values]:
        for row in values():
            yield from continuation.rows_for(row)

    def rows() -> Iterator[list[Content]]:
        return contents_in(parts(), [column.kind for column in columns])

    count = survey.of(title, columns, parts())
    return SheetPlan(key, title, columns, rows, count, repeated, is_filtered)
