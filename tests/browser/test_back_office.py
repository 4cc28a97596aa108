"""The back office can be read in both themes."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Page

from tests.world import PASSWORD, World

CONTRAST = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}


def addresses(world: World) -> list[str]:
    """A page of each kind: the start, a list, a form, what is on record of a row, and what is read only."""
    guidance = world.guidance.pk
    return [
        reverse("admin:index"),
        reverse("admin:organizations_organization_changelist"),
        reverse("admin:tasks_guidance_change", args=[guidance]),
        reverse("admin:tasks_guidance_history", args=[guidance]),
        reverse("admin:organizations_user_add"),
        reverse("admin:tasks_filingevent_changelist"),
    ]


@pytest.mark.any_database
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_word_stands_out_from_its_ground(
    live_world: World, sign_in: Callable[..., Page], theme: str
) -> None:
    page = sign_in("administrator", password=PASSWORD, color_scheme=theme)
    faults = []
    for address in addresses(live_world):
        page.goto(address)
        found = Axe().run(page, options=CONTRAST).response["violations"]
        faults += [f"{address} {node['target']}" for rule in found for node in rule["nodes"]]
    assert faults == []
