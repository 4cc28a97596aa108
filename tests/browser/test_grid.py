"""The table of a filing's targets in the browser: keys, blocks from a spreadsheet, what becomes of rows."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from targets.models import Target
from tests.browser.conftest import without_scripts_yet
from tests.browser.grid_page import (
    COPY,
    COUNT_AT_ONCE,
    cell,
    grid_address,
    line,
    opened,
    paste,
    settled,
    state,
    values,
)
from tests.factories import TargetFactory
from tests.world import PASSWORD, World

# Behind those of the world, however many worlds were made before.
ORDERS = (9_001, 9_002, 9_003)


@pytest.fixture
def targets(live_world: World) -> list[Target]:
    """The province's targets: one of two numbers between those of one."""
    section, department = live_world.pledge.section, live_world.department
    more = [TargetFactory(section=section, responsible=department, order=order) for order in ORDERS]
    return [live_world.pledge, live_world.growth, *more]


def test_keys_go_from_cell_to_cell_and_nobody_is_held(
    live_world: World, targets: list[Target], sign_in: Callable[..., Page]
) -> None:
    page = opened(live_world, sign_in)
    first, second, *others = targets
    cell(page, first, "value").focus()
    page.keyboard.type("12")
    page.keyboard.press("Enter")
    expect(cell(page, second, "numerator")).to_be_focused()
    page.keyboard.press("Enter")
    expect(cell(page, others[0], "value")).to_be_focused()
    page.keyboard.press("Shift+Enter")
    page.keyboard.press("ArrowRight")
    expect(cell(page, second, "denominator")).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(cell(page, second, "denominator")).to_be_focused()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowUp")
    expect(cell(page, first, "value")).to_be_focused()
    for name in ("nil_return", "nil_reason", "note"):
        page.keyboard.press("Tab")
        expect(cell(page, first, name)).to_be_focused()
    page.keyboard.press("Tab")
    expect(cell(page, second, "numerator")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(cell(page, first, "note")).to_be_focused()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("document.activeElement.closest('th') !== null"), (
        "A row's link is reached by arrows."
    )
    cell(page, others[-1], "note").focus()
    page.keyboard.press("Tab")
    assert not page.evaluate("document.activeElement.closest('[data-column]')"), "Tab leaves the table."
    cell(page, first, "value").focus()
    page.keyboard.press("Shift+Tab")
    assert not page.evaluate("document.activeElement.closest('[data-column]')")
    expect(state(page, first)).to_have_attribute("data-state", "saved")
    assert values(live_world, targets)[0] == "12"


def test_escape_takes_back_what_was_typed_and_f2_stays_in_the_cell(
    live_world: World, targets: list[Target], sign_in: Callable[..., Page]
) -> None:
    page = opened(live_world, sign_in)
    field = cell(page, targets[0], "value")
    field.focus()
    page.keyboard.type("77")
    page.keyboard.press("Escape")
    expect(field).to_have_value("")
    page.keyboard.type("345")
    page.keyboard.press("F2")
    page.keyboard.press("ArrowLeft")
    page.keyboard.type(".")
    page.keyboard.press("Enter")
    expect(state(page, targets[0])).to_have_attribute("data-state", "saved")
    assert values(live_world, targets)[0] == "34.5"


def test_a_block_from_a_spreadsheet_is_saved_row_by_row_with_its_errors_at_their_cells(
    live_world: World, targets: list[Target], sign_in: Callable[..., Page]
) -> None:
    page = opened(live_world, sign_in)
    first, ratio, third, fourth, _fifth = targets
    pressed: list[str] = []
    page.on("request", lambda request: pressed.append(request.url) if request.method == "POST" else None)
    page.evaluate(COUNT_AT_ONCE)
    block = (
        '1,234.5亿元\t\t\t\t"两行\n""说明"""\r\n142\t100\t否\r\n-3\t9\r\n３１０\t\t看\t\t好\t多\r\n\r\n满\r\n'
    )
    paste(page, cell(page, first, "value"), block)
    expect(state(page, fourth)).to_have_attribute("data-state", "saved")
    expect(state(page, ratio)).to_have_attribute("data-state", "saved")
    expect(cell(page, first, "value")).to_have_value("1,234.5亿元")
    cell(page, third, "value").focus()
    expect(cell(page, third, "value")).to_have_attribute("aria-invalid", "true")
    expect(page.locator(f"#measurement-{third.pk} td.grid__cell--number .error-text")).to_contain_text(
        "negative"
    )
    assert values(live_world, targets) == ["1234.5", "", "", "310", ""]
    assert line(live_world, first).note == '两行\n"说明"'
    assert line(live_world, ratio).numerator == 142
    note = page.locator("[data-grid-note]")
    expect(note).to_contain_text("rows 1, columns 1")
    expect(note).to_contain_text("no field: cells 1")
    expect(note).to_contain_text("yes or no can stand there: cells 1")
    assert page.evaluate("window.mostAtOnce") == 2
    rows = [url for url in pressed if "/grid/" in url]
    assert len(rows) == len(set(rows)) == 4, "Each row that was touched is sent once."
    expect(page.locator("[data-grid-status]")).to_contain_text("Rows saved: 3. Not saved: 1")


def test_a_whole_column_is_pasted_as_far_as_the_table_goes(
    live_world: World, targets: list[Target], sign_in: Callable[..., Page]
) -> None:
    page = opened(live_world, sign_in)
    paste(page, cell(page, targets[-1], "value"), "5\n" * 200_000)
    expect(state(page, targets[-1])).to_have_attribute("data-state", "saved")
    expect(page.locator("[data-grid-note]")).to_contain_text("rows 199999, columns 0")
    assert values(live_world, targets[-1:]) == ["5"]


def test_one_step_takes_a_whole_paste_back_and_puts_it_in_again(
    live_world: World, targets: list[Target], sign_in: Callable[..., Page]
) -> None:
    page = opened(live_world, sign_in)
    plain = [target for target in targets if target != live_world.growth]
    paste(page, cell(page, targets[2], "value"), "1\n2\n3")
    for target in targets[2:]:
        expect(state(page, target)).to_have_attribute("data-state", "saved")
    assert values(live_world, plain) == ["", "1", "2", "3"]
    page.keyboard.press("Control+z")
    expect(cell(page, targets[4], "value")).to_have_value("")
    expect(page.locator("[data-grid-note]")).to_contain_text("Taken back: cells 3")
    expect(page.locator("[data-grid-status]")).to_contain_text("Rows saved: 3")
    settled(page)
    assert values(live_world, plain) == ["", "", "", ""]
    assert line(live_world, targets[4]).version == 2
    page.keyboard.press("Control+y")
    expect(cell(page, targets[3], "value")).to_have_value("2")
    settled(page)
    assert values(live_world, plain) == ["", "1", "2", "3"]


def test_a_block_is_chosen_copied_and_emptied(
    live_world: World, targets: list[Target], sign_in: Callable[..., Page]
) -> None:
    page = opened(live_world, sign_in)
    paste(page, cell(page, targets[2], "value"), "1\t\n2\t\n3")
    cell(page, targets[2], "value").focus()
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Shift+ArrowDown")
    assert page.evaluate(COPY) == "1\n2\n3"
    page.keyboard.press("Delete")
    expect(cell(page, targets[4], "value")).to_have_value("")
    page.keyboard.press("Control+z")
    expect(cell(page, targets[4], "value")).to_have_value("3")
    cell(page, targets[2], "note").fill("＝1+1")
    cell(page, targets[3], "note").fill(" @a")
    copied = page.evaluate(
        """() => {
          let text = "";
          document.addEventListener("copy", (event) => { text = event.clipboardData.getData("text/plain"); });
          document.querySelector("[data-grid-copy=table]").click();
          return text;
        }"""
    )
    rows = [row.split("\t") for row in copied.split("\n") if row.count("\t") > 3]
    assert rows[0][0] == "Targets"
    assert copied.count("Growth of beneficiary enterprises") == 1
    assert {row[-1] for row in rows} >= {"'＝1+1", "' @a"}, "No spreadsheet runs what was copied."
    paste(page, cell(page, targets[4], "nil_reason"), "无\t'＝1+1")
    expect(cell(page, targets[4], "note")).to_have_value("＝1+1")


def test_two_colleagues_in_one_row_choose_and_in_two_rows_never_meet(
    live_world: World, targets: list[Target], sign_in: Callable[..., Page]
) -> None:
    mine, theirs = opened(live_world, sign_in), opened(live_world, sign_in, "colleague")
    first, _ratio, third, *_others = targets
    cell(theirs, first, "value").fill("7")
    theirs.keyboard.press("Enter")
    expect(state(theirs, first)).to_have_attribute("data-state", "saved")
    cell(mine, third, "value").fill("3")
    mine.keyboard.press("Enter")
    expect(state(mine, third)).to_have_attribute("data-state", "saved")
    cell(mine, first, "value").fill("8")
    mine.keyboard.press("Enter")
    panel = mine.locator(f"#measurement-{first.pk} .conflict")
    expect(panel).to_contain_text("7")
    expect(state(mine, first)).to_contain_text("someone else")
    assert values(live_world, [first]) == ["7"]
    panel.locator("button[name=replaces]").click()
    expect(state(mine, first)).to_have_attribute("data-state", "saved")
    expect(panel).to_have_count(0)
    assert values(live_world, [first, third]) == ["8", "3"]
    cell(theirs, first, "value").fill("9")
    theirs.keyboard.press("Enter")
    theirs.locator(f"#measurement-{first.pk} .conflict a").click()
    expect(cell(theirs, first, "value")).to_have_value("8")
    theirs.keyboard.press("Control+z")
    expect(cell(theirs, first, "value")).to_have_value("8")
    cell(theirs, first, "value").fill("10")
    theirs.keyboard.press("Enter")
    expect(state(theirs, first)).to_have_attribute("data-state", "saved")
    settled(theirs)
    assert values(live_world, [first]) == ["10"]


@pytest.mark.usefixtures("failed_requests_are_expected")
def test_rows_wait_while_the_portal_does_not_answer(
    live_world: World, targets: list[Target], sign_in: Callable[..., Page]
) -> None:
    page = opened(live_world, sign_in)
    page.context.set_offline(True)
    paste(page, cell(page, targets[2], "value"), "1\n2\n3")
    expect(page.locator("[data-grid-status]")).to_contain_text("not saved yet: 3")
    expect(state(page, targets[2])).to_contain_text("offline")
    page.context.set_offline(False)
    page.evaluate("window.dispatchEvent(new Event('online'))")
    for target in targets[2:]:
        expect(state(page, target)).to_have_attribute("data-state", "saved")
    assert values(live_world, targets[2:]) == ["1", "2", "3"]
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('portal-draft'))") == []


@pytest.mark.usefixtures("failed_requests_are_expected")
def test_rows_wait_for_somebody_who_signs_in_again(
    live_world: World, targets: list[Target], sign_in: Callable[..., Page]
) -> None:
    page = opened(live_world, sign_in)
    cookies: Any = page.context.cookies()
    page.context.clear_cookies(name="sessionid")
    paste(page, cell(page, targets[2], "value"), "1\n2\n3")
    expect(state(page, targets[2])).to_contain_text("session has ended")
    expect(state(page, targets[4])).to_contain_text("Waiting")
    assert not live_world.filing().measurements.exists()
    page.context.add_cookies(cookies)
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    for target in targets[2:]:
        expect(state(page, target)).to_have_attribute("data-state", "saved")
    assert values(live_world, targets[2:]) == ["1", "2", "3"]


@pytest.mark.usefixtures("failed_requests_are_expected")
def test_what_could_not_be_saved_is_offered_when_the_table_is_opened_again(
    live_world: World, targets: list[Target], sign_in: Callable[..., Page]
) -> None:
    page = opened(live_world, sign_in)
    page.route("**/grid/measurement/**", lambda route: route.abort())
    paste(page, cell(page, targets[2], "value"), "1\n2")
    expect(state(page, targets[2])).to_contain_text("offline")
    page.unroute("**/grid/measurement/**")
    page.goto(grid_address(live_world))
    offer = page.locator("[data-draft-offer]")
    expect(offer).to_contain_text("Value or numerator")
    offer.locator("[data-draft-restore]").click()
    for target in targets[2:4]:
        expect(state(page, target)).to_have_attribute("data-state", "saved")
    assert values(live_world, targets[2:]) == ["1", "2", ""]


def test_what_was_typed_before_the_scripts_were_there_is_saved_in_its_row(
    live_world: World, targets: list[Target], sign_in: Callable[..., Page]
) -> None:
    page = sign_in("filer", password=PASSWORD, language="en")
    with without_scripts_yet(page, grid_address(live_world)):
        cell(page, targets[0], "value").fill("5")
    expect(state(page, targets[0])).to_have_attribute("data-state", "saved")
    assert values(live_world, targets)[0] == "5"


def test_without_javascript_a_button_saves_each_row(
    live_world: World, targets: list[Target], sign_in: Callable[..., Page]
) -> None:
    page = opened(live_world, sign_in, java_script_enabled=False)
    cell(page, targets[0], "value").fill("6")
    page.locator(f"button[form=measurement-{targets[0].pk}-form]").click()
    expect(page.locator(".notice--success")).to_be_visible()
    expect(cell(page, targets[0], "value")).to_have_value("6")
    cell(page, targets[1], "denominator").fill("0")
    page.locator(f"button[form=measurement-{targets[1].pk}-form]").click()
    expect(page.locator(".error-summary")).to_contain_text("The denominator must be above 0.")
    expect(cell(page, targets[1], "denominator")).to_have_value("0")
    assert values(live_world, targets)[0] == "6"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_table_with_errors_and_a_conflict_is_accessible_and_never_wider_than_a_phone(
    live_world: World, targets: list[Target], sign_in: Callable[..., Page], language: str, scheme: str
) -> None:
    page = opened(live_world, sign_in, language=language, color_scheme=scheme)
    theirs = opened(live_world, sign_in, "colleague")
    paste(theirs, cell(theirs, targets[0], "value"), "7")
    cell(theirs, targets[0], "value").fill("7")
    theirs.keyboard.press("Enter")
    expect(state(theirs, targets[0])).to_have_attribute("data-state", "saved")
    paste(page, cell(page, targets[0], "value"), "8\n142\t100\n-3\n4")
    expect(page.locator(".conflict")).to_be_visible()
    expect(page.locator("[aria-invalid]")).to_have_count(1)
    page.mouse.move(0, 0)
    found = Axe().run(page).response["violations"]
    assert [(fault["id"], [node["html"][:200] for node in fault["nodes"]]) for fault in found] == []
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
