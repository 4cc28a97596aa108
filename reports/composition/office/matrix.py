"""Bureaus and centers beside one another: every figure that they report with its place, and the regions."""

from collections.abc import Iterator, Sequence
from itertools import batched

from django.utils.translation import gettext as _
from django.utils.translation import pgettext as _p

from organizations.statistical_regions import REGION_LABELS, Region, region_of
from reports.composition.cell_texts import DASH, percent_or_dash
from reports.composition.figures import figure_cell, provisional_notes
from reports.composition.manuscript import paragraph
from reports.composition.office.charts import ranking_charts
from reports.composition.office.figure_tables import coverage_in_words
from reports.composition.office.nation import Nation
from reports.composition.spacing import printed
from reports.snapshot.document import Align, Block, Cell, Column, Table
from reports.snapshot.year import Figure
from texts.punctuation import in_brackets

# So many indicators fit beside one another on A4 across at 8 pt.
MOST_INDICATORS = 6


def matrix_blocks(nation: Nation) -> Iterator[Block]:
    """The matrix, in several tables where it is too wide for one; then regions and the order of places."""
    if not nation.compared:
        yield paragraph(_("The Guidance has no goal that bureaus and centers report on."))
        return
    for wholes in batched(nation.compared, MOST_INDICATORS):
        yield matrix_table(nation, wholes)
    if nation.manuscript.year.region_figures:
        yield regions_table(nation)
    yield from ranking_charts(nation)


def matrix_table(nation: Nation, wholes: Sequence[Figure]) -> Table:
    columns = [Column(_("Bureau or center"), 18)]
    for whole in wholes:
        columns.append(Column(nation.manuscript.said(whole.name), 18, Align.END))
        if is_shared(nation, whole):
            columns.append(Column(_("Share reached"), 11, Align.END))
        columns.append(Column(_p("rank", "Place"), 7, Align.CENTRE))
    rows = [row_of(nation, code, wholes) for code in organizations_in(nation)]
    return Table(
        _("Figures of bureaus and centers"),
        tuple(columns),
        (*rows, whole_row(nation, wholes)),
        matrix_notes(nation),
    )


def organizations_in(nation: Nation) -> list[str]:
    """Everybody who is asked or has a figure, in the order of the tree."""
    asked = [standing.organization for standing in nation.local]
    return list(dict.fromkeys((*asked, *(code for code, _indicator in nation.by_organization))))


def is_shared(nation: Nation, whole: Figure) -> bool:
    return any(
        figure.share is not None
        for (_code, indicator), figure in nation.by_organization.items()
        if indicator == whole.indicator
    )


def row_of(nation: Nation, code: str, wholes: Sequence[Figure]) -> tuple[Cell, ...]:
    cells = [Cell(nation.name_of(code))]
    for whole in wholes:
        figure = nation.by_organization.get((code, whole.indicator))
        cells.append(own_cell(nation, figure))
        if is_shared(nation, whole):
            cells.append(attainment_cell(figure))
        cells.append(Cell(DASH if figure is None or figure.rank is None else str(figure.rank)))
    return tuple(cells)


def attainment_cell(figure: Figure | None) -> Cell:
    return Cell(percent_or_dash(figure.attainment if figure else None))


def own_cell(nation: Nation, figure: Figure | None) -> Cell:
    """The figure of one organization; a mark tells that its year-end filing is not in it."""
    if figure is None or (figure.value is None and not figure.sources):
        return Cell(DASH)
    cell = figure_cell(nation.manuscript, figure)
    if nation.has_closed(figure.organization):
        return cell
    return Cell(f"{cell.text} †", cell.sources, cell.figure)


def whole_row(nation: Nation, wholes: Sequence[Figure]) -> tuple[Cell, ...]:
    cells = [Cell(_("Whole country"))]
    for whole in wholes:
        cells.append(figure_cell(nation.manuscript, whole))
        if is_shared(nation, whole):
            cells.append(attainment_cell(whole))
        cells.append(Cell(coverage_in_words(whole.coverage)))
    return tuple(cells)


def matrix_notes(nation: Nation) -> tuple[str, ...]:
    notes = [
        _(
            "“—”: nothing approved, which is not zero. Places are among those whose year-end filing counts:"
            " by the share that is reached where the goal is shared out, else by the figure. In the last line"
            " stands the coverage instead."
        )
    ]
    if not all(map(nation.has_closed, organizations_in(nation))):
        notes.append(_("† The year-end report is not in this: what is approved so far, without a place."))
    return tuple(map(printed, (*notes, *provisional_notes(nation.by_organization.values()))))


def regions_table(nation: Nation) -> Table:
    """Subtotals by region, each with how many of its organizations are in it."""
    found = {(each.organization, each.indicator): each for each in nation.manuscript.year.region_figures}
    wholes = [each for each in nation.compared if any(key[1] == each.indicator for key in found)]
    columns = (
        Column(_("Region"), 18),
        *(Column(nation.manuscript.said(whole.name), 24, Align.END) for whole in wholes),
    )
    rows = tuple(
        (
            Cell(region_name(nation, region)),
            *(region_cell(nation, found.get((region, whole.indicator))) for whole in wholes),
        )
        for region in Region
    )
    note = _(
        "Sums, and ratios of sums, of the organizations in the region; in brackets how many of them"
        " have answered."
    )
    return Table(_("Regions"), columns, rows, (note, *provisional_notes(found.values())))


def region_name(nation: Nation, region: Region) -> str:
    count = sum(region_of(standing.organization) is region for standing in nation.local)
    return in_brackets(REGION_LABELS[region], count)


def region_cell(nation: Nation, figure: Figure | None) -> Cell:
    if figure is None:
        return Cell(DASH)
    text = in_brackets(nation.manuscript.said(figure.text), coverage_in_words(figure.coverage))
    star = " *" if figure.is_provisional else ""
    return Cell(text + star, figure.sources, figure.id)
