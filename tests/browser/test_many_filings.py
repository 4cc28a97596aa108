"""Many filings at once in the browser: taken away, filled in, brought back, taken over, undone."""

from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Page, expect

from targets.models import Measurement
from tasks.models import FilingBundle
from tests.tasks.bundles.files import packed, with_pledge, workbook_of
from tests.world import PASSWORD, World


def looked_at(page: Page, screenshots: Path, name: str) -> None:
    """Nothing that axe finds, in a wide window and in a narrow one that is not to be moved sideways."""
    for width in (1366, 390):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.screenshot(path=screenshots / f"many_filings_{name}_{width}.png", full_page=True)
    page.set_viewport_size({"width": 1366, "height": 900})
    found = Axe().run(page).response["violations"]
    assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []


def package_of(world: World, folder: Path) -> Path:
    """The workbooks of the province and its city, filled in, with something foreign among them."""
    city = workbook_of(world.filing(world.city), is_blank=True)
    file = folder / "各市.zip"
    file.write_bytes(
        packed(
            {
                "广东/44 广东.xlsx": with_pledge(workbook_of(world.filing()), world, "约七亿"),
                "广东/440100 广州.xlsx": with_pledge(city, world, 3),
                "广东/扫描.pdf": b"%PDF-1.7",
            }
        )
    )
    return file


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_workbooks_go_away_and_come_back(
    scheme: str,
    live_world: World,
    sign_in: Callable[..., Page],
    screenshots: Path,
    tmp_path: Path,
) -> None:
    page = sign_in("filer", password=PASSWORD, color_scheme=scheme)
    page.goto(reverse("tasks:filing-list"))
    page.get_by_role("link", name="用 Excel 批量填报").click()
    looked_at(page, screenshots, f"list_{scheme}")
    page.get_by_role("button", name="生成文件").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="下载").click()
    assert download.value.suggested_filename.endswith(".zip")
    looked_at(page, screenshots, f"packed_{scheme}")

    page.goto(reverse("tasks:bundle-list"))
    page.get_by_label("工作簿或压缩包").set_input_files(package_of(live_world, tmp_path))
    page.get_by_role("button", name="预览").click()
    expect(page.get_by_text("1 份填报可以导入")).to_be_visible()
    looked_at(page, screenshots, f"read_{scheme}")
    assert not Measurement.objects.exists()
    page.get_by_role("button", name="导入 1 份填报").click()
    expect(page.get_by_text("已导入 1 份填报")).to_be_visible()
    assert Measurement.objects.get().filing == live_world.filing(live_world.city)
    looked_at(page, screenshots, f"done_{scheme}")

    page.get_by_role("button", name="撤销").click()
    page.get_by_role("dialog").get_by_role("button", name="撤销").click()
    expect(page.get_by_text("已撤销").first).to_be_visible()
    assert Measurement.objects.get().value is None


def test_the_bar_moves_by_itself(live_world: World, sign_in: Callable[..., Page], screenshots: Path) -> None:
    """What the worker notes is shown without a click; nothing is said to be done that is not."""
    bundle = FilingBundle.objects.create(
        purpose="take",
        form="zip",
        name="2021 年第三季度.zip",
        language="zh-hans",
        requested_by=live_world.filer,
        requested_at=live_world.guidance.published_at,
    )
    for number, organization in enumerate((live_world.province, live_world.city)):
        bundle.parts.create(number=number, filing=live_world.filing(organization))
    page = sign_in("filer", password=PASSWORD)
    page.goto(reverse("tasks:bundle-detail", args=[bundle.pk]))
    expect(page.locator("#bundle-state progress")).to_have_attribute("value", "0")
    expect(page.get_by_text("处理中断了")).to_be_visible()
    looked_at(page, screenshots, "lost")
    page.get_by_role("button", name="让它继续").click()
    expect(page.get_by_role("link", name="下载")).to_be_visible()
