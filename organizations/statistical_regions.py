"""东部, 中部, 西部, 东北: the regions of the national statistics, by the codes of provinces (GB/T 2260)."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as _p

PROVINCE_DIGITS = 2


class Region(StrEnum):
    EAST = "east"
    CENTRE = "centre"
    WEST = "west"
    NORTHEAST = "northeast"


REGION_LABELS = {
    Region.EAST: _p("region", "East"),
    Region.CENTRE: _p("region", "Center"),
    Region.WEST: _p("region", "West"),
    Region.NORTHEAST: _("Northeast"),
}
PROVINCES = {
    Region.EAST: "11 12 13 31 32 33 35 37 44 46",
    Region.CENTRE: "14 34 36 41 42 43",
    Region.WEST: "15 45 50 51 52 53 54 61 62 63 64 65 66",
    Region.NORTHEAST: "21 22 23",
}
REGION_OF = {province: region for region, provinces in PROVINCES.items() for province in provinces.split()}

# 新疆生产建设兵团: it reports like a province and is none.
CORPS = "66"


def is_province(code: str) -> bool:
    """Whether a code is that of one of the 31 provinces, autonomous regions and municipalities."""
    return code in REGION_OF and code != CORPS


def region_of(code: str) -> Region | None:
    """The region of a bureau or center by its code: "44-1" lies in 广东; None outside the provinces."""
    return REGION_OF.get(code[:PROVINCE_DIGITS])
