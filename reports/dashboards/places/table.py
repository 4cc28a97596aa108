"""Organizations × indicators as a table, with the totals by the rule of each indicator beneath."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from organizations.models import Organization, User
from organizations.page_addresses import page_address
from organizations.statistical_regions import REGION_LABELS, Region
from reports.dashboards.places.cells import PeriodsTold, figure_cell, further_heads, total_cell
from reports.dashboards.places.colours import Scale
from reports.dashboards.places.rows import Place, Places
from reports.data_tables.pills import pill_cell
from reports.data_tables.values import Cell, DataTable, Head, Row
from targets.figures.local_figures import Figures
from targets.wording import DASH
from tasks.models import Filing

KEY = "places"
# From the best to the worst, for sorting.
STATUSES = [Filing.Status.APPROVED, Filing.Status.SUBMITTED, Filing.Status.RETURNED, Filing.Status.DRAFT]
NAME = 12


def places_table(
    places: Places, rows: Sequence[Place], scales: Mapping[int, Scale], user: User, *, by_region: bool
) -> DataTable:
    """The heat table of those of the places that are shown, ``rows``; totals are of all of them."""
    return DataTable(
        key=KEY,
        title=_("Organizations and indicators"),
        heads=heads(places),
        rows=tuple(grouped(places, rows, scales, user) if by_region else body(places, rows, scales, user)),
        totals=tuple(totals(places, is_apart=not by_region)),
        empty=_("Nothing matches what is asked for."),
        is_stacked=False,
        css="places",
    )


def heads(places: Places) -> tuple[Head, ...]:
    targets = [
        Head(
            key=f"t{target.pk}",
            title=target.indicator.display_name,
            unit=target.indicator.display_unit,
            href=page_address("targets:target-detail", target.pk),
            is_number=True,
            descends=True,
            further=further_heads(target),
        )
        for target in places.targets
    ]
    return (
        Head("organization", _("Organization"), width=NAME),
        *targets,
        Head("filing", _("Filing")),
        Head("time", _("On time?")),
    )


def body(
    places: Places, rows: Sequence[Place], scales: Mapping[int, Scale], user: User, parent: str = ""
) -> list[Row]:
    return [row_of(places, place, scales, user, parent) for place in rows]


def row_of(places: Places, place: Place, scales: Mapping[int, Scale], user: User, parent: str = "") -> Row:
    """One organization: its name, how far its filing is, and its figure on each target."""
    periods = PeriodsTold(place)
    figures = [
        figure_cell(periods, place.figures[target.pk], scales[target.pk], places.ranked[target.pk])
        for target in places.targets
    ]
    return Row(
        row_key(place.organization),
        (name_cell(places, place.organization, user), *figures, *filing_cells(place, user)),
        parent=parent,
        level=1 if parent else 0,
    )


def row_key(organization: Organization) -> str:
    """The id of an organization's row, to which the map leads where its dashboard is out of scope."""
    return f"place-{organization.code}"


def name_cell(places: Places, organization: Organization, user: User) -> Cell:
    name = organization.display_name
    href = place_address(places, organization, user)
    return Cell(name, href=href, order=str(organization.path))


def place_address(places: Places, organization: Organization, user: User) -> str:
    """The dashboard of an organization in the person's scope; "" for any other (design R18)."""
    if not user.scope.covers(organization):
        return ""
    asked = [f"period={places.question.period.pk}"]
    if places.question.on:
        asked.append(f"on={places.question.on.isoformat()}")
    return f"{page_address('reports:dashboard-of', organization.code)}?{'&'.join(asked)}"


def filing_cells(place: Place, user: User) -> tuple[Cell, Cell]:
    """How far the filing for the period is, with a link for those who may open it, and whether in time."""
    filing = place.filing
    if filing is None:
        return Cell(words=_("no filing"), css="muted"), Cell()
    href = page_address("tasks:filing-detail", filing.pk) if user.scope.covers(place.organization) else ""
    return (
        pill_cell(filing.status.value, filing.status.label, order=STATUSES.index(filing.status), href=href),
        pill_cell(filing.timeliness.value, filing.timeliness.label),
    )


def grouped(places: Places, rows: Sequence[Place], scales: Mapping[int, Scale], user: User) -> list[Row]:
    """The regions with their figures, each with its organizations beneath it."""
    found: list[Row] = []
    for region, figures in places.regions.items():
        of_region = [place for place in rows if place.region is region]
        if of_region:
            found.append(region_row(places, region, figures))
            found += body(places, of_region, scales, user, region_key(region))
    return found + body(places, [place for place in rows if place.region is None], scales, user)


def region_key(region: Region) -> str:
    return f"region-{region}"


def region_row(places: Places, region: Region, figures: Figures) -> Row:
    number = sum(place.region is region for place in places.rows)
    name = _("%(region)s, %(number)d organizations") % {"region": REGION_LABELS[region], "number": number}
    return Row(
        region_key(region),
        (Cell(name, order=name), *total_cells(places, figures, region), Cell(), Cell()),
        css="row--sum",
    )


def totals(places: Places, *, is_apart: bool) -> list[Row]:
    """The figures of the organization that is looked at, and of a region that is chosen."""
    question = places.question
    name = _("Whole country") if not question.organization.is_local else question.organization.display_name
    rows = [Row("total", (Cell(name), *total_cells(places, places.totals), *filing_total(places)))]
    if places.together:
        own = Row("total", (Cell(name), *total_cells(places, places.totals), Cell(), Cell()))
        beneath = (
            Cell(_("Subordinates together")),
            *total_cells(places, places.together, is_explained=False),
        )
        rows = [Row("together", (*beneath, *filing_total(places))), own]
    if question.region and is_apart and question.region in places.regions:
        rows.insert(0, region_row(places, question.region, places.regions[question.region]))
    return rows


def filing_total(places: Places) -> tuple[Cell, Cell]:
    """Of those that are shown: how many are approved, and how many were filed in time."""
    filings = [place.filing for place in places.rows if place.filing]
    approved = sum(filing.status == Filing.Status.APPROVED for filing in filings)
    on_time = sum(filing.timeliness == "on_time" for filing in filings)
    return (
        Cell(_("%(number)d of %(all)d approved") % {"number": approved, "all": len(places.rows)}),
        Cell(_("%(number)d of %(all)d on time") % {"number": on_time, "all": len(places.rows)}),
    )


def total_cells(
    places: Places, figures: Figures, region: Region | None = None, *, is_explained: bool = True
) -> list[Cell]:
    """The figures over several organizations, of one region where that is given; the smallest and the largest
    are no region's. ``is_explained`` where pages explain just these figures."""
    return [
        total_cell(figures[target.pk], region, is_explained=is_explained)
        if target.pk in figures
        else Cell(words=DASH, css="muted")
        for target in places.targets
    ]
