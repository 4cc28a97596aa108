"""The dashboards as people meet them: on phones, desks and walls, by key, on paper, and before scripts run."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect
from pypdf import PdfReader

from organizations.models import Organization
from reports.dashboards.tabs import VIEWS
from sample.year.people import PASSWORD
from tasks.models import Guidance, Responsibility, Task
from tests.browser.test_pages import CUT_OFF, violations

PHONE, DESK, WALL = (390, 844), (1366, 768), (1920, 1080)
MOST_SHIFT = 0.02
# Adds up how far what people look at jumps without their doing.
SHIFTS = """
window.shifted = [];
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) {
    if (entry.hadRecentInput) continue;
    const nodes = entry.sources.map((source) => source.node && (source.node.id || source.node.className));
    window.shifted.push([entry.value, nodes.join(" ")]);
  }
}).observe({ type: "layout-shift", buffered: true });
"""
type SignIn = Callable[..., Page]


def addresses() -> list[str]:
    """Every view of the office, of a department and of a bureau, and a task's page."""
    everybodys = Responsibility.Collective.LOCAL_BUREAUS
    tasks = Task.objects.filter(guidance__year=2021, responsibilities__collective=everybodys)
    organizations = [Organization.objects.get(code=code) for code in ("CNIPA", "D-YYC", "44")]
    return [
        *(
            reverse(view.url_name, args=[organization.code])
            for organization in organizations
            for view in VIEWS
            if view.is_for(organization)
        ),
        reverse("tasks:task-detail", args=[tasks.earliest("order").pk]),
    ]


def opened(page: Page, address: str) -> None:
    """A page with all that it fetches after it is there."""
    page.goto(address)
    page.wait_for_load_state("networkidle")


def picture_name(address: str, *words: object) -> str:
    return "-".join([address.strip("/").replace("/", "-"), *map(str, words)]) + ".png"


@pytest.mark.any_database
@pytest.mark.parametrize(
    ("language", "theme", "size"),
    [("zh-hans", "light", DESK), ("en", "dark", WALL), ("zh-hans", "dark", PHONE), ("en", "light", PHONE)],
)
def test_views_are_accessible_fit_and_stand_still(
    played_sample: None, sign_in: SignIn, screenshots: Path, language: str, theme: str, size: tuple[int, int]
) -> None:
    width, height = size
    viewport = {"width": width, "height": height}
    page = sign_in("leader", password=PASSWORD, language=language, color_scheme=theme, viewport=viewport)
    page.context.add_init_script(SHIFTS)
    faults = []
    for address in addresses():
        opened(page, address)
        if page.evaluate("document.documentElement.scrollWidth") > width:
            faults.append(f"{address} scrolls sideways")
        if page.evaluate(CUT_OFF):
            faults.append(f"{address} cuts a drawing off")
        shifts = page.evaluate("window.shifted")
        if sum(value for value, _nodes in shifts) > MOST_SHIFT:
            faults.append(f"{address} jumps: {shifts}")
        page.screenshot(path=screenshots / picture_name(address, language, theme, width), full_page=True)
        faults += [f"{address} {violation}" for violation in violations(page)]
    assert faults == []
