"""The open-data annex: what it says is what the frozen report prints, and it is described, safe and the same
again."""

import csv
import hashlib
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import jsonschema
import pytest

from organizations.models import Organization
from reports.models import AnnualReport
from reports.open_data.annex import RESOURCES, write_annex
from reports.open_data.year import OfficeYear
from reports.signing.keys import SigningKey
from reports.snapshot.document import Table
from reports.snapshot.snapshot import Snapshot
from reports.stored_report import unpacked
from tests.reports.frozen import frozen_report
from tests.reports.publications.signed_out import signed_out
from tests.reports.signing.test_verify import run
from tests.world import World

if TYPE_CHECKING:
    from pytest_django.fixtures import Settings

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(world: World) -> AnnualReport:
    """A report in which a province, its neighbour and a city below it have filed."""
    frozen_report(world, world.city, value="77.7")
    frozen_report(world, world.neighbour, value="1234.5")
    return signed_out(world)


@pytest.fixture
def annex(report: AnnualReport, tmp_path: Path) -> dict[str, bytes]:
    return unzipped(written(report, tmp_path / "annex.zip"))


def written(report: AnnualReport, path: Path) -> Path:
    with unpacked(report) as source:
        write_annex(Snapshot(source), report, path)
    return path


def unzipped(path: Path) -> dict[str, bytes]:
    with ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def rows_of(annex: dict[str, bytes], key: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(annex[f"{key}.csv"].decode("utf-8-sig"))))


def tables_of(report: AnnualReport, label: str, language: str = "zh-hans") -> list[Table]:
    """The tables that an annex of the report prints."""
    with unpacked(report) as source:
        document = Snapshot(source).documents[language]
    (annex,) = (annex for annex in document.annexes if annex.label == label)
    return [block for block in annex.blocks if isinstance(block, Table)]


def test_the_country_s_values_are_those_that_are_printed(
    report: AnnualReport, annex: dict[str, bytes]
) -> None:
    (printed,) = tables_of(report, "附件1")
    rows = rows_of(annex, "targets")
    assert [row["indicator_zh"] for row in rows] == [cells[1].text for cells in printed.rows]
    assert [row["goal_zh"] for row in rows] == [cells[3].text for cells in printed.rows]
    assert [row["printed_zh"] for row in rows] == [cells[4].text for cells in printed.rows]
    assert "1,735" in rows[0]["printed_zh"]


def test_the_values_of_bureaus_are_those_that_are_printed(
    report: AnnualReport, annex: dict[str, bytes]
) -> None:
    rows = rows_of(annex, "organizations")
    found = {(row["organization_zh"], row["indicator_zh"]): row["printed_zh"] for row in rows}
    printed = dict(matrix_cells(report))
    assert found == {key: text for key, text in printed.items() if text != "—"}
    assert {"广东", "江苏"} == {organization for organization, _indicator in found}


def matrix_cells(report: AnnualReport) -> Iterator[tuple[tuple[str, str], str]]:
    """What the matrix prints, by organization and indicator, without the mark of an open year."""
    with unpacked(report) as source:
        names = {figure.name.zh for figure in OfficeYear(Snapshot(source)).national}
    for table in tables_of(report, "附件2"):
        if table.columns[0].title != "地区":
            for cells in table.rows[:-1]:
                for column, cell in zip(table.columns[1:], cells[1:], strict=True):
                    if column.title in names:
                        yield (cells[0].text, column.title), cell.text.removesuffix(" †")


def test_nothing_of_those_below_the_provinces_is_in_it(world: World, annex: dict[str, bytes]) -> None:
    assert world.city.kind == Organization.Kind.CITY
    whole = b"".join(annex.values()).decode("utf-8", errors="replace")
    assert world.city.name not in whole
    assert world.city.short_name not in whole
    assert "77.7" not in whole
    codes = {row["organization_code"] for row in rows_of(annex, "periods")}
    assert codes == {world.province.code, world.neighbour.code}


def test_nobody_is_named_in_it(world: World, annex: dict[str, bytes]) -> None:
    whole = b"".join(annex.values()).decode("utf-8", errors="replace")
    for person in world.people.values():
        assert person.name not in whole


def test_periods_hold_what_was_approved(annex: dict[str, bytes]) -> None:
    rows = rows_of(annex, "periods")
    assert {row["value"] for row in rows} == {"500.50", "1234.50", "42.00"}
    assert all(row["approved_on"] for row in rows)


def test_sources_name_the_filings_of_every_figure(annex: dict[str, bytes]) -> None:
    sources = {(row["figure_of"], row["indicator_code"]) for row in rows_of(annex, "sources")}
    with_value = [row for row in rows_of(annex, "organizations") if row["value"]]
    assert {(row["organization_code"], row["indicator_code"]) for row in with_value} <= sources


def test_json_says_the_same_and_obeys_its_schema(annex: dict[str, bytes]) -> None:
    data, schema = json.loads(annex["data.json"]), json.loads(annex["schema.json"])
    jsonschema.validate(data, schema)
    for resource in RESOURCES:
        rows = rows_of(annex, resource.key)
        assert [row.keys() for row in data["tables"][resource.key]] == [row.keys() for row in rows]
        said = [[in_words(value) for value in row.values()] for row in data["tables"][resource.key]]
        assert said == [list(row.values()) for row in rows]


def in_words(value: Any) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def test_the_description_is_that_of_the_files(report: AnnualReport, annex: dict[str, bytes]) -> None:
    described = json.loads(annex["datapackage.json"])
    assert described["report"]["document_number"] == str(report.number)
    assert described["report"]["version"] == report.version
    for resource in described["resources"]:
        content = annex[resource["path"]]
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
    for resource in (each for each in described["resources"] if each["format"] == "csv"):
        fields = resource["schema"]["fields"]
        head = annex[resource["path"]].decode("utf-8-sig").splitlines()[0]
        assert [field["name"] for field in fields] == next(csv.reader([head]))
        words = ("title", "title_en", "description", "description_en")
        assert all(field[word] for field in fields for word in words)
        assert all(field["title"] != field["title_en"] for field in fields)
        identity = resource["schema"].get("primaryKey", [])
        keys = [tuple(row[key] for key in identity) for row in rows_of(annex, resource["name"])]
        assert not identity or len(keys) == len(set(keys))


def test_terms_are_those_of_the_settings_or_plainly_none(
    report: AnnualReport, annex: dict[str, bytes], settings: "Settings", tmp_path: Path
) -> None:
    described = json.loads(annex["datapackage.json"])
    assert "licenses" not in described
    assert described["terms"]["en"].startswith("Not stated")
    settings.OPEN_DATA_TERMS, settings.OPEN_DATA_TERMS_ADDRESS = "开放许可", "https://example.org/terms"
    described = json.loads(unzipped(written(report, tmp_path / "again.zip"))["datapackage.json"])
    assert described["licenses"] == [{"title": "开放许可", "path": "https://example.org/terms"}]


def test_the_same_snapshot_makes_the_same_bytes(report: AnnualReport, tmp_path: Path) -> None:
    first, second = written(report, tmp_path / "1.zip"), written(report, tmp_path / "2.zip")
    assert first.read_bytes() == second.read_bytes()


def test_the_list_of_checksums_names_every_file(annex: dict[str, bytes]) -> None:
    manifest = json.loads(annex["manifest.json"])
    named = {file["name"]: file["sha256"] for file in manifest["reports"][0]["files"]}
    beside = {"manifest.json", "manifest.sig", "public-key.pem", "verify.py"}
    assert named == {
        name: hashlib.sha256(content).hexdigest() for name, content in annex.items() if name not in beside
    }


def test_the_package_checks_itself(report: AnnualReport, signing: SigningKey, tmp_path: Path) -> None:
    folder = tmp_path / "unpacked"
    with ZipFile(written(report, tmp_path / "annex.zip")) as package:
        package.extractall(folder)
    assert run(folder).returncode == 0
    (folder / "targets.csv").write_bytes(b"altered")
    assert run(folder).returncode == 1
