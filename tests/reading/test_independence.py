"""The reader could be given away: it knows no room but the gates of text, and no database."""

import re
import tomllib

from tests.test_architecture import ROOMS, ROOT

NAME = "The reader of documents knows no room but the gates of text"
DJANGO = re.compile(r"^(?:from|import) (django[\w.]*)", re.MULTILINE)


def test_the_contract_forbids_every_other_room() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    [contract] = [one for one in settings["tool"]["importlinter"]["contracts"] if one["name"] == NAME]
    assert set(contract["forbidden_modules"]) == set(ROOMS) - {"reading", "texts"}
    assert "ignore_imports" not in contract


def test_of_django_only_the_translation_of_sentences_is_used() -> None:
    """import-linter tells Django from other packages, but not one part of it from another."""
    modules = (path.read_text(encoding="utf-8") for path in (ROOT / "reading").rglob("*.py"))
    assert {name for module in modules for name in DJANGO.findall(module)} == {"django.utils.translation"}
