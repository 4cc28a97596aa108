"""A workbook is read back cell by cell: none passes that says anything else than the snapshot."""

import re
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest

from reports.rendering import FileDiffers, silent
from reports.snapshot.snapshot import Snapshot
from reports.workbook.xlsx import render_xlsx
from reports.workbook.xlsx_proof import prove_xlsx
from tests.reports.workbook.year_snapshot import line, snapshot_with

PART = "xl/worksheets/sheet6.xml"
CHANGES: dict[str, Callable[[str], str]] = {
    "a digit": lambda sheet: sheet.replace("512.36", "512.37", 1),
    "a sign of a text": lambda sheet: sheet.replace("第1行", "第7行"),
    "a day": lambda sheet: sheet.replace("<v>44540</v>", "<v>44541</v>", 1),
    "a number that became text": lambda sheet: re.sub(
        r'(<c r="C2" s="\d+")><v>(.*?)</v>', r'\1 t="inlineStr"><is><t>\2</t></is>', sheet
    ),
    "a row less": lambda sheet: re.sub(r'<row r="3".*?</row>', "", sheet),
    "a row more": lambda sheet: sheet.replace("</sheetData>", '<row r="9"/></sheetData>'),
    "a cell less": lambda sheet: re.sub(r'<c r="B2".*?</c>', "", sheet),
    "a cell elsewhere": lambda sheet: sheet.replace('r="B2"', 'r="C2"'),
    "two rows in another order": lambda sheet: (
        sheet.replace("第0行", "@").replace("第1行", "第0行").replace("@", "第1行")
    ),
    "a formula": lambda sheet: sheet.replace("<v>512.36</v>", "<f>1+1</f><v>512.36</v>", 1),
    "a sign that XML cannot carry": lambda sheet: sheet.replace("</t>", "\ufffe</t>", 1),
    "an end too early": lambda sheet: sheet[:-40],
}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("proof")
    snapshot = snapshot_with(folder / "s.json", [line(f"第{place}行") for place in range(4)])
    render_xlsx(snapshot, "zh-hans", folder / "a.xlsx", silent)
    prove_xlsx(snapshot, "zh-hans", folder / "a.xlsx", silent)
    return folder


def with_part(source: Path, target: Path, change: Callable[[str], str], name: str = PART) -> None:
    with ZipFile(source) as package, ZipFile(target, "w") as changed:
        for part in package.namelist():
            content = package.read(part)
            if part == name:
                new = change(content.decode())
                assert new.encode() != content
                content = new.encode()
            changed.writestr(part, content)


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_what_says_something_else_does_not_pass(
    written: Path, tmp_path: Path, change: Callable[[str], str]
) -> None:
    with_part(written / "a.xlsx", tmp_path / "b.xlsx", change)
    with pytest.raises(FileDiffers):
        prove_xlsx(Snapshot(written / "s.json"), "zh-hans", tmp_path / "b.xlsx", silent)


def test_another_name_of_a_sheet_does_not_pass(written: Path, tmp_path: Path) -> None:
    with_part(
        *(written / "a.xlsx", tmp_path / "b.xlsx"),
        lambda book: book.replace('name="图表"', 'name="图"'),
        "xl/workbook.xml",
    )
    with pytest.raises(FileDiffers):
        prove_xlsx(Snapshot(written / "s.json"), "zh-hans", tmp_path / "b.xlsx", silent)


def test_a_file_that_is_none_does_not_pass(written: Path, tmp_path: Path) -> None:
    (tmp_path / "b.xlsx").write_bytes((written / "a.xlsx").read_bytes()[:-100])
    with pytest.raises(FileDiffers):
        prove_xlsx(Snapshot(written / "s.json"), "zh-hans", tmp_path / "b.xlsx", silent)
