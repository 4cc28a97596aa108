"""The table of a filing's targets as browser tests handle it: cells, the states of rows, blocks of text."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Locator, Page

from targets.models import Measurement, Target
from tests.world import PASSWORD, World

PASTE = """([field, text]) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""
COUNT_AT_ONCE = """() => {
  let going = 0;
  window.mostAtOnce = 0;
  document.addEventListener("htmx:beforeRequest", () => {
    going += 1;
    window.mostAtOnce = Math.max(window.mostAtOnce, going);
  });
  document.addEventListener("htmx:afterRequest", () => { going -= 1; }, true);
}"""
COPY = """() => {
  const data = new DataTransfer();
  document.activeElement.dispatchEvent(
    new ClipboardEvent("copy", { clipboardData: data, bubbles: true, cancelable: true }));
  return data.getData("text/plain");
}"""

ON_ITS_WAY = ".htmx-request, [data-state=saving], [data-state=waiting]"


def grid_address(world: World) -> str:
    return f"/filings/{world.filing().pk}/grid/"


def opened(world: World, sign_in: Callable[..., Page], person: str = "filer", **options: Any) -> Page:
    page = sign_in(person, password=PASSWORD, **{"language": "en", **options})
    page.goto(grid_address(world))
    return page


def cell(page: Page, target: Target, name: str) -> Locator:
    return page.locator(f"#measurement-{target.pk}-{name}")


def state(page: Page, target: Target) -> Locator:
    return page.locator(f"#measurement-{target.pk} [data-save-state]")


def line(world: World, target: Target) -> Measurement:
    return world.filing().measurements.get(target=target)


def settled(page: Page) -> None:
    """Wait until nothing is on its way any more."""
    page.wait_for_function(f"() => !document.querySelector('{ON_ITS_WAY}')")


def paste(page: Page, field: Locator, text: str) -> None:
    field.focus()
    page.evaluate(PASTE, [field.element_handle(), text])


def values(world: World, targets: list[Target]) -> list[str]:
    """The values that are saved, "" for none."""
    found = {line.target_id: line.value for line in world.filing().measurements.all()}
    return ["" if found.get(target.pk) is None else f"{found[target.pk].normalize():f}" for target in targets]
