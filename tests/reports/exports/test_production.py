"""What an export makes: one file, or a package with its manifest; the same bytes for the same snapshots."""

import datetime as dt
import json
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import pytest
from django.utils import timezone, translation

from reports.exports.manifest import Manifest
from reports.exports.package import prove_package
from reports.exports.plan import ExportPlan
from reports.exports.production import Product, produce
from reports.exports.stages import Course, unwatched
from reports.models import FormKey
from reports.rendering import FileDiffers, FormRefused, silent
from reports.signing.keys import SigningKey
from reports.snapshot.digests import digests_of
from tests.factories import OrganizationFactory
from tests.reports.exports.small_reports import NO_FONT, refusing

if TYPE_CHECKING:
    from reports.exports.makers import Maker
    from tests.world import World

pytestmark = pytest.mark.usefixtures("small_reports")
ALL = tuple(FormKey)


def plan(world: "World", *forms: FormKey, **choices: Any) -> ExportPlan:
    usual = {
        "organization": world.province,
        "with_subordinates": False,
        "language": "zh-hans",
        "with_submitted": False,
        "is_package": len(forms) > 1,
        "at": timezone.now(),
    }
    return ExportPlan(guidance=world.guidance, forms=forms, **usual | choices)


def made(world: "World", folder: Path, *forms: FormKey, **choices: Any) -> Product:
    wanted = plan(world, *forms, **choices)
    folder.mkdir(exist_ok=True)
    return produce(wanted, folder, Course(wanted.steps, unwatched))


def names_in(product: Product) -> list[str]:
    with ZipFile(product.path) as package:
        return package.namelist()


def test_one_form_of_one_report_is_a_file_that_says_it_is_not_final(world: "World", tmp_path: Path) -> None:
    product = made(world, tmp_path, FormKey.PDF)
    assert product.manifest.name == f"2021-{world.province.name}-年度报告-未定稿.pdf"
    assert [path.name for path in tmp_path.iterdir()] == [product.path.name]
    [file] = product.manifest.files
    assert (file.size, file.digests) == (product.path.stat().st_size, digests_of(product.path))


def test_several_forms_are_a_package_whose_manifest_tells_each(world: "World", tmp_path: Path) -> None:
    product = made(world, tmp_path, *ALL)
    stem = f"2021-{world.province.name}-年度报告-未定稿"
    files = [f"{stem}.{form}" for form in ("docx", "pdf", "xlsx", "json")]
    assert names_in(product) == [*files, "manifest.json", "清单.txt"]
    assert product.manifest.name == f"{stem}.zip"
    assert [path.name for path in tmp_path.iterdir()] == ["package.zip"]
    with ZipFile(product.path) as package:
        told = json.loads(package.read("manifest.json"))
        assert [file["sha256"] for file in told["reports"][0]["files"]] == [
            sha256(package.read(name)).hexdigest() for name in files
        ]
        assert told["reports"][0]["snapshot_sha256"] == told["reports"][0]["files"][3]["sha256"]
        listing = package.read("清单.txt").decode("utf-8-sig")
    assert told["schema"] == "export-manifest/1"
    assert told["reports"][0]["version"] is None
    for file in told["reports"][0]["files"]:
        assert file["name"] in listing
        assert file["sha256"] in listing
        assert file["sm3"] in listing
    assert "One sign could not be shown." in listing
    assert listing.count("\r\n") == listing.count("\n")


def test_all_reports_are_the_own_one_and_those_of_who_files_to_it(world: "World", tmp_path: Path) -> None:
    OrganizationFactory(parent=world.office, short_name="无填报")
    product = made(
        world, tmp_path, FormKey.DOCX, organization=world.office, with_subordinates=True, is_package=True
    )
    codes = [report.organization for report in product.manifest.reports]
    assert codes == ["CNIPA", "D-TFS", "44", "32"]
    assert product.manifest.name == f"2021-{world.office.name}-全部年度报告.zip"
    folders = {name.split("/")[0] for name in names_in(product) if "/" in name}
    assert len(folders) == 4


def test_the_same_snapshots_are_the_same_bytes_whenever_they_are_packed(
    world: "World", tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at, whole = timezone.now(), {"organization": world.office, "with_subordinates": True, "is_package": True}
    first = made(world, tmp_path / "a", *ALL, at=at, **whole)
    monkeypatch.setattr("time.time", (at + dt.timedelta(days=400)).timestamp)
    second = made(world, tmp_path / "b", *ALL, at=at, **whole)
    assert first.path.read_bytes() == second.path.read_bytes()


def test_names_that_are_alike_are_told_apart_by_the_code(world: "World", tmp_path: Path) -> None:
    type(world.office).objects.filter(pk=world.neighbour.pk).update(english_name="Guangdong")
    choices = {"organization": world.office, "with_subordinates": True, "is_package": True, "language": "en"}
    names = names_in(made(world, tmp_path, FormKey.PDF, **choices))
    assert len(set(map(str.casefold, names))) == len(names)
    assert any(name.endswith("-not-final-32.pdf") for name in names)


@pytest.mark.parametrize("name", ["局" * 100, "../..", 'a/b\\c:*?"<>|', "\u202egnp.exe", "CON", "=1+1\n"])
def test_no_name_of_an_organization_leads_out_of_the_folder_or_breaks_a_system(
    world: "World", tmp_path: Path, name: str
) -> None:
    type(world.office).objects.filter(pk=world.province.pk).update(name=name)
    world.province.refresh_from_db()
    product = made(world, tmp_path, FormKey.DOCX, FormKey.PDF, with_subordinates=True, is_package=True)
    for entry in [*names_in(product), product.manifest.name]:
        assert not entry.startswith(("/", "."))
        for part in entry.split("/"):
            assert part not in {"", ".", ".."}
            assert len(part.encode()) <= 255
            assert not set(part) & set('<>:"\\|?*\n\u202e')


def test_a_package_without_a_form_says_why(
    world: "World", tmp_path: Path, small_reports: "dict[FormKey, Maker]"
) -> None:
    small_reports[FormKey.PDF] = refusing(small_reports[FormKey.PDF])
    product = made(world, tmp_path, FormKey.DOCX, FormKey.PDF)
    assert [refusal.reason for refusal in product.manifest.reports[0].refused] == [NO_FONT]
    with ZipFile(product.path) as package:
        assert NO_FONT in package.read("清单.txt").decode("utf-8-sig")
    with pytest.raises(FormRefused, match="Install fonts-noto-cjk"):
        made(world, tmp_path / "single", FormKey.PDF)


# --- Proof of a package -----------------------------------------------------------------------------


def rebuilt(product: Product, change: Any) -> None:
    with ZipFile(product.path) as package:
        entries = {name: package.read(name) for name in package.namelist()}
    change(entries)
    with ZipFile(product.path, "w") as package:
        for name, content in entries.items():
            package.writestr(name, content)


def beside(product: Product) -> dict[str, bytes]:
    """What a package holds beside the files of reports."""
    reports = {file.name for file in product.manifest.files}
    with ZipFile(product.path) as package:
        return {name: package.read(name) for name in package.namelist() if name not in reports}


def proved(product: Product, packed: dict[str, bytes]) -> None:
    prove_package(product.path, product.manifest, packed, silent)


@pytest.mark.parametrize(
    "change",
    [
        lambda entries: entries.popitem(),
        lambda entries: entries.update({"more.txt": b""}),
        lambda entries: entries.update({next(iter(entries)): b"other"}),
        lambda entries: entries.update({"manifest.json": b"{}"}),
        lambda entries: entries.update({"manifest.sig": bytes(64)}),
        lambda entries: entries.update({"verify.py": b"print('OK')"}),
    ],
    ids=[
        "a file less",
        "a file more",
        "another content",
        "another manifest",
        "another signature",
        "no check",
    ],
)
def test_a_package_that_is_not_what_its_manifest_says_is_found(
    world: "World", tmp_path: Path, change: Any, signing: SigningKey
) -> None:
    product = made(world, tmp_path, *ALL)
    packed = beside(product)
    proved(product, packed)
    rebuilt(product, change)
    with pytest.raises(FileDiffers):
        proved(product, packed)


def test_a_byte_that_tips_over_is_found(world: "World", tmp_path: Path) -> None:
    product = made(world, tmp_path, *ALL)
    packed, content = beside(product), bytearray(product.path.read_bytes())
    place = content.index(b"docx of 44")
    content[place] ^= 1
    product.path.write_bytes(content)
    with pytest.raises(FileDiffers):
        proved(product, packed)
    product.path.write_bytes(content[:-30])
    with pytest.raises(FileDiffers, match="cannot be read"):
        proved(product, packed)


def test_a_manifest_reads_back_as_it_was(world: "World", tmp_path: Path) -> None:
    import msgspec  # noqa: PLC0415 (only this test asks)

    manifest = made(world, tmp_path, *ALL).manifest
    assert msgspec.convert(msgspec.to_builtins(manifest), Manifest) == manifest
    assert msgspec.json.decode(manifest.as_json(), type=Manifest) == manifest


def test_files_are_named_in_the_language_of_the_report_whatever_that_of_the_page(
    world: "World", tmp_path: Path
) -> None:
    with translation.override("zh-hans"):
        product = made(world, tmp_path, FormKey.PDF, language="en")
    assert product.manifest.name == "2021-Guangdong-annual-report-not-final.pdf"
