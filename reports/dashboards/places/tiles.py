"""The provinces as tiles in the chosen colours, with a legend that leads to the rows of each colour."""

from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from organizations.models import User
from reports.charts.tile_map import Tile, tile_map
from reports.dashboards.places.colouring import Colouring, Look
from reports.dashboards.places.rows import Place, Places
from reports.dashboards.places.table import KEY, place_address, row_key
from reports.dashboards.shown_page import LegendMark, NamedChart
from reports.dashboards.tabs import view_address

URL_NAME = "reports:dashboard-places"


@dataclass(frozen=True, slots=True)
class LegendLine:
    """One colour with how many have it, and where those are listed."""

    look: Look
    count: int
    href: str


@dataclass(frozen=True, slots=True)
class ColouredMap:
    """The drawing, and what its colours mean."""

    title: str
    drawing: SafeString
    legend: tuple[LegendLine, ...]

    @property
    def chart(self) -> NamedChart:
        """The drawing as it is taken away, with its legend."""
        marks = tuple(
            LegendMark(
                f"{line.look.label} · {line.count}",
                line.look.fill,
                line.look.css,
                is_dashed=line.look.is_empty,
            )
            for line in self.legend
        )
        return NamedChart("map", self.title, self.drawing, legend=marks, note=_("A drawing, not a map."))


def coloured_map(places: Places, colouring: Colouring, user: User) -> ColouredMap | None:
    """None for a local organization: its subordinates have no place on the map."""
    if places.question.organization.is_local:
        return None
    tiles = {place.organization.code: tile_of(places, place, colouring, user) for place in places.rows}
    drawing = tile_map(
        tiles,
        {} if places.question.region else outside_names(),
        title=colouring.title,
        description=_("A drawing, not a map. The table below says the same in words."),
    )
    return ColouredMap(colouring.title, drawing, legend_of(places, colouring))


def outside_names() -> dict[str, str]:
    """Regions that are drawn but do not report."""
    return {"71": _("Taiwan"), "81": _("Hong Kong"), "82": _("Macao")}


def tile_of(places: Places, place: Place, colouring: Colouring, user: User) -> Tile:
    """A tile leads to the dashboard of its organization, or else to its row."""
    look = colouring.look(place)
    return Tile(
        name=place.organization.display_name,
        words=colouring.words_of(place),
        css=look.css,
        fill=look.fill,
        is_dark=look.is_dark,
        is_empty=look.is_empty,
        href=place_address(places, place.organization, user) or f"#{row_key(place.organization)}",
        shape=colouring.shape_of(place),
    )


def legend_of(places: Places, colouring: Colouring) -> tuple[LegendLine, ...]:
    return tuple(
        LegendLine(look, count, rows_address(places, colouring, look.key))
        for look, count in colouring.counts(places.rows)
    )


def rows_address(places: Places, colouring: Colouring | None, only: str) -> str:
    """Where just those rows are shown of which a colour, or another mark, is true."""
    further = {"colour": colouring.key} if colouring else {}
    return f"{view_address(URL_NAME, places.question, **further, only=only)}#{KEY}-rows"
