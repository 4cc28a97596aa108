"""Bringing a workbook back in the browser: looked at, taken over, undone, and given back."""

from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from tasks.access import filings_with_people
from tasks.actions import hand_over_filing
from tasks.fill_in.workbook import fill_in_workbook
from tasks.models import Filing, ReceivedWorkbook
from tests.conftest import SignIn
from tests.tasks.fill_in.added_lines import add_target
from tests.tasks.line_imports.test_preview import measured
from tests.tasks.line_imports.test_whole_way import pledge_cell, saved
from tests.world import World


@pytest.fixture
def filing(world: World) -> Filing:
    found = filings_with_people.first(filing=world.filing().pk)
    assert found is not None
    return found


@pytest.fixture
def filer(world: World, signed_in: SignIn) -> Client:
    return signed_in("filer")


def edited(filing: Filing, world: World, value: Any) -> bytes:
    """The workbook of a filing with another value of pledge financing."""
    book = load_workbook(BytesIO(fill_in_workbook(filing, at=timezone.now())))
    pledge_cell(book, world).value = value
    return saved(book)


def bring(client: Client, filing: Filing, content: bytes, name: str = "填报.xlsx") -> Any:
    file = SimpleUploadedFile(name, content)
    return client.post(reverse("tasks:filing-import", args=[filing.pk]), {"file": file})


def fields_of(response: Any) -> dict[str, str]:
    """What the page sends back as it was shown."""
    return {"seen": response.context["form"]["seen"].value()}


def brought(client: Client, filing: Filing, content: bytes) -> tuple[str, Any]:
    """The address and the page of a file that was brought."""
    address = bring(client, filing, content).url
    return address, client.get(address)


def test_what_would_change_is_shown_and_nothing_is_written(
    filing: Filing, filer: Client, world: World
) -> None:
    _address, page = brought(filer, filing, edited(filing, world, 7.5))
    assert page.status_code == 200
    assert "7.5" in page.text
    assert not filing.measurements.exists()


@pytest.mark.parametrize("seen", ["", "[1]", "[[null]]", '[["measurement", Infinity, 1]]', "[" * 5000])
def test_versions_that_no_page_has_shown_take_nothing_over(
    filing: Filing, filer: Client, world: World, seen: str
) -> None:
    address, _page = brought(filer, filing, edited(filing, world, 7.5))
    assert filer.post(address, {"seen": seen}).status_code == 409
    assert not filing.measurements.exists()


def test_a_file_whose_bytes_are_gone_is_said(filing: Filing, filer: Client, world: World) -> None:
    address, page = brought(filer, filing, edited(filing, world, 7.5))
    kept = ReceivedWorkbook.objects.get().file
    kept.storage.delete(str(kept.name))
    assert "bring it again" in filer.get(address).text
    assert filer.post(address, fields_of(page)).status_code == 409
    assert filer.get(f"{address}returned/").status_code == 404
    assert not filing.measurements.exists()


def test_taken_over_and_undone(filing: Filing, filer: Client, world: World) -> None:
    address, page = brought(filer, filing, edited(filing, world, 7.5))
    assert filer.post(address, fields_of(page)).status_code == 302
    assert filing.measurements.get().value == Decimal("7.5")
    done = filer.get(address)
    assert reverse("tasks:import-undo", args=[filing.pk, ReceivedWorkbook.objects.get().pk]) in done.text
    filer.post(f"{address}undo/")
    assert filing.measurements.get().value is None
    assert filing.measurements.get().version == 2


def test_undoing_says_where_it_ends_the_waiting_for_a_signature(
    filing: Filing, filer: Client, world: World
) -> None:
    world.fill(filing, by=world.filer)
    address, page = brought(filer, filing, edited(filing, world, 120.4))
    filer.post(address, fields_of(page))
    hand_over_filing(filing=filing, by=world.filer, at=timezone.now())
    assert "no longer waits for your lead" in filer.post(f"{address}undo/", follow=True).text
    assert not world.filing().is_handed_over


def test_an_error_is_said_with_its_cell_and_only_good_rows_are_taken_over_when_asked(
    filing: Filing, filer: Client, world: World
) -> None:
    book = load_workbook(BytesIO(fill_in_workbook(filing, at=timezone.now())))
    cell = pledge_cell(book, world)
    cell.value = "约七亿"
    page_of_tasks = next(page for page in book.worksheets if str(page["A1"].value).endswith("progress"))
    names = {cell.value: cell.column for cell in page_of_tasks[1]}
    page_of_tasks.cell(5, names["achievements"]).value = "已完成评估。"
    address, page = brought(filer, filing, saved(book))
    assert f"{cell.parent.title}!{cell.coordinate}" in page.text
    refused = filer.post(address, fields_of(page))
    assert refused.status_code == 409
    assert not filing.progress_entries.exists()
    filer.post(address, fields_of(page) | {"good_only": "on"})
    assert filing.progress_entries.get().achievements == "已完成评估。"
    assert not filing.measurements.exists()


def test_a_colleagues_change_is_kept_unless_the_person_chooses_the_file(
    filing: Filing, filer: Client, world: World
) -> None:
    content = edited(filing, world, 11)
    measured(world, "9")
    address, page = brought(filer, filing, content)
    field = f"measurement-{world.pledge.pk}"
    assert filer.post(address, fields_of(page)).status_code == 409
    assert filing.measurements.get().value == Decimal(9)
    filer.post(address, fields_of(page) | {field: "mine"})
    assert filing.measurements.get().value == Decimal(11)


def test_what_changed_after_the_page_was_shown_is_shown_anew(
    filing: Filing, filer: Client, world: World
) -> None:
    address, page = brought(filer, filing, edited(filing, world, 11))
    measured(world, "9")
    assert filer.post(address, fields_of(page)).status_code == 409
    assert filing.measurements.get().value == Decimal(9)


@pytest.mark.parametrize(
    "content", [b"", b"%PDF-1.7", b"PK\x03\x04broken", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]
)
def test_what_is_no_workbook_is_refused_at_the_field(content: bytes, filing: Filing, filer: Client) -> None:
    refused = bring(filer, filing, content)
    assert refused.status_code == 422
    assert refused.context["form"].errors["file"]
    assert not ReceivedWorkbook.objects.exists()


def test_the_file_comes_back_with_its_errors_and_keeps_its_name(
    filing: Filing, filer: Client, world: World
) -> None:
    address, _page = brought(filer, filing, edited(filing, world, "约七亿"))
    returned = filer.get(f"{address}returned/")
    assert returned.status_code == 200
    assert "attachment" in returned["Content-Disposition"]
    assert load_workbook(BytesIO(returned.content)).sheetnames


def test_nobody_sees_what_a_colleague_brought(
    filing: Filing, filer: Client, world: World, signed_in: SignIn
) -> None:
    address, _page = brought(filer, filing, edited(filing, world, 5))
    assert signed_in("colleague").get(address).status_code == 404


def test_a_file_that_was_let_go_is_gone(filing: Filing, filer: Client, world: World) -> None:
    address, _page = brought(filer, filing, edited(filing, world, 5))
    filer.post(f"{address}discard/")
    assert filer.get(address).status_code == 404
    assert not filing.measurements.exists()


def test_a_long_name_is_cut_and_keeps_its_ending(filing: Filing, filer: Client, world: World) -> None:
    assert bring(filer, filing, edited(filing, world, 5), name="长" * 240 + ".xlsx").status_code == 302
    kept = ReceivedWorkbook.objects.get().name
    assert len(kept) <= ReceivedWorkbook._meta.get_field("name").max_length
    assert kept.endswith(".xlsx")


def test_the_hint_at_the_file_is_in_the_language_of_the_page(filing: Filing, filer: Client) -> None:
    address = reverse("tasks:filing-import", args=[filing.pk])
    assert "The fill-in workbook of this filing" in filer.get(address).text
    filer.cookies["django_language"] = "zh-hans"
    assert "本填报的填报工作簿" in filer.get(address).text
    filer.cookies["django_language"] = "en"
    assert "The fill-in workbook of this filing" in filer.get(address).text


def test_a_filing_that_is_handed_in_says_why_no_file_can_be_brought_and_what_to_do(
    filing: Filing, filer: Client, world: World
) -> None:
    content = edited(filing, world, 5)
    world.submit(filing)
    page = filer.get(reverse("tasks:filing-import", args=[filing.pk]))
    assert page.status_code == 200
    assert 'type="file"' not in page.text
    said = f"ask {world.office.full_display_name} to give it back"
    assert said in page.text
    sent = bring(filer, filing, content)
    assert sent.status_code == 409
    assert said in sent.text
    assert not ReceivedWorkbook.objects.exists()


# What every page asks anew; the lines and the rows of the file cost no queries of their own.
QUERIES = {"bring": 7, "check": 10, "done": 10}


@pytest.mark.parametrize("step", QUERIES)
def test_queries_are_pinned_and_do_not_grow_with_the_rows(
    filing: Filing,
    filer: Client,
    world: World,
    step: str,
    django_assert_num_queries: Any,
) -> None:
    address, shown = brought(filer, filing, edited(filing, world, 7.5))
    if step == "done":
        filer.post(address, fields_of(shown))
    if step == "bring":
        address = reverse("tasks:filing-import", args=[filing.pk])
    with django_assert_num_queries(QUERIES[step]):
        filer.get(address)
    for _number in range(12):
        add_target(world)
    with django_assert_num_queries(QUERIES[step]):
        filer.get(address)
