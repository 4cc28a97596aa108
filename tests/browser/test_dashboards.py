"""The dashboards as people meet them: on phones, desks and walls, by key, on paper, without scripts."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from organizations.models import Organization
from reports.dashboards.tabs import VIEWS
from sample.year.people import PASSWORD
from tasks.models import Responsibility, Task
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


# --- What a figure says of itself -----------------------------------------------------------------------

NOTED = """
<p><span id="first" tabindex="0" data-note="3 + 4">7</span>
<a id="second" data-note="<b>9</b>" href="#x">9</a></p>
"""


def test_a_note_stands_beside_its_figure_until_it_is_put_away(played_sample: None, sign_in: SignIn) -> None:
    page = sign_in("leader", password=PASSWORD)
    page.locator("main").evaluate("(main, markup) => main.insertAdjacentHTML('afterbegin', markup)", NOTED)
    first, second, note = page.locator("#first"), page.locator("#second"), page.get_by_role("tooltip")
    first.focus()
    expect(note).to_have_text("3 + 4")
    expect(first).to_have_attribute("aria-describedby", "note-bubble")
    page.keyboard.press("Escape")
    expect(note).to_be_hidden()
    page.keyboard.press("Tab")
    expect(second).to_be_focused()
    expect(note).to_have_text("<b>9</b>")
    page.keyboard.press("Shift+Tab")
    expect(note).to_have_text("3 + 4")
    page.keyboard.press("Escape")
    second.hover()
    expect(note).to_have_text("<b>9</b>")
    note.hover()
    expect(note).to_be_visible()
    page.locator("h1").hover()
    expect(note).to_be_hidden()
