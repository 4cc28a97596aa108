"""One line in the browser: it saves itself, notices the other's edit, and works without JavaScript."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import without_scripts_yet
from tests.world import PASSWORD, World


def line_address(world: World) -> str:
    return f"/filings/{world.filing().pk}/lines/progress/{world.local_task.pk}/"


def text_of(world: World) -> str:
    return world.filing().progress_entries.get().achievements


def test_a_line_saves_itself_while_one_types(live_world: World, sign_in: Callable[..., Page]) -> None:
    page = sign_in("filer", password=PASSWORD, language="en")
    page.goto(line_address(live_world))
    page.locator("#id_achievements").press_sequentially("已完成评估指引", delay=20)
    expect(page.locator("#line-save-state")).to_have_attribute("data-state", "saved")
    page.locator("#id_achievements").press_sequentially("，并已印发。", delay=20)
    page.wait_for_timeout(1_500)
    expect(page.locator("#line-save-state")).to_have_attribute("data-state", "saved")
    assert text_of(live_world) == "已完成评估指引，并已印发。"


def test_what_was_typed_before_the_scripts_were_there_is_saved(
    live_world: World, sign_in: Callable[..., Page]
) -> None:
    page = sign_in("filer", password=PASSWORD, language="en")
    with without_scripts_yet(page, line_address(live_world)):
        page.locator("#id_achievements").fill("脚本还没到就写下的文字")
    expect(page.locator("#line-save-state")).to_have_attribute("data-state", "saved")
    assert text_of(live_world) == "脚本还没到就写下的文字"


def test_the_second_of_two_people_sees_both_texts_and_chooses(
    live_world: World, sign_in: Callable[..., Page]
) -> None:
    mine = sign_in("filer", password=PASSWORD, language="en")
    theirs = sign_in("colleague", password=PASSWORD, language="en")
    for page in (mine, theirs):
        page.goto(line_address(live_world))
    theirs.locator("#id_achievements").fill("同事的文字")
    expect(theirs.locator("#line-save-state")).to_have_attribute("data-state", "saved")
    mine.locator("#id_achievements").fill("我的文字")
    panel = mine.locator(".conflict")
    expect(panel).to_contain_text("同事的文字")
    expect(panel).to_contain_text("我的文字")
    assert text_of(live_world) == "同事的文字"
    panel.locator("button[name=replaces]").click()
    expect(mine.locator(".notice--success")).to_be_visible()
    assert text_of(live_world) == "我的文字"


def test_an_impossible_number_is_told_at_once_and_stays_in_the_field(
    live_world: World, sign_in: Callable[..., Page]
) -> None:
    filing = live_world.filing()
    page = sign_in("filer", password=PASSWORD, language="en")
    page.goto(f"/filings/{filing.pk}/lines/measurement/{live_world.pledge.pk}/")
    page.locator("#id_value").fill("-5")
    page.locator("#id_note").fill("说明")
    expect(page.locator("#line-result")).to_contain_text("A negative number is not possible here.")
    expect(page.locator("#id_value")).to_have_value("-5")
    page.locator("#id_value").fill("12,000.5")
    expect(page.locator("#line-save-state")).to_have_attribute("data-state", "saved")
    line = live_world.filing().measurements.get(target=live_world.pledge)
    assert str(line.value) == "12000.500000"


def test_a_doubt_comes_with_its_field_and_is_explained_without_leaving_the_page(
    live_world: World, sign_in: Callable[..., Page]
) -> None:
    page = sign_in("filer", password=PASSWORD, language="en")
    page.goto(line_address(live_world))
    page.locator("#id_achievements").fill("已印发方案")
    page.locator("input[type=radio][value=delayed]").first.check()
    explanation = page.locator("#id_explanation_delayed")
    explanation.fill("资金晚到")
    expect(page.locator("#doubt-state-delayed")).to_contain_text("Explained")
    page.locator("input[type=radio][value=delayed]").nth(1).check()
    expect(page.locator("#doubt-outdated-delayed")).to_contain_text("written on other numbers")
    expect(explanation).to_have_value("资金晚到")
    page.locator("#id_still_holds_delayed").check()
    expect(page.locator("#doubt-state-delayed")).to_contain_text("Explained")
    line = live_world.filing().progress_entries.get()
    assert line.explanations["delayed"]["text"] == "资金晚到"


def test_without_javascript_a_button_saves(live_world: World, sign_in: Callable[..., Page]) -> None:
    page = sign_in("filer", password=PASSWORD, language="en", java_script_enabled=False)
    page.goto(line_address(live_world))
    page.locator("#id_achievements").fill("没有脚本也能保存")
    page.locator("button[name=and_next]").click()
    expect(page.locator("h1")).to_contain_text("Pledge financing")
    assert text_of(live_world) == "没有脚本也能保存"


def test_a_double_click_on_submit_sends_one_submission(
    live_world: World, sign_in: Callable[..., Page]
) -> None:
    live_world.fill(live_world.filing(), by=live_world.filer)
    page = sign_in("lead", password=PASSWORD, language="en")
    page.goto(f"/filings/{live_world.filing().pk}/check/")
    page.get_by_role("button", name="Sign off and submit").dblclick()
    expect(page.locator(".notice--success")).to_be_visible()
    assert live_world.filing().version == 1


def test_pinyin_that_is_being_composed_is_neither_saved_nor_kept(
    live_world: World, sign_in: Callable[..., Page]
) -> None:
    page = sign_in("filer", password=PASSWORD, language="en")
    page.goto(line_address(live_world))
    state, field = page.locator("#line-save-state"), page.locator("#id_achievements")
    field.press_sequentially("我局")  # its save is still due when the composition begins
    keyboard = page.context.new_cdp_session(page)
    for typed in ("zhi", "zhi'shi", "zhi'shi'chan'quan"):
        keyboard.send("Input.imeSetComposition", {"text": typed, "selectionStart": 1, "selectionEnd": 1})
    expect(field).to_have_value("我局zhi'shi'chan'quan")
    page.keyboard.press("Control+s")
    page.evaluate("document.getElementById('line-form').dispatchEvent(new Event('retry'))")
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    page.wait_for_timeout(1_500)
    kept = page.evaluate("JSON.stringify(localStorage)")
    assert ("我局" in kept, "zhi" in kept) == (True, False)
    assert not live_world.filing().progress_entries.filter(version__gt=0).exists()
    keyboard.send("Input.insertText", {"text": "知识产权"})
    expect(state).to_have_attribute("data-state", "saved")
    expect(field).to_have_value("我局知识产权")
    assert text_of(live_world) == "我局知识产权"


def test_a_composition_that_is_given_up_holds_up_nothing(
    live_world: World, sign_in: Callable[..., Page]
) -> None:
    page = sign_in("filer", password=PASSWORD, language="en")
    page.goto(line_address(live_world))
    page.locator("#id_achievements").press_sequentially("我局")
    keyboard = page.context.new_cdp_session(page)
    keyboard.send("Input.imeSetComposition", {"text": "zhi", "selectionStart": 3, "selectionEnd": 3})
    keyboard.send("Input.imeSetComposition", {"text": "", "selectionStart": 0, "selectionEnd": 0})
    expect(page.locator("#line-save-state")).to_have_attribute("data-state", "saved")
    assert text_of(live_world) == "我局"


def test_a_draft_that_differs_by_what_nobody_sees_is_not_offered(
    live_world: World, sign_in: Callable[..., Page]
) -> None:
    page = sign_in("filer", password=PASSWORD, language="en")
    page.goto(line_address(live_world))
    page.locator("#id_achievements").fill("已完成\u200b评估\ufeff\n指引")
    page.locator("#line-form button.button--primary").click()
    page.goto(line_address(live_world))
    expect(page.locator("#id_achievements")).to_have_value("已完成评估\n指引")
    expect(page.locator("[data-draft-offer]")).to_be_hidden()
