"""The dashboards as people meet them: on phones, desks and walls, by key, on paper, without scripts."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect
from pypdf import PdfReader

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
# What counts open, and views that are asked for something else than they first show.
LISTS = (
    "/dashboard/?on=2021-10-15",
    "/dashboard/CNIPA/work/measures/?state=delayed",
    "/dashboard/CNIPA/work/answers/?show=submitted",
    "/dashboard/CNIPA/places/?colour=outcome&group=region",
    "/dashboard/CNIPA/filings/?due=over",
    "/dashboard/CNIPA/comparison/?by=organization&with=11&with=44&with=32",
    "/dashboard/D-YYC/stream/?part=cases&sort=theme",
    "/dashboard/D-YYC/stream/problems/",
)
type SignIn = Callable[..., Page]


def addresses(size: tuple[int, int], language: str) -> list[str]:
    """Every view of the office; in Chinese, on desks and phones, also those of a department and of a bureau,
    a task's page, and what counts open."""
    everybodys = Responsibility.Collective.LOCAL_BUREAUS
    tasks = Task.objects.filter(guidance__year=2021, responsibilities__collective=everybodys)
    codes = ("CNIPA",) if size == WALL or language == "en" else ("CNIPA", "D-YYC", "44")
    organizations = [Organization.objects.get(code=code) for code in codes]
    views = [
        reverse(view.url_name, args=[organization.code])
        for organization in organizations
        for view in VIEWS
        if view.is_for(organization)
    ]
    if len(codes) == 1:
        return views
    return [
        *views,
        reverse("tasks:task-detail", args=[tasks.earliest("order").pk]),
        *answers_of(tasks.earliest("order")),
        *LISTS,
    ]


def answers_of(task: Task) -> list[str]:
    """A task as the office sees it: unfolded with a whole answer, and in groups."""
    page = reverse("reports:dashboard-task", args=["CNIPA", task.pk])
    return [f"{page}?open=32&answer=11", f"{page}?group=state&state=delayed"]


def opened(page: Page, address: str) -> None:
    """A page with all that it fetches after it is there."""
    page.goto(address)
    if page.locator("[hx-trigger=load]").count():
        page.wait_for_load_state("networkidle")


def picture_name(address: str, *words: object) -> str:
    return "-".join([re.sub(r"\W+", "-", address).strip("-"), *map(str, words)]) + ".png"


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
    for address in addresses(size, language):
        opened(page, address)
        if page.evaluate("document.documentElement.scrollWidth") > width:
            faults.append(f"{address} scrolls sideways")
        if page.evaluate(CUT_OFF):
            faults.append(f"{address} cuts a drawing off")
        shifts = page.evaluate("window.shifted")
        if sum(value for value, _nodes in shifts) > MOST_SHIFT:
            faults.append(f"{address} jumps: {shifts}")
        page.screenshot(path=screenshots / picture_name(address, language, theme, width), full_page=True)
        faults += [f"{address} {violation}" for violation in violations(page, language)]
    assert faults == []


def test_nothing_moves_while_a_page_arrives_slowly(played_sample: None, sign_in: SignIn) -> None:
    page = sign_in("leader", password=PASSWORD, viewport={"width": PHONE[0], "height": PHONE[1]})
    page.context.add_init_script(SHIFTS)
    line = page.context.new_cdp_session(page)
    line.send("Emulation.setCPUThrottlingRate", {"rate": 6})
    speed = {"offline": False, "latency": 20, "downloadThroughput": 60_000, "uploadThroughput": -1}
    line.send("Network.emulateNetworkConditions", speed)
    for address in ("/dashboard/?on=2021-10-15", "/dashboard/CNIPA/stream/"):
        opened(page, address)
        assert page.evaluate("window.shifted") == []


# --- What a figure says of itself -----------------------------------------------------------------------

NOTED = """
<p><span id="first" tabindex="0" data-note="3 + 4">7</span>
<a id="second" data-note="<b>9</b>" href="#x">9</a></p>
"""


def test_a_note_stands_beside_its_figure_until_it_is_put_away(played_sample: None, sign_in: SignIn) -> None:
    page = sign_in("leader", password=PASSWORD, has_touch=True)
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
    # A finger: the first tap tells, one elsewhere puts away, the second on a link follows it.
    second.tap()
    expect(note).to_have_text("<b>9</b>")
    page.locator("h1").tap()
    expect(note).to_be_hidden()
    second.tap()
    expect(note).to_have_text("<b>9</b>")
    assert not page.url.endswith("#x")
    second.tap()
    expect(page).to_have_url(re.compile("#x$"))


# --- The morning ----------------------------------------------------------------------------------------


def test_a_head_sees_the_state_of_the_year_without_scrolling(
    played_sample: None, sign_in: SignIn, screenshots: Path
) -> None:
    """Sentence, numbers, each target and the first of what needs attention, on the commonest screen, in both
    languages, and no column of them beyond the edge."""
    width, height = DESK
    page = sign_in("leader", password=PASSWORD, viewport={"width": width, "height": height})
    for language in ("zh-hans", "en"):
        page.context.add_cookies([{"name": "django_language", "value": language, "url": page.url}])
        opened(page, "/dashboard/")
        page.screenshot(path=screenshots / f"first-screen-{language}.png")
        expect(page.locator("#targets tbody tr")).to_have_count(10)
        for seen in (".headline__sentence", ".headline__numbers", "#targets tbody tr", "#attention li"):
            for place in page.locator(seen).all():
                box = place.bounding_box()
                assert box is not None, seen
                assert box["y"] + box["height"] <= height, (language, seen, place.inner_text())
        assert page.locator("#targets").evaluate("box => box.scrollWidth <= box.clientWidth"), language


# --- Without scripts, and by key ------------------------------------------------------------------------


def names(page: Page, table: str) -> list[str]:
    return page.locator(f"#{table} tbody th").all_inner_texts()


def test_views_answer_before_scripts_run(played_sample: None, sign_in: SignIn) -> None:
    page = sign_in("leader", password=PASSWORD, language="en", java_script_enabled=False)
    page.goto("/dashboard/CNIPA/")
    page.locator(".filters summary").click()
    page.locator("[name=outcome]").select_option("met")
    page.locator(".filters form button").click()
    expect(page).to_have_url(re.compile("outcome=met"))
    expect(page.locator("#targets tbody tr")).to_have_count(3)
    page.locator(".tabs a").nth(1).click()
    expect(page).to_have_url(re.compile(r"/places/\?.*outcome=met"))
    before = names(page, "places")
    page.locator("#places thead .sort-link").first.click()
    expect(page).to_have_url(re.compile("sort_places="))
    assert sorted(names(page, "places")) == sorted(before)
    page.locator("#places tbody td a[data-note]").first.click()
    expect(page).to_have_url(re.compile("/explanation/"))


def test_keys_tell_a_figure_sort_a_table_and_explain(played_sample: None, sign_in: SignIn) -> None:
    page = sign_in("leader", password=PASSWORD, language="en")
    opened(page, "/dashboard/CNIPA/")
    sort = page.locator("#targets thead .sort-link").first
    sort.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#targets thead [aria-sort]")).to_have_count(1)
    page.locator("#targets tbody th a").first.focus()
    page.keyboard.press("Tab")
    figure = page.locator("#targets tbody tr").first.locator("td a[data-note]").first
    note = page.get_by_role("tooltip")
    expect(figure).to_be_focused()
    expect(note).to_have_text(figure.get_attribute("data-note") or "-")
    page.keyboard.press("Escape")
    expect(note).to_be_hidden()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/explanation/"))


def test_the_head_of_a_long_table_stays_in_view(played_sample: None, sign_in: SignIn) -> None:
    page = sign_in("leader", password=PASSWORD)
    opened(page, "/dashboard/CNIPA/places/")
    head, last = page.locator("#places thead th").first, page.locator("#places tbody tr").last
    last.scroll_into_view_if_needed()
    box, height = head.bounding_box(), page.evaluate("window.innerHeight")
    assert box is not None
    assert 0 <= box["y"] < height
    top = page.evaluate(
        "([x, y]) => document.elementFromPoint(x, y).closest('th') !== null",
        [box["x"] + 5, box["y"] + box["height"] / 2],
    )
    assert top, "Something lies over the head."


# --- On paper -------------------------------------------------------------------------------------------


def test_paper_says_what_was_asked_and_when(played_sample: None, sign_in: SignIn, screenshots: Path) -> None:
    page = sign_in("leader", password=PASSWORD, language="en")
    opened(page, "/dashboard/CNIPA/?counting=submitted")
    path = screenshots / "overview-on-paper.pdf"
    page.pdf(path=path, format="A4", print_background=True)
    said = " ".join(sheet.extract_text() for sheet in PdfReader(path).pages)
    for words in ("Period", "provisionally", "As of", "Coverage", "Taken by", "Taken at"):
        assert words in said, words
