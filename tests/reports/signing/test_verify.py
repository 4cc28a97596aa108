"""The script of a package, run as a court runs it: with Python and openssl, on what was unpacked."""

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
import time_machine
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from reports.exports.signed_snapshot import signed_snapshot
from reports.models import FormKey
from reports.signing import verify
from reports.signing.keys import SigningKey
from reports.signing.private_keys import Ed25519Key
from tests.reports.exports.test_production import made
from tests.reports.frozen import DECEMBER, frozen_report

if TYPE_CHECKING:
    from tests.world import World

MOST_LINES = 50
FORMS = (FormKey.DOCX, FormKey.XLSX, FormKey.JSON, FormKey.PDF)
BESIDE = ("manifest.json", "manifest.sig", "public-key.pem")


@pytest.fixture
def unpacked(world: "World", signing: SigningKey, tmp_path: Path) -> Path:
    """A real package of a frozen report in every form, unpacked."""
    frozen_report(world)
    with time_machine.travel(DECEMBER, tick=False):
        product = made(world, tmp_path / "made", *FORMS)
    folder = tmp_path / "unpacked"
    with ZipFile(product.path) as package:
        package.extractall(folder)
    return folder


def run(folder: Path, *arguments: object) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-I", str(folder / "verify.py"), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603


def tip_over(path: Path, place: int) -> None:
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)


def test_what_was_packed_passes_and_one_altered_byte_does_not(unpacked: Path) -> None:
    passed = run(unpacked)
    assert (passed.returncode, passed.stderr) == (0, "")
    assert passed.stdout.count("OK") == 1 + len(FORMS)
    for path in sorted(unpacked.rglob("*")):
        if path.suffix in {f".{form}" for form in FORMS} or path.name in BESIDE:
            kept = path.read_bytes()
            for place in (0, len(kept) // 2, len(kept) - 2):
                tip_over(path, place)
                assert run(unpacked).returncode != 0, f"{path.name}, byte {place}"
                path.write_bytes(kept)
    assert run(unpacked).returncode == 0


def test_a_file_that_is_missing_or_another_is_named(unpacked: Path) -> None:
    file = json.loads((unpacked / "manifest.json").read_bytes())["reports"][0]["files"][0]["name"]
    (unpacked / file).unlink()
    found = run(unpacked)
    assert found.returncode == 1
    assert f"WRONG {file}" in found.stdout


def test_only_the_key_of_the_portal_proves_that_the_portal_made_it(
    unpacked: Path, signing: SigningKey, tmp_path: Path
) -> None:
    published = tmp_path / "published.pem"
    published.write_bytes(signing.public_pem)
    assert run(unpacked, published).returncode == 0
    published.write_bytes(Ed25519Key(Ed25519PrivateKey.generate()).public_pem)
    assert run(unpacked, published).returncode == 1


def test_a_signed_snapshot_passes_too(world: "World", signing: SigningKey, tmp_path: Path) -> None:
    report = frozen_report(world)
    with signed_snapshot(report, "zh-hans") as (path, _manifest):
        first = path.read_bytes()
        with ZipFile(path) as package:
            package.extractall(tmp_path / "snapshot")
    with signed_snapshot(report, "zh-hans") as (path, _manifest):
        assert path.read_bytes() == first
    assert run(tmp_path / "snapshot").returncode == 0


def test_the_script_can_be_read_at_a_sitting_and_needs_nothing_else() -> None:
    source = Path(verify.__file__).read_text(encoding="utf-8")
    assert len(source.splitlines()) <= MOST_LINES
    imported = {line.split()[1] for line in source.splitlines() if line.startswith(("import ", "from "))}
    assert imported <= set(sys.stdlib_module_names)
