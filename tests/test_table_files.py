"""Every table of a page is there as a file: the rows of the page, with its filters, for those who see it."""

import csv
import io
import re
from typing import Any

import pytest
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import translation
from django.utils.html import escape
from openpyxl import load_workbook

from tests.access_matrix import MATRIX, ROLES
from tests.addresses import walk
from tests.conftest import SignIn
from tests.test_access_matrix import address
from tests.test_architecture import ROOT
from tests.world import World

TEMPLATES = ROOT / "templates"
FILE, WITH_PAGE = "table_files", "a file of the page it stands on"
TABLE_FILE = "components/table_files.html"
# Where the rows of a template with a table are to be had; or why nowhere, which is said as a sentence.
TABLES = {
    "allauth/elements/table.html": "the person's own sign-ins, which the account pages of allauth show",
    "reports/annual_compare_figures.html": WITH_PAGE,
    "reports/annual_compare_rows.html": "two texts with what was changed marked; the figures are a file",
    "reports/annual_readiness.html": FILE,
    "reports/annual_table.html": "a table of a report, whose forms are its files: Word, PDF, Excel, JSON",
    "reports/export_done.html": "what a package holds, which its own list says with all checksums",
    "reports/hand_ins/table.html": WITH_PAGE,
    "reports/material/cases.html": FILE,
    "reports/material/scores.html": "what colleagues gave one case, read beside it; the ranking is a file",
    "reports/report_list.html": FILE,
    "reports/text/returned_figures.html": "figures of a text that came back, each to be settled on the page",
    "targets/allocation_rows.html": FILE,
    "targets/amend_targets.html": FILE,
    "targets/explanation_part.html": FILE,
    "targets/target_contributors.html": WITH_PAGE,
    "targets/target_course.html": WITH_PAGE,
    "targets/target_filings.html": WITH_PAGE,
    "targets/target_list.html": FILE,
    "targets/target_years.html": WITH_PAGE,
    "tasks/amend_choose.html": FILE,
    "tasks/bundle_parts.html": FILE,
    "tasks/compare_duties.html": FILE,
    "tasks/compare_goals.html": FILE,
    "tasks/draft_follow.html": "what would be carried over into a draft, to say yes or no to",
    "tasks/draft_periods.html": "fields of a form; the dates in force are a file where they are amended",
    "tasks/draft_table.html": "a table of the document itself, as it was handed in",
    "tasks/draft_windows.html": "what a form would set; the dates in force are a file where they are amended",
    "tasks/filing_grid.html": "what is filled in; the workbook of the filing has the same rows and more",
    "tasks/filing_table.html": FILE,
    "tasks/guidance_history.html": FILE,
    "tasks/guidance_list.html": FILE,
    "tasks/notices_settings.html": "switches of the person's own",
    "tasks/own_sheet.html": "a stretch of a spreadsheet of the office's own, which has the file",
    "tasks/own_spreadsheets.html": FILE,
    "tasks/own_trial.html": "what a file that the person holds would say, read and not kept",
    "tasks/review_table.html": FILE,
    "tasks/subordinates.html": FILE,
    "tasks/task_detail.html": FILE,
    "tasks/task_list.html": FILE,
}
# Each page with such a file by its address, and in which state of the world it has rows.
PAGES = {
    "tasks:filing-list": "",
    "tasks:review-queue": "submitted",
    "tasks:subordinates": "",
    "tasks:bundle-detail": "bundle",
    "tasks:task-list": "",
    "tasks:task-detail": "approved",
    "tasks:notice-list": "notice",
    "tasks:own-spreadsheets": "spreadsheet",
    "tasks:guidance-list": "",
    "tasks:guidance-history": "",
    "tasks:guidance-compare": "published",
    "tasks:amendment-list": "",
    "tasks:amend-choose": "",
    "targets:target-list": "",
    "targets:target-explanation": "approved",
    "targets:target-allocation": "",
    "targets:target-allocation-history": "",
    "reports:annual-list": "approved",
    "reports:report-list": "export",
    "reports:material-cases": "approved case",
    # Lists of records that are no table on their page.
    "account-deputies": "",
    "tasks:filing-detail": "approved",
    "tasks:filing-receipt": "submitted",
    "reports:published-list": "published report",
}
PERSON = {
    "tasks:bundle-detail": "filer",
    "tasks:notice-list": "filer",
    "tasks:own-spreadsheets": "filer",
    "reports:report-list": "administrator",
    "tasks:guidance-list": "administrator",
    "tasks:guidance-history": "administrator",
    "tasks:amend-choose": "administrator",
}


def read_csv(answer: Any) -> list[list[str]]:
    return list(csv.reader(io.StringIO(answer.getvalue().decode("utf-8-sig"))))


def read_xlsx(answer: Any) -> Any:
    return load_workbook(io.BytesIO(answer.getvalue()))


def tables_in(lines: list[list[str]]) -> list[list[list[str]]]:
    """Head and rows of each table in a file of plain text: what follows a line that is empty."""
    places = [place for place, line in enumerate(lines) if not line]
    tables = [lines[begin + 1 : end] for begin, end in zip(places[::2], places[1::2], strict=True)]
    assert all(table for table in tables)
    return tables


def opened(world: World, signed_in: SignIn, name: str, role: str = "") -> tuple[Client, str]:
    """Somebody's browser and the address of a page in the state in which it has rows."""
    state = PAGES[name]
    url = address(world, name, state) if (name, "get", state) in MATRIX else prepared(world, name, state)
    return signed_in(role or PERSON.get(name, "reviewer")), url


def prepared(world: World, name: str, state: str) -> str:
    if state == "submitted":
        world.submit(world.filing())
    elif state == "approved":
        world.approve(world.filing())
    else:
        made_by = {
            "approved case": "reports:material-case",
            "export": "reports:export-detail",
            "notice": "tasks:notice-open",
            "published report": "reports:published-report",
        }
        address(world, made_by.get(state, name), state)
    return address(world, name, "")


def templates_with_tables() -> set[str]:
    found = [path for path in TEMPLATES.rglob("*.html") if "<table" in path.read_text(encoding="utf-8")]
    return {path.relative_to(TEMPLATES).as_posix() for path in found if "mail" not in path.parts}


def test_every_template_with_a_table_says_where_its_rows_are_to_be_had() -> None:
    generic = {"reports/views/table.html"} & templates_with_tables()
    assert templates_with_tables() - generic == set(TABLES)


def test_every_page_that_offers_a_file_is_tried_here() -> None:
    offering = [path for path in TEMPLATES.rglob("*.html") if TABLE_FILE in path.read_text(encoding="utf-8")]
    assert len(offering) == len(PAGES) + len({"admin/pagination.html"})


@pytest.mark.parametrize("name", PAGES)
def test_a_page_offers_its_rows_in_both_forms(world: World, signed_in: SignIn, name: str) -> None:
    client, url = opened(world, signed_in, name)
    page = client.get(url).content.decode()
    if "<table" in page:
        assert "format=xlsx" in page
        assert "format=csv" in page


@pytest.mark.parametrize("name", PAGES)
def test_a_file_holds_the_rows_of_its_page(world: World, signed_in: SignIn, name: str) -> None:
    client, url = opened(world, signed_in, name)
    page = client.get(url).content.decode()
    lines = read_csv(client.get(url, {"format": "csv"}))
    book = read_xlsx(client.get(url, {"format": "xlsx"}))
    tables = tables_in(lines)
    assert len(book.worksheets) == len(tables)
    total = sum(len(table) - 1 for table in tables)
    assert re.search(rf"\D{total}\D", f" {lines[-1][0]} ")
    for sheet, (head, *rows) in zip(book.worksheets, tables, strict=True):
        first, last = re.findall(r"\d+", sheet.auto_filter.ref)
        assert sheet.freeze_panes == f"A{int(first) + 1}"
        assert [cell.value for cell in sheet[int(first)]] == head
        assert max(int(last) - int(first), 0) == len(rows)
    for row in [row for table in tables[:1] for row in table[1:]]:
        told = [cell for cell in row if cell and not re.fullmatch(r"[\d.,:\- ]+|是|yes", cell)]
        assert any(escape(cell) in page for cell in told), row


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("name", PAGES)
def test_heads_and_facts_are_in_the_language_of_the_page(
    world: World, signed_in: SignIn, name: str, language: str
) -> None:
    client, url = opened(world, signed_in, name)
    client.cookies["django_language"] = language
    lines = read_csv(client.get(url, {"format": "csv"}))
    heads = [title for table in tables_in(lines) for title in table[0] if not title.isdigit()]
    chinese = [title for title in heads if re.search("[\u4e00-\u9fff]", title)]
    technical = {"SHA-256"}
    assert set(chinese) == (set() if language == "en" else set(heads) - technical)
    with translation.override(language):
        labels = {line[0] for line in lines[: lines.index([])] if len(line) == 2}
        assert {translation.gettext("Seen by"), translation.gettext("As of")} <= labels


@pytest.mark.parametrize("name", PAGES)
def test_a_file_is_for_those_who_see_the_page(world: World, signed_in: SignIn, name: str) -> None:
    _client, url = opened(world, signed_in, name)
    for role in ROLES:
        client = signed_in(role)
        page, file = client.get(url), client.get(url, {"format": "csv"})
        assert (page.status_code, role) == (file.status_code, role)
        closed(page, file)


def closed(*answers: HttpResponseBase) -> None:
    for answer in answers:
        if answer.streaming:
            b"".join(answer)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", PAGES)
def test_there_are_no_other_forms_and_a_head_alone(world: World, signed_in: SignIn, name: str) -> None:
    client, url = opened(world, signed_in, name)
    assert client.get(url, {"format": "exe"}).status_code == 404
    head = client.head(url, {"format": "xlsx"})
    assert head.status_code == 200
    assert "attachment" in head["Content-Disposition"]


def test_filters_narrow_the_file_and_stand_on_top(world: World, signed_in: SignIn) -> None:
    world.approve(world.filing())
    client, url = signed_in("reviewer"), "/filings/"
    client.cookies["django_language"] = "en"
    asked = {"format": "csv", "status": "approved", "page": "7"}
    lines = read_csv(client.get(url, asked))
    every = read_csv(client.get(url, {"format": "csv"}))
    assert ["Status", "Approved"] in lines
    assert not any(line[:1] == ["Status"] for line in every[: every.index([])])
    (_head, *rows), (_head2, *all_rows) = tables_in(lines)[0], tables_in(every)[0]
    assert [row[-1] for row in rows] == ["Approved"]
    assert len(all_rows) > 1


def test_a_filter_that_does_not_fit_leads_to_the_page_that_says_so(world: World, signed_in: SignIn) -> None:
    answer = signed_in("reviewer").get("/filings/", {"format": "csv", "status": "lost", "page": "2"})
    assert answer.status_code == 302
    assert answer["Location"] == "/filings/?status=lost"


def test_rows_of_others_are_never_in_it(world: World, signed_in: SignIn) -> None:
    url = "/filings/"
    for role in ("filer", "outsider", "city_lead"):
        rows = tables_in(read_csv(signed_in(role).get(url, {"format": "csv"})))[0][1:]
        page = signed_in(role).get(url).content.decode()
        assert rows
        assert all(escape(row[0]) in page for row in rows)
    named = {row[0] for row in tables_in(read_csv(signed_in("outsider").get(url, {"format": "csv"})))[0][1:]}
    assert str(world.province) not in named


def test_an_empty_list_is_a_file_with_its_head_alone(world: World, signed_in: SignIn) -> None:
    client = signed_in("reviewer")
    lines = read_csv(client.get("/filings/", {"format": "csv", "name": "没有这个机构"}))
    assert [len(table) for table in tables_in(lines)] == [1]
    book = read_xlsx(client.get("/filings/", {"format": "xlsx", "name": "没有这个机构"}))
    assert book.active.auto_filter.ref


def test_a_file_has_more_than_a_page(
    world: World, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tasks.views.filing.PAGE_SIZE", 1)
    monkeypatch.setattr("organizations.row_batches.BATCH", 1)
    client = signed_in("reviewer")
    every = tables_in(read_csv(client.get("/filings/", {"format": "csv"})))[0][1:]
    shown = []
    for number in range(1, len(every) + 1):
        page = client.get("/filings/", {"page": number}).content.decode()
        shown += re.findall(r'/filings/\d+/"?>([^<]+)<', page)
    assert [row[0] for row in every] == shown


def test_signs_of_formulas_are_text(world: World, signed_in: SignIn) -> None:
    province = world.province
    province.name = province.short_name = province.english_name = "=HYPERLINK(1)"
    province.save()
    client = signed_in("reviewer")
    lines = read_csv(client.get("/filings/", {"format": "csv"}))
    assert any(row[0].startswith("'=HYPERLINK") for row in tables_in(lines)[0][1:])
    book = read_xlsx(client.get("/filings/", {"format": "xlsx"}))
    cells = [cell for row in book.active for cell in row if str(cell.value).startswith("=HYPERLINK")]
    assert cells
    assert {cell.data_type for cell in cells} == {"s"}
    assert all(cell.quotePrefix for cell in cells)


CHANGELISTS = [name for name in walk(get_resolver().url_patterns) if name.endswith("_changelist")]


@pytest.mark.parametrize("name", CHANGELISTS)
def test_each_list_of_the_back_office_is_a_file(world: World, signed_in: SignIn, name: str) -> None:
    world.approve(world.filing())
    client, url = signed_in("administrator"), reverse(name)
    page = client.get(url)
    lines = read_csv(client.get(url, {"format": "csv"}))
    (_head, *rows) = tables_in(lines)[0]
    assert len(rows) == page.context["cl"].result_count
    assert "?format=xlsx" in page.content.decode()
    assert len(read_xlsx(client.get(url, {"format": "xlsx"})).worksheets) == 1
    assert client.get(url, {"format": "exe"}).status_code == 404
    assert signed_in("reviewer").get(url, {"format": "csv"}).status_code == 302


def test_a_list_of_the_back_office_is_narrowed_as_its_page(world: World, signed_in: SignIn) -> None:
    client = signed_in("administrator")
    url = reverse("admin:organizations_organization_changelist")
    asked = {"kind__exact": "bureau", "q": world.province.code}
    page = client.get(url, asked)
    lines = read_csv(client.get(url, asked | {"format": "csv"}))
    rows = tables_in(lines)[0][1:]
    assert len(rows) == page.context["cl"].result_count == 1
    assert world.province.code in rows[0]
    assert world.province.code in [line[1] for line in lines[: lines.index([])] if len(line) == 2]
    assert client.get(url, {"format": "csv", "lost": "1"}).status_code == 302
