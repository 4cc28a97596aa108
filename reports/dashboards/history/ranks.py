"""The place of an organization among those beside it, over the years in which it may know it."""

from django.utils.translation import gettext as _

from reports.dashboards.history.figure_tables import NAME_WIDTH, name_cell
from reports.dashboards.history.gathering import Histories
from reports.data_tables.values import Cell, DataTable, Head, Row
from targets.allocation.shares import Placing, places_of
from targets.wording import DASH


def ranks_table(told: Histories) -> DataTable | None:
    """Ranks by how much of its share was reached, a row for each indicator that has one; None where no
    target shows them (five queries where one does)."""
    shown = [year.shown for one in told.found for year in one.years if year.shown is not None]
    places = places_of(shown)
    if not places:
        return None
    placed = [
        one
        for one in told.found
        if any(year.target is not None and year.target.pk in places for year in one.years)
    ]
    return DataTable(
        key="ranks",
        title=_("Place among those beside it"),
        heads=(
            Head("name", _("Indicator"), width=NAME_WIDTH),
            *(Head(f"rank_{year}", str(year), is_number=True) for year in told.years),
        ),
        rows=tuple(
            Row(
                f"place-{one.indicator.code}",
                (
                    name_cell(one),
                    *(
                        place_cell(places.get(year.target.pk) if year and year.target else None)
                        for year in (one.by_year.get(number) for number in told.years)
                    ),
                ),
            )
            for one in placed
        ),
        note=_("By how much of its share was reached. The figures of the others are not told."),
        is_stacked=False,
    )


def place_cell(placing: Placing | None) -> Cell:
    if placing is None:
        return Cell(None, DASH)
    return Cell(placing.rank, _("%(rank)s of %(of)s") % {"rank": placing.rank, "of": placing.of})
