"""The export of a target's page: what is shown, in the scope, and nothing that a spreadsheet runs."""

import csv
import datetime as dt
from decimal import Decimal
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from spreadsheets.outgoing.plain_values import plain_text
from spreadsheets.values import Number, Value
from targets.models import Measurement, Target

if TYPE_CHECKING:
    from tests.conftest import SignIn
    from tests.world import World


@pytest.fixture
def filed(world: "World") -> "World":
    """The province approved with 120.5, the neighbour submitted with 30."""
    world.approve(world.filing(), value="120.5")
    world.submit(world.filing(world.neighbour), by=world.people["outsider"], value="30")
    return world


def exported(signed_in: "SignIn", person: str, target: Target, name: str) -> Any:
    address = f"{reverse('targets:target-export', args=[target.pk])}?format={name}"
    response = signed_in(person).get(address, headers={"accept-language": "en"})
    assert response.status_code == 200
    assert response["Content-Disposition"].startswith("attachment; filename=")
    return response.content


def sheets(content: bytes) -> dict[str, list[tuple[object, ...]]]:
    book = load_workbook(BytesIO(content))
    return {page.title: [tuple(cell.value for cell in row) for row in page.rows] for page in book}


def lines(content: bytes) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(StringIO(content.decode("utf-8-sig"))))


def test_workbook_has_each_section_with_the_figures_of_the_page(filed: "World", signed_in: "SignIn") -> None:
    found = sheets(exported(signed_in, "observer", filed.pledge, "xlsx"))
    assert list(found) == ["Figure", "Over the year", "Who contributes", "Filings", "Over the years"]
    facts = dict(found["Figure"])
    assert (facts["Official"], facts["Provisional"]) == (120.5, 150.5)
    assert found["Who contributes"][1] == ("Guangdong", 120.5, 100)
    stated = {row[:2]: row[2] for row in found["Filings"][1:]}
    assert stated["Guangdong", "Third quarter of 2021"] == 120.5
    assert stated["Jiangsu", "Third quarter of 2021"] == 30
    assert stated["Jiangsu", "Year end 2021"] is None


def test_text_file_says_the_same(filed: "World", signed_in: "SignIn") -> None:
    found = lines(exported(signed_in, "observer", filed.pledge, "csv"))
    assert ["Official", "120.50"] in found
    assert ["Figure"] in found
    assert [] in found


def test_export_keeps_to_the_scope(filed: "World", signed_in: "SignIn") -> None:
    outside = exported(signed_in, "outsider", filed.pledge, "csv").decode()
    assert "120.5" not in outside
    assert "Guangdong" not in outside
    goals_only = sheets(exported(signed_in, "outsider", filed.cycle, "xlsx"))
    assert list(goals_only) == ["Figure", "Over the years"]


def test_a_note_that_looks_like_a_formula_does_not_run(filed: "World", signed_in: "SignIn") -> None:
    Measurement.objects.filter(filing=filed.filing(), target=filed.pledge).update(note="=1+1")
    page = load_workbook(BytesIO(exported(signed_in, "observer", filed.pledge, "xlsx")))["Filings"]
    (cell,) = [cell for row in page.rows for cell in row if cell.value == "=1+1"]
    assert (cell.data_type, cell.quotePrefix) == ("s", True)
    assert "'=1+1" in exported(signed_in, "observer", filed.pledge, "csv").decode()


@pytest.mark.parametrize("query", ["?format=pdf", "?format=", "?format=%00"])
def test_of_another_form_the_page_tells(world: "World", signed_in: "SignIn", query: str) -> None:
    address = reverse("targets:target-export", args=[world.pledge.pk]) + query
    answer = signed_in("observer").get(address, follow=True)
    assert answer.redirect_chain[0][0].startswith(reverse("targets:target-detail", args=[world.pledge.pk]))
    assert "There is no such form of export" in answer.content.decode()


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (False, ""),
        (3, "3"),
        (Number(Decimal("1.50"), 2), "1.50"),
        (dt.date(2021, 11, 22), "2021-11-22"),
        (dt.datetime(2021, 11, 22, 1, tzinfo=dt.UTC), "2021-11-22 09:00"),
        ("@SUM(A1)", "'@SUM(A1)"),
        (" =1", "' =1"),
        ("广东\x07", "广东�"),
        ("＝1+1", "'＝1+1"),
        ("-12.5%", "-12.5%"),
        (Number(Decimal("-1.5"), 1), "-1.5"),
    ],
)
def test_plain_text_is_harmless(value: Value, text: str) -> None:
    with timezone.override("Asia/Shanghai"):
        assert plain_text(value) == text
