"""A workbook of records given back with what was found in it: the person's own, a column, and comments."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook
from openpyxl.styles import Font
from openxml_audit import OpenXmlValidator

from organizations.models import Membership, Organization, ReceivedRecords
from organizations.record_kinds import received
from tests.conftest import SignIn
from tests.organizations.record_kinds.there_and_back import Sheet, edited
from tests.organizations.views.test_records import TREE, bring, renamed, shown, workbook
from tests.world import World


@pytest.fixture
def client(world: World, signed_in: SignIn) -> Client:
    return signed_in("administrator")


@pytest.fixture
def address(client: Client) -> str:
    """A file with a row that is wrong, one changed by both, one that is fine, and one left alone."""

    def edit(sheet: Sheet) -> None:
        sheet.put("32", parent="nowhere")
        sheet.put("44", short_name="粤")
        sheet.put("440100", short_name="穗")
        sheet.page.cell(sheet.row("44"), sheet.columns["short_name"]).font = Font(bold=True, color="FF00AA00")
        sheet.page.cell(1, sheet.page.max_column + 1).value = "my own column"

    content = edited(workbook(client), edit)
    Organization.objects.filter(code="44").update(short_name="岭南")
    return str(bring(client, content).url)


def returned(client: Client, address: str) -> Any:
    return load_workbook(BytesIO(client.get(f"{address}returned/").content))


def results(page: Any) -> dict[str, str]:
    """What the column at the right end says, by the hidden key."""
    rows = page.iter_rows(min_row=5, values_only=True)
    return {row[0]: row[-1].partition("\n")[0] for row in rows if row[-1]}


def cell_of(page: Any, key: str, column: str) -> Any:
    sheet = Sheet(page)
    return page.cell(sheet.row(key), sheet.columns[column])


def test_the_file_comes_back_with_a_column_and_comments(client: Client, address: str, tmp_path: Path) -> None:
    assert f'href="{address}returned/"' in client.get(address).text
    answer: Any = client.get(f"{address}returned/")
    assert answer.status_code == 200
    assert "%EF%BC%88checked" in answer["Content-Disposition"] or "checked" in answer["Content-Disposition"]
    book = load_workbook(BytesIO(answer.content))
    page = book.worksheets[0]
    assert results(page) == {
        "32": "Error",
        "44": "Changed by somebody else as well",
        "440100": "Changed",
    }
    assert page.cell(4, page.max_column).value == "Result of the check"
    assert page.auto_filter.ref.startswith("A4:")
    assert "No organization has the code nowhere." in cell_of(page, "32", "parent").comment.text
    conflict = cell_of(page, "44", "short_name")
    assert "Stands in the portal now: 岭南" in conflict.comment.text
    assert (conflict.value, conflict.font.bold) == ("粤", True)
    assert page.cell(1, page.max_column - 1).value == "my own column"
    assert page.protection.sheet
    assert page.column_dimensions["A"].hidden
    assert [sheet.title for sheet in book.worksheets] == ["Organizations", "Rules", "_choices"]
    file = tmp_path / "returned.xlsx"
    file.write_bytes(answer.content)
    faults = [str(fault) for fault in OpenXmlValidator().validate(file).errors]
    assert [fault for fault in faults if "[schema]" in fault] == []


def test_it_is_mended_and_brought_again(client: Client, address: str) -> None:
    """What an earlier check has said is written anew, and is no news to the portal."""
    columns = returned(client, address).worksheets[0].max_column

    def mend(sheet: Sheet) -> None:
        sheet.put("32", parent="CNIPA")
        sheet.put("440100", parent="nowhere")

    again = bring(client, edited(client.get(f"{address}returned/").content, mend)).url
    page = returned(client, again).worksheets[0]
    assert page.max_column == columns
    assert cell_of(page, "32", "parent").comment is None
    found = results(page)
    assert found["440100"] == "Error"
    assert "32" not in found


def test_it_speaks_the_language_in_which_it_was_brought(client: Client, address: str) -> None:
    """And has one column of findings, whatever language the check before it was in."""
    columns = returned(client, address).worksheets[0].max_column
    client.cookies["django_language"] = "zh-hans"
    marked = client.get(f"{address}returned/").content
    page = load_workbook(BytesIO(marked)).worksheets[0]
    assert results(page)["32"] == "Error"
    assert "No organization has the code nowhere." in cell_of(page, "32", "parent").comment.text
    again = bring(client, marked).url
    client.cookies["django_language"] = "en"
    page = returned(client, again).worksheets[0]
    assert page.max_column == columns
    assert results(page)["32"] == "错误"
    assert cell_of(page, "32", "parent").comment.text == "没有代码为 nowhere 的机构。"


def test_rows_that_were_left_come_back_marked_after_the_good_ones_were_taken(
    client: Client, address: str
) -> None:
    client.post(address, shown(client, address) | {"good_only": "on"})
    assert ReceivedRecords.objects.get().is_applied
    assert f'href="{address}returned/"' in client.get(address).text
    assert results(returned(client, address).worksheets[0])["32"] == "Error"


def test_only_the_head_is_asked_for(client: Client, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = client.get(f"{address}returned/")
    monkeypatch.setattr(
        "organizations.record_kinds.returned_records.returned_records", lambda *_given: 1 // 0
    )
    head = client.head(f"{address}returned/")
    assert (head.status_code, head.content) == (200, b"")
    assert head["Content-Disposition"] == whole["Content-Disposition"]
    assert head["Content-Type"] == whole["Content-Type"]


def test_there_is_none_where_nothing_was_found_or_the_file_is_no_workbook(client: Client) -> None:
    fine = renamed(client)
    assert "returned/" not in client.get(fine).text
    assert client.get(f"{fine}returned/").status_code == 404
    wrong = bring(client, b"code,files to (code)\n44,nowhere\n", name="机构.csv").url
    assert client.get(wrong).context["preview"].refused
    assert client.get(f"{wrong}returned/").status_code == 404


def test_a_file_of_very_many_rows_is_told_where_it_is_wrong_on_the_page_alone(
    client: Client, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(received, "MOST_MARKED", 3)
    assert "too many rows to be given back" in client.get(address).text
    assert client.get(f"{address}returned/").status_code == 404


@pytest.mark.parametrize("broken", ["MOST_TAGS", "csv"])
def test_what_cannot_be_marked_says_so_on_the_page(
    client: Client, address: str, broken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if broken == "MOST_TAGS":
        monkeypatch.setattr("spreadsheets.outgoing.marked_book.MOST_TAGS", 10)
    else:
        address = bring(client, b"code,files to (code)\n44,nowhere\n", name="机构.xlsx").url
    answer = client.get(f"{address}returned/", follow=True)
    assert answer.redirect_chain == [(address, 302)]
    assert ("unpacks to far more" if broken == "MOST_TAGS" else "nothing can be added to it") in answer.text


def test_it_is_its_bringers_alone(client: Client, address: str, world: World, signed_in: SignIn) -> None:
    office = world.administrator.memberships.get().organization
    Membership.objects.create(user=world.reviewer, organization=office, role="administrator")
    other = signed_in("reviewer")
    assert other.get(TREE).status_code == 200
    assert other.get(f"{address}returned/").status_code == 404
    assert signed_in("filer").get(f"{address}returned/").status_code == 404
