"""What the tile map shows: the status of filings, or a target's figures."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext as _

from organizations.models import Organization, User
from reports.charts.palette import DEEP_FROM, EMPTY, HEAT, STATUS
from reports.charts.tile_map import Tile, tile_map
from reports.overview import Reporting
from targets.explanation.addresses import explanation_address
from targets.figures.queries import TargetFigure
from targets.wording import amount
from tasks.models import Filing
from texts.punctuation import in_brackets


@dataclass(frozen=True, slots=True)
class Legend:
    """One colour of the map, and what it means; ``href`` lists what the label counts."""

    css: str
    fill: str
    label: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class MapRow:
    """The same as a tile, for the table beside the drawing; ``explained`` is where a figure explains
    itself."""

    organization: Organization
    words: str
    href: str | None
    explained: str | None = None


@dataclass(frozen=True, slots=True)
class Map:
    drawing: SafeString
    legend: list[Legend]
    rows: list[MapRow]
    title: str


def outside_names() -> dict[str, str]:
    """Regions that are drawn but do not report."""
    return {"71": _("Taiwan"), "81": _("Hong Kong"), "82": _("Macao")}


def dashboard_address(organization: Organization, user: User) -> str | None:
    """Where a tile leads: the dashboard of an organization in the person's scope."""
    if not user.scope.covers(organization):
        return None
    return reverse("reports:dashboard-of", args=[organization.code])


def draw(tiles: dict[str, Tile], title: str) -> SafeString:
    return tile_map(
        tiles,
        outside_names(),
        title=title,
        description=gettext("A drawing, not a map. The table below says the same in words."),
    )


def status_map(reporting: Reporting, user: User) -> Map:
    """Every bureau's status for the chosen period."""
    filings = reporting.local_filings
    tiles = {filing.organization.code: status_tile(filing, user) for filing in filings}
    title = _("Status of the filings by province")
    return Map(
        drawing=draw(tiles, title),
        legend=[
            Legend(f"mark--{count.key}", STATUS[count.key], f"{count.label} {count.count}", count.href)
            for count in reporting.local_statuses
        ],
        rows=[
            MapRow(
                filing.organization, filing.get_status_display(), dashboard_address(filing.organization, user)
            )
            for filing in filings
        ],
        title=title,
    )


def status_tile(filing: Filing, user: User) -> Tile:
    return Tile(
        name=filing.organization.display_name,
        words=filing.get_status_display(),
        css=f"mark--{filing.status}",
        fill=STATUS[filing.status],
        is_dark=True,
        href=dashboard_address(filing.organization, user),
    )


def value_map(shown: TargetFigure, organizations: Iterable[Organization], user: User) -> Map:
    """Every bureau's official figure on one target; deeper is more, dashed is no figure."""
    indicator = shown.target.indicator
    values = {contributor.organization: contributor.value for contributor in shown.figure.contributors}
    largest = max((value for value in values.values() if value is not None), default=Decimal(0))
    tiles, rows = {}, []
    for organization in organizations:
        value = values.get(organization.pk)
        words = _("no data") if value is None else amount(value, indicator)
        href = dashboard_address(organization, user)
        tiles[organization.code] = heat_tile(organization.display_name, words, value, largest, href)
        explained = explanation_address(shown.target, organization, shown.period, shown.as_of)
        rows.append(MapRow(organization, words, href, None if value is None else explained))
    title = in_brackets(indicator.display_name, indicator.display_unit)
    return Map(draw(tiles, title), heat_legend(shown, largest), rows, title)


def heat_tile(name: str, words: str, value: Decimal | None, largest: Decimal, href: str | None) -> Tile:
    if value is None:
        return Tile(name, words, "mark--no_data", EMPTY, is_empty=True, href=href)
    step = heat_step(value, largest)
    return Tile(name, words, f"heat--{step}", HEAT[step], is_dark=step >= DEEP_FROM, href=href)


def heat_step(value: Decimal, largest: Decimal) -> int:
    """0 for nothing, else 1 to 5 in equal steps up to the largest value."""
    if value <= 0 or largest <= 0:
        return 0
    steps = len(HEAT) - 1
    return min(int(value * steps / largest) + 1, steps)


def heat_legend(shown: TargetFigure, largest: Decimal) -> list[Legend]:
    steps = len(HEAT) - 1
    return [
        *[
            Legend(
                f"heat--{step}",
                HEAT[step],
                _("from %(value)s") % {"value": amount(largest * (step - 1) / steps, shown.target.indicator)},
            )
            for step in range(1, steps + 1)
        ],
        Legend("mark--no_data", EMPTY, _("no data")),
    ]
