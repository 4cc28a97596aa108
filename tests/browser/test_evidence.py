"""Evidence in the browser: several files at once, one of them disguised, with and without a script."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings

from tasks.models import Evidence
from tests.browser.conftest import without_scripts_yet
from tests.browser.held_requests import HeldRequests
from tests.tasks.evidence import files
from tests.world import PASSWORD, World

ATTACHED = ["印发文件.docx", "现场照片.png"]


@pytest.fixture
def three(tmp_path: Path) -> list[Path]:
    """A document, a picture, and a program that calls itself a PDF."""
    contents = {ATTACHED[0]: files.word(), "总结.pdf": files.WINDOWS_PROGRAM, ATTACHED[1]: files.PNG}
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
    return [tmp_path / name for name in contents]


def line_address(world: World) -> str:
    return f"/filings/{world.filing().pk}/lines/progress/{world.local_task.pk}/"


def names_attached() -> list[str]:
    return [evidence.name for evidence in Evidence.objects.standing()]


def test_three_files_go_up_at_once_and_the_disguised_one_is_refused(
    live_world: World, sign_in: Callable[..., Page], three: list[Path]
) -> None:
    page = sign_in("filer", password=PASSWORD, language="en")
    page.goto(line_address(live_world))
    expect(page.locator("#evidence button")).to_be_hidden()
    page.locator("#id_evidence").set_input_files(three)
    rows = page.locator("[data-upload-list] > li")
    expect(rows).to_have_count(3)
    expect(rows.nth(0)).to_contain_text("Attached.")
    expect(rows.nth(1)).to_contain_text("ends in .pdf, but the content is: program")
    expect(rows.nth(2)).to_contain_text("Attached.")
    expect(page.locator(".evidence-list__item")).to_have_count(2)
    assert names_attached() == ATTACHED


def test_files_chosen_before_the_script_was_there_go_up(
    live_world: World, sign_in: Callable[..., Page], three: list[Path]
) -> None:
    page = sign_in("filer", password=PASSWORD, language="en")
    with without_scripts_yet(page, line_address(live_world)):
        page.locator("#id_evidence").set_input_files(three)
    expect(page.locator("#evidence-files")).to_contain_text(ATTACHED[1])
    assert names_attached() == ATTACHED


def test_files_are_dropped_viewed_removed_and_put_back(
    live_world: World, sign_in: Callable[..., Page]
) -> None:
    page = sign_in("filer", password=PASSWORD, language="en")
    page.goto(line_address(live_world))
    dropped = page.evaluate_handle(
        """(bytes) => {
             const data = new DataTransfer();
             data.items.add(new File([new Uint8Array(bytes)], "现场照片.png"));
             return data;
           }""",
        list(files.PNG),
    )
    page.dispatch_event("[data-drop]", "drop", {"dataTransfer": dropped})
    item = page.locator(".evidence-list__item")
    expect(item).to_contain_text("现场照片.png")
    item.locator("summary").click()
    picture = item.locator("img")
    expect(picture).to_be_visible()
    expect(picture).to_have_js_property("naturalWidth", 1)
    with page.expect_download() as download:
        item.locator("a[download]").click()
    assert download.value.suggested_filename == "现场照片.png"
    assert Path(download.value.path()).read_bytes() == files.PNG
    item.get_by_role("button", name="Remove").click()
    expect(item).to_have_count(0)
    assert names_attached() == []
    page.get_by_role("button", name="Put it back").click()
    expect(item).to_have_count(1)
    assert names_attached() == ["现场照片.png"]


def test_files_removed_at_once_are_all_gone_whichever_answer_comes_last(
    live_world: World, sign_in: Callable[..., Page], three: list[Path]
) -> None:
    page = sign_in("filer", password=PASSWORD, language="en")
    page.goto(line_address(live_world))
    page.locator("#id_evidence").set_input_files([three[0], three[2]])
    items = page.locator(".evidence-list__item")
    expect(items).to_have_count(2)
    first = Evidence.objects.standing().get(name=ATTACHED[0])
    slow = HeldRequests(page, f"**/evidence/{first.pk}/remove/")
    items.filter(has_text=ATTACHED[0]).get_by_role("button", name="Remove").click()
    items.filter(has_text=ATTACHED[1]).get_by_role("button", name="Remove").click()
    expect(items).to_have_count(1)
    slow.let_go()
    expect(items).to_have_count(0)
    expect(page.locator("#evidence-files")).to_have_count(1)
    assert names_attached() == []


def test_evidence_answers_the_hint_that_asks_for_it(live_world: World, sign_in: Callable[..., Page]) -> None:
    page = sign_in("filer", password=PASSWORD, language="en")
    page.goto(line_address(live_world))
    page.locator("select[name^=measure_], input[name^=measure_][value=completed]").first.evaluate(
        "(field) => field.type === 'radio' ? field.click() : (field.value = 'completed')"
    )
    page.locator("#id_achievements").fill("评估指引已印发。")
    hint = page.locator("#line-doubts .hint")
    expect(hint).to_contain_text("file")
    page.locator("#id_evidence").set_input_files(
        [{"name": "印发文件.pdf", "mimeType": "application/pdf", "buffer": files.PDF}]
    )
    expect(page.locator(".evidence-list__item")).to_have_count(1)
    expect(hint).to_have_count(0)


def test_a_file_too_large_is_told_before_it_is_sent(
    live_world: World, sign_in: Callable[..., Page], settings: Settings
) -> None:
    settings.EVIDENCE_FILE_MB = 1
    page = sign_in("filer", password=PASSWORD, language="en")
    page.goto(line_address(live_world))
    large = {"name": "大.pdf", "mimeType": "application/pdf", "buffer": files.PDF.ljust(1_100_000)}
    page.locator("#id_evidence").set_input_files([large])
    expect(page.locator("[data-upload-list]")).to_contain_text("a file may have at most 1 MB")
    assert names_attached() == []


def test_without_a_script_three_files_go_up_with_one_button(
    live_world: World, sign_in: Callable[..., Page], three: list[Path]
) -> None:
    page = sign_in("filer", password=PASSWORD, language="en", java_script_enabled=False)
    page.goto(line_address(live_world))
    page.locator("#id_evidence").set_input_files(three)
    page.get_by_role("button", name="Attach", exact=True).click()
    expect(page.locator("#evidence-files")).to_contain_text("ends in .pdf, but the content is: program")
    assert names_attached() == ATTACHED
    page.get_by_role("link", name="Back to the line").click()
    page.locator(".evidence-list__item").first.get_by_role("button", name="Remove").click()
    expect(page.locator(".evidence-list__item")).to_have_count(1)
    page.get_by_role("button", name="Put it back").click()
    expect(page.locator(".evidence-list__item")).to_have_count(2)
    assert names_attached() == ATTACHED
