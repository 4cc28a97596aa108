"""Every page as people meet it: no sideways scrolling, accessible, in both languages and themes.

The views of the dashboards are walked in ``test_dashboards.py``.
"""

from collections.abc import Callable, Iterable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from organizations.models import Organization, User
from reports.models import Export
from sample.year.people import PASSWORD
from targets.models import Target
from tasks.models import Filing, Guidance, Task
from tests.browser.brought_workbooks import bring_workbooks

NARROWEST, NARROW, WIDE = 320, 390, 1366


@pytest.fixture
def sample(played_sample: None) -> None:
    """The whole sample, with exports in each state."""
    write_exports()


def write_exports() -> None:
    """An export that waits, one that was made, and one that could not be."""
    office = Organization.objects.get(kind=Organization.Kind.OFFICE)
    asked = {
        "guidance": Guidance.objects.get(year=2021),
        "organization": office,
        "forms": "docx,pdf",
        "language": "zh-hans",
        "requested_at": timezone.now(),
        "requested_by": User.objects.get(username="admin"),
    }
    ended = {"finished_at": timezone.now()}
    made = {"status": Export.Status.DONE, "file": "kept.zip", "sha256": "0" * 64, "size": 2}
    Export.objects.create(**asked)
    Export.objects.create(**asked, **ended, **made)
    Export.objects.create(**asked, **ended, status=Export.Status.FAILED, problem="字体缺失。")


def addresses_of_a_filer(own: Filing, targets: Iterable[Target]) -> list[str]:
    """What whoever fills the filing in works with, its workbooks and those of one that was handed in."""
    handed_in = Filing.objects.exclude(status__in=("draft", "returned")).filter(
        organization=own.organization
    )[0]
    task, *_others = Task.objects.of_organization(own.organization).order_by("order")
    brought = bring_workbooks(own, User.objects.get(username="gd-filer"))
    return [
        "/",
        f"/filings/{own.pk}/",
        f"/filings/{own.pk}/check/",
        f"/filings/{own.pk}/grid/",
        "/own-spreadsheets/",
        "/own-spreadsheets/add/",
        f"/filings/{own.pk}/lines/progress/{task.pk}/",
        *(f"/filings/{own.pk}/lines/measurement/{target.pk}/" for target in targets),
        *(
            f"/filings/{own.pk}/{page}/"
            for page in ("lines/case/1", "lines/case/2", "cases/1/remove", "import")
        ),
        *(f"/filings/{own.pk}/import/{workbook.pk}/" for workbook in brought),
        f"/filings/{handed_in.pk}/import/",
    ]


def addresses() -> dict[str, list[str]]:
    """The pages that each kind of person works with, by username."""
    own = Filing.objects.get(organization__code="44", period__order=4)
    waiting = Filing.objects.filter(status="submitted", reports_to__code="CNIPA").order_by("pk")[0]
    returned = Filing.objects.get(organization__code="41", status="returned")
    targets = Target.objects.reported_by(own.organization)[:2]
    return {
        "gd-filer": addresses_of_a_filer(own, targets),
        "reviewer": [
            "/",
            "/filings/",
            "/filings/review/",
            "/filings/subordinates/",
            f"/filings/{waiting.pk}/",
            f"/filings/{waiting.pk}/?compare=period",
            f"/filings/{waiting.pk}/receipt/",
            "/accounts/deputies/",
            "/reports/annual/waiting/",
        ],
        "ha-filer": [
            f"/filings/{returned.pk}/",
            "/accounts/",
            "/accounts/address/",
            "/accounts/password/change/",
        ],
        "leader": [
            "/guidances/2021/",
            "/tasks/",
            f"/tasks/{Task.objects.order_by('order')[8].pk}/",
            "/targets/",
            *(f"/targets/{target.pk}/" for target in Target.objects.order_by("order")[4:6]),
        ],
        "admin": [f"/filings/{own.pk}/extend/", *addresses_of_the_office(targets[0])],
    }


def addresses_of_the_office(target: Target) -> list[str]:
    """What only administrators work with, and a page that is not there."""
    return [
        "/reports/",
        "/reports/annual/",
        *(f"/reports/exports/{export.pk}/" for export in Export.objects.order_by("pk")),
        *(f"/reports/annual/2021/{code}/" for code in ("44", "CNIPA")),
        "/reports/annual/compare/?year=2021&organization=44&with_organization=32",
        "/reports/annual/2021/freeze/",
        "/reports/published/",
        "/reports/published/2021/publish/",
        "/reports/annual/settings/44/",
        "/verify/?code=0000-0000-0000-0001",
        "/guidances/2021/amend/supplements/add/",
        *(f"/targets/{target.pk}/{page}/" for page in ("allocation", "milestones", "explanation")),
        f"/targets/{target.pk}/?on=2021-10-15",
        *(f"/records/{page}" for page in ("", "organizations/", "people/", "goals-2021/", "shares-2021/")),
        "/nowhere/",
    ]


CUT_OFF = """() => [...document.querySelectorAll(".chart")].filter((drawing) => {
  const drawn = drawing.getBoundingClientRect();
  const frame = drawing.closest("figure, section").getBoundingClientRect();
  return drawn.width && (drawn.right > frame.right + 1 || drawn.left < frame.left - 1);
}).length"""


# Contrast takes four fifths of the time of axe, and English has the colours that Chinese has; what else there
# is does not depend on them.
CONTRAST = {"resultTypes": ["violations"], "runOnly": ["color-contrast"]}
BUT_CONTRAST = {"resultTypes": ["violations"], "rules": {"color-contrast": {"enabled": False}}}
EVERYTHING = {"resultTypes": ["violations"]}


def violations(page: Page, language: str = "zh-hans", *, is_seen_in_light: bool = False) -> list[str]:
    """What axe finds, as lines to read; contrast is looked at in Chinese, in each theme, and nothing else
    where the same was looked at in the light one."""
    options = EVERYTHING if language == "zh-hans" else BUT_CONTRAST
    options = CONTRAST if is_seen_in_light else options
    found = Axe().run(page, options=options).response["violations"]
    return [f"{item['id']}: {item['help']} ({item['nodes'][0]['target']})" for item in found]


@pytest.mark.any_database
@pytest.mark.parametrize(
    ("language", "theme", "width"),
    [("zh-hans", "light", WIDE), ("zh-hans", "dark", NARROW), ("en", "light", NARROW), ("en", "dark", WIDE)],
)
def test_pages_fit_and_are_accessible(
    sample: None, sign_in: Callable[..., Page], language: str, theme: str, width: int
) -> None:
    faults = []
    for username, paths in addresses().items():
        page = sign_in(
            username,
            password=PASSWORD,
            language=language,
            color_scheme=theme,
            viewport={"width": width, "height": 800},
        )
        for path in paths:
            page.set_viewport_size({"width": width, "height": 800})
            page.goto(path)
            faults += [f"{path} {fault}" for fault in misfits(page, width)]
            # In dark English nothing is left that axe has not seen in one of the others.
            if (language, theme) != ("en", "dark"):
                found = violations(page, language, is_seen_in_light=theme == "dark")
                faults += [f"{path} {violation}" for violation in found]
            if language == "zh-hans" and width == NARROW:
                page.set_viewport_size({"width": NARROWEST, "height": 640})
                faults += [f"{path} at {NARROWEST}: {fault}" for fault in misfits(page, NARROWEST)]
    assert faults == []


def misfits(page: Page, width: int) -> Iterator[str]:
    """What does not fit into a window of so many pixels."""
    if page.evaluate("document.documentElement.scrollWidth") > width:
        yield "scrolls sideways"
    if page.evaluate(CUT_OFF):
        yield "cuts a drawing off"


def test_the_language_switch_keeps_page_and_filters(sample: None, sign_in: Callable[..., Page]) -> None:
    page = sign_in("reviewer", password=PASSWORD)
    page.goto("/filings/?status=returned")
    page.get_by_role("button", name="English").click()
    expect(page).to_have_url("/filings/?status=returned")
    expect(page.locator("h1")).to_have_text("Filings")
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_the_sign_in_page_is_accessible(
    db: None, live_server: LiveServer, page: Page, faults: object
) -> None:
    page.goto(f"{live_server.url}/accounts/login/")
    assert violations(page) == []
