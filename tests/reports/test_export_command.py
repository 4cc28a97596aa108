"""``manage.py export_report``: the same reports with the same refusals, and nothing changed on bad input."""

import io
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import pytest
from django.core.management import CommandError, call_command

from reports.models import Export, FormKey
from tests.reports.exports.small_reports import NO_FONT, refusing

if TYPE_CHECKING:
    from reports.exports.makers import Maker
    from tests.world import World

pytestmark = pytest.mark.usefixtures("small_reports")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def export(path: Path, **options: Any) -> str:
    """Run the command; answers what it says."""
    said = io.StringIO()
    call_command("export_report", **{"year": "2021", "output": str(path), "stdout": said} | options)
    return said.getvalue()


@pytest.mark.parametrize("form", FormKey.values)
def test_each_form_of_an_organization(world: "World", tmp_path: Path, form: str) -> None:
    path = tmp_path / f"r.{form}"
    assert export(path, format=form, organization="44") == f"Wrote {path}.\n"
    assert b"44" in path.read_bytes()
    assert list(tmp_path.iterdir()) == [path]
    assert not Export.objects.exists()


def test_the_office_without_an_organization(world: "World", tmp_path: Path) -> None:
    export(tmp_path / "r.json", format="json", with_submitted=True, language="en")
    head = json.loads((tmp_path / "r.json").read_text())["head"]
    assert (head["organization"]["code"], head["with_submitted"]) == ("CNIPA", True)


@pytest.mark.parametrize(("code", "reports"), [("44", ["44"]), (None, ["CNIPA", "D-TFS", "44", "32"])])
def test_a_package_of_all_forms(world: "World", tmp_path: Path, code: str | None, reports: list[str]) -> None:
    export(tmp_path / "r.zip", format="zip", organization=code)
    with ZipFile(tmp_path / "r.zip") as package:
        told = json.loads(package.read("manifest.json"))["reports"]
    assert [report["organization"] for report in told] == reports
    assert {len(report["files"]) for report in told} == {4}


def test_a_file_that_is_there_is_replaced_whole(world: "World", tmp_path: Path) -> None:
    path = tmp_path / "r.json"
    path.write_text("before")
    export(path, format="json")
    assert json.loads(path.read_text())["schema"].startswith("annual-report/")


def test_what_a_link_leads_to_is_replaced_and_the_link_stays(world: "World", tmp_path: Path) -> None:
    shared, link = tmp_path / "shared.json", tmp_path / "r.json"
    shared.write_text("before")
    link.symlink_to(shared)
    export(link, format="json")
    assert link.is_symlink()
    assert json.loads(shared.read_text())["schema"].startswith("annual-report/")


def test_no_file_takes_the_place_of_a_pipe_or_a_device(world: "World", tmp_path: Path) -> None:
    pipe, link = tmp_path / "pipe", tmp_path / "link"
    os.mkfifo(pipe)
    link.symlink_to(pipe)
    for path in (pipe, link):
        with pytest.raises(CommandError, match="is no ordinary file"):
            export(path, format="json")
    assert pipe.is_fifo()
    assert link.is_symlink()


def test_progress_is_told_on_a_terminal_and_nowhere_else(world: "World", tmp_path: Path) -> None:
    terminal, elsewhere = Terminal(), io.StringIO()
    export(tmp_path / "r.zip", format="zip", language="en", stderr=terminal)
    export(tmp_path / "r.zip", format="zip", language="en", stderr=elsewhere)
    lines = terminal.getvalue().split("\r")
    assert lines[1].startswith("  0 % Gathering the report · CNIPA (1 of 4)")
    assert any("Writing · Guangdong · PDF (.pdf) (3 of 4)" in line for line in lines)
    assert lines[-2].startswith("100 %")
    assert elsewhere.getvalue() == ""


def test_a_missing_form_of_a_package_is_told_and_the_rest_written(
    world: "World", tmp_path: Path, small_reports: "dict[FormKey, Maker]"
) -> None:
    small_reports[FormKey.PDF] = refusing(small_reports[FormKey.PDF])
    told = io.StringIO()
    export(tmp_path / "r.zip", format="zip", organization="44", language="en", stderr=told)
    export(tmp_path / "r.zip", format="zip", language="en", stderr=told)
    assert told.getvalue().splitlines() == [
        f"PDF (.pdf) · Guangdong: {NO_FONT}",
        f"PDF (.pdf) · all 4 reports: {NO_FONT}",
    ]
    assert (tmp_path / "r.zip").exists()


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ({"year": "1999"}, "no published guidance"),
        ({"year": "x"}, "no published guidance"),
        ({"year": "9" * 30}, "no published guidance"),
        ({"organization": "NONE"}, "no organization"),
        ({"organization": ""}, "no organization"),
        ({"format": "odt"}, "not produced. Choose one of: docx, pdf, xlsx, json, zip."),
        ({"language": "fr"}, "no language"),
        ({"output": "/nowhere/at/all.xlsx"}, "does not exist"),
        ({"output": "/"}, "is a folder"),
        ({"output": ""}, "is a folder"),
        ({"output": f"/tmp/{'a' * 300}"}, "File name too long"),  # noqa: S108 (nothing is written there)
        ({"format": "pdf"}, NO_FONT),
    ],
)
def test_bad_input_is_refused_in_one_line_and_changes_nothing(
    world: "World",
    tmp_path: Path,
    small_reports: "dict[FormKey, Maker]",
    options: dict[str, str],
    reason: str,
) -> None:
    small_reports[FormKey.PDF] = refusing(small_reports[FormKey.PDF], NO_FONT.replace(". ", ".\n"))
    (tmp_path / "r.xlsx").write_text("before")
    with pytest.raises(CommandError) as refusal:
        export(tmp_path / "r.xlsx", **options)
    assert reason in str(refusal.value)
    assert "\n" not in str(refusal.value)
    assert [path.read_text() for path in tmp_path.iterdir()] == ["before"]


def test_what_reads_back_otherwise_is_not_written(
    world: "World", tmp_path: Path, small_reports: "dict[FormKey, Maker]"
) -> None:
    small_reports[FormKey.DOCX] = type(small_reports[FormKey.DOCX])(
        small_reports[FormKey.PDF].render, small_reports[FormKey.DOCX].prove
    )
    with pytest.raises(CommandError, match="Read back"):
        export(tmp_path / "r.docx", format="docx")
    assert list(tmp_path.iterdir()) == []
