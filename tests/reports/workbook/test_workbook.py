"""The year-end workbook: what it says, and that nothing in it runs."""

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone, translation
from openpyxl import load_workbook

from organizations.calendar import today
from reports.workbook.proof import FileDiffers, prove_json
from reports.workbook.render import RENDERERS, silent, write_json, write_xlsx
from reports.workbook.schema import YearReport
from reports.workbook.sheets import SHEETS
from tasks.models import Filing, ProgressEntry

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from organizations.models import Organization
    from tests.world import World

WORKBOOK_QUERIES = 38


@pytest.fixture
def approved(world: "World") -> "World":
    world.approve(world.filing(), value="120.5")
    return world


def report(world: "World", organization: "Organization | None" = None) -> YearReport:
    return YearReport(world.guidance, organization or world.office, today(), timezone.now())


def read(world: "World", path: Path, organization: "Organization | None" = None) -> dict[str, Any]:
    """Every sheet as a list of rows by its key, read back from the file."""
    with translation.override("en"):
        write_xlsx(report(world, organization), path, silent)
    book = load_workbook(path)
    return {sheet.key: list(book[book.sheetnames[place]].values) for place, sheet in enumerate(SHEETS)}


def records(rows: list[tuple[Any, ...]]) -> list[dict[str, Any]]:
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


def test_workbook_has_the_sheets_with_frozen_heads_filters_and_print_setup(
    approved: "World", tmp_path: Path
) -> None:
    read(approved, tmp_path / "a.xlsx")
    book = load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames == [
        "About",
        "Targets",
        "Tasks",
        "Figures by organization",
        "Progress of tasks",
        "Filings",
    ]
    for page in book.worksheets:
        assert page.freeze_panes == "A2"
        assert page.auto_filter.ref.startswith("A1:")
        assert page.page_setup.orientation == "landscape"
        assert page.print_title_rows == "$1:$1"


def test_targets_carry_official_figure_goal_outcome_and_coverage(approved: "World", tmp_path: Path) -> None:
    rows = records(read(approved, tmp_path / "a.xlsx")["targets"])
    pledge = rows[0]
    assert pledge["Official figure"] == 120.5
    assert pledge["Goal"] == "at least 2,400 100 million yuan"
    assert (pledge["Organizations asked"], pledge["Answers that count"], pledge["Not filed"]) == (2, 1, 1)
    cycle = rows[2]
    assert cycle["Official figure"] is None
    assert cycle["Outcome"] == "No data"


def test_figures_tasks_and_filings_list_every_organization(approved: "World", tmp_path: Path) -> None:
    sheets = read(approved, tmp_path / "a.xlsx")
    figures = records(sheets["figures"])
    assert {row["Code"] for row in figures} == {"D-TFS", "44", "32", "440100"}
    stated = next(row for row in figures if row["Code"] == "44" and row["Period"] == "Third quarter of 2021")
    assert stated["Stated"] == 120.5
    assert stated["Approved by"] == str(approved.people["reviewer"])
    tasks = records(sheets["tasks"])
    assert {(row["Task"], row["Code"]) for row in tasks} == {
        (approved.local_task.title, "44"),
        (approved.local_task.title, "32"),
        (approved.local_task.title, "440100"),
        (approved.department_task.title, "D-TFS"),
    }
    answered = next(row for row in tasks if row["Code"] == "44")
    assert answered["Achievements"] == "已完成评估指引。"
    assert re.fullmatch(r"Not started: measures \d+, \d+\.", answered["State of the measures"])
    assert len(records(sheets["filings"])) == Filing.objects.count()


def test_workbook_of_a_province_holds_nothing_of_others(approved: "World", tmp_path: Path) -> None:
    sheets = read(approved, tmp_path / "a.xlsx", approved.province)
    for key in ("figures", "tasks", "filings"):
        assert {row["Code"] for row in records(sheets[key])} == {"44", "440100"}
    assert [row["Indicator"] for row in records(sheets["targets"])] == [
        approved.pledge.indicator.english_name,
        approved.growth.indicator.english_name,
    ]


@pytest.mark.parametrize(("status", "is_told"), [("draft", False), ("returned", False), ("submitted", True)])
def test_what_is_not_handed_in_is_in_no_export(
    world: "World", tmp_path: Path, status: str, is_told: bool
) -> None:
    """Of drafts an export says that they are there, not what they say (design R22)."""
    filing = world.submit(world.filing(), value="777.77")
    ProgressEntry.objects.filter(filing=filing).update(achievements="草稿里的话", version=1)
    Filing.objects.filter(pk=filing.pk).update(status=status)
    write_json(report(world), tmp_path / "a.json", silent)
    text = json.dumps(json.loads((tmp_path / "a.json").read_text()), ensure_ascii=False)
    assert ["777.77" in text, "草稿里的话" in text] == [is_told, is_told]


def test_sample_data_is_marked(approved: "World", tmp_path: Path) -> None:
    assert "Sample data" not in {row[0] for row in read(approved, tmp_path / "a.xlsx")["about"]}
    Filing.objects.update(is_sample=True)
    assert "Sample data" in {row[0] for row in read(approved, tmp_path / "b.xlsx")["about"]}


@pytest.mark.parametrize(
    "text", ["=1+1", "＝1+1", "\u3000-1", "+1", "-1", "@SUM(A1)", "\t=1", '=HYPERLINK("http://x")']
)
def test_text_that_looks_like_a_formula_stays_text(approved: "World", tmp_path: Path, text: str) -> None:
    ProgressEntry.objects.filter(version__gt=0).update(achievements=text)
    read(approved, tmp_path / "a.xlsx")
    page = load_workbook(tmp_path / "a.xlsx")["Progress of tasks"]
    [cell] = [cell for row in page.iter_rows() for cell in row if cell.value == text]
    assert cell.data_type == "s"
    assert cell.quotePrefix


def test_one_sign_that_xml_cannot_carry_spoils_no_workbook(approved: "World", tmp_path: Path) -> None:
    ProgressEntry.objects.filter(version__gt=0).update(achievements="前\ufffe后 _x0041_")
    type(approved.guidance).objects.update(title="标题\uffff")
    approved.guidance.refresh_from_db()
    sheets = read(approved, tmp_path / "a.xlsx")
    tasks = [row["Achievements"] for row in records(sheets["tasks"])]
    assert "前�后 _x005F_x0041_" in tasks
    assert len(records(sheets["filings"])) == Filing.objects.count()
    with ZipFile(tmp_path / "a.xlsx") as package:
        for name in package.namelist():
            assert ET.fromstring(package.read(name)) is not None  # noqa: S314 (our own file)


def test_command_writes_no_file_that_reads_back_otherwise(
    approved: "World", tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fewer(*given: Any) -> list[Any]:
        return write_xlsx(*given)[:-1]

    monkeypatch.setitem(RENDERERS, "xlsx", fewer)
    with pytest.raises(CommandError, match="Read back"):
        call_command("export_report", year="2021", output=str(tmp_path / "r.xlsx"), verbosity=0)
    assert list(tmp_path.iterdir()) == []


def test_a_record_that_is_lost_is_found(approved: "World", tmp_path: Path) -> None:
    path = tmp_path / "r.json"
    written = write_json(report(approved), path, silent)
    prove_json(path, written, silent)
    lines = path.read_text().splitlines()
    path.write_text("\n".join(lines[:2] + lines[3:]))
    with pytest.raises(FileDiffers):
        prove_json(path, written, silent)


def test_workbook_asks_a_fixed_number_of_queries(
    approved: "World", tmp_path: Path, django_assert_max_num_queries: "DjangoAssertNumQueries"
) -> None:
    with django_assert_max_num_queries(WORKBOOK_QUERIES):
        write_xlsx(report(approved), tmp_path / "a.xlsx", silent)


def test_progress_runs_from_nothing_to_all(approved: "World", tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    write_xlsx(report(approved), tmp_path / "a.xlsx", lambda done, total: told.append((done, total)))
    assert told[0][0] == 0
    assert told[-1][0] == told[-1][1] > 0
    assert told == sorted(told)


def test_command_writes_json_with_numbers_as_decimal_strings(approved: "World", tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    call_command("export_report", year="2021", format="json", output=str(path), language="en", verbosity=0)
    content = json.loads(path.read_text())
    assert (content["year"], content["organization"]) == (2021, "CNIPA")
    assert list(content["sheets"]) == ["about", "targets", "standings", "figures", "tasks", "filings"]
    assert Decimal(content["sheets"]["targets"][0]["official"]) == Decimal("120.5")


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ({"year": "1999"}, "no published guidance"),
        ({"year": "x"}, "no published guidance"),
        ({"organization": "NONE"}, "no organization"),
        ({"format": "docx"}, "not produced"),
        ({"format": "pdf"}, "not produced"),
        ({"language": "fr"}, "no language"),
        ({"output": "/nowhere/at/all.xlsx"}, "does not exist"),
    ],
)
def test_command_refuses_bad_input_in_one_line(
    approved: "World", tmp_path: Path, options: dict[str, str], reason: str
) -> None:
    given = {"year": "2021", "output": str(tmp_path / "r.xlsx")} | options
    with pytest.raises(CommandError) as refusal:
        call_command("export_report", **given)
    assert reason in str(refusal.value)
    assert "\n" not in str(refusal.value)
    assert list(tmp_path.iterdir()) == []
