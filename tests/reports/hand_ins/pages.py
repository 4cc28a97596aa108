"""Where the pages of hand-ins are."""

from typing import TYPE_CHECKING

from django.urls import reverse

from reports.models import HandIn
from tests.reports.hand_ins.handed import frozen_and_handed_in

if TYPE_CHECKING:
    from tests.world import World


def hand_in_url(world: "World", name: str = "hand-in") -> str:
    """A page of the small world's hand-ins, in which the province has handed in."""
    if not HandIn.objects.exists():
        frozen_and_handed_in(world)
    of_year: dict[str, list[object]] = {
        "hand-in": [2021, world.province.code],
        "hand-in-receipt": [2021, HandIn.objects.get().number],
    }
    return reverse(f"reports:{name}", args=of_year.get(name, []))
