"""The map of the house: what it names is there, and no part of a room is missing from it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.test_architecture import ROOMS

ROOT = Path(__file__).resolve().parents[1]
MAP = ROOT / "docs" / "architecture.md"
PAGES = (*sorted((ROOT / "docs").glob("*.md")), ROOT / "README.md", ROOT / "CONTRIBUTING.md")
# What every room may have, and is not told again for each.
ALIKE = {"api", "forms", "management", "migrations", "models", "templatetags", "views", "actions", "admin"}
# Packages that Django asks for by name.
ASKED_FOR = {("guidance_portal", "formats")}


def mapped() -> dict[str, set[str]]:
    """The files and folders that the map names inside each room."""
    named: dict[str, set[str]] = {}
    for block in re.findall(r"^```\n(.*?)^```", MAP.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL):
        for line in block.splitlines():
            if room := re.fullmatch(r"(\w+)/", line):
                inside = named.setdefault(room[1], set())
            elif line.startswith("  ") and named:
                inside.update(re.split(r" {2,}", line.strip())[0].split(" "))
    return named


def paths_in(page: Path) -> Iterator[str]:
    """What stands between backticks and is a path of the repository."""
    for text in re.findall(r"`([^`\n]+)`", page.read_text(encoding="utf-8")):
        if re.fullmatch(rf"({'|'.join([*ROOMS, 'docs', 'static', 'templates', 'tests'])})/[\w./]+", text):
            yield text


def test_the_map_names_every_room() -> None:
    assert set(mapped()) == set(ROOMS)


@pytest.mark.parametrize("room", ROOMS)
def test_what_the_map_names_is_there(room: str) -> None:
    assert [name for name in sorted(mapped()[room]) if not (ROOT / room / name).exists()] == []


@pytest.mark.parametrize("room", ROOMS)
def test_no_package_is_missing_from_the_map(room: str) -> None:
    packages = {path.parent.name for path in (ROOT / room).glob("*/__init__.py")}
    told = {name.rstrip("/") for name in mapped()[room]} | ALIKE
    assert {package for package in packages - told if (room, package) not in ASKED_FOR} == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_names_no_path_that_is_gone(page: Path) -> None:
    assert [path for path in paths_in(page) if not (ROOT / path).exists()] == []
