"""Files in a storage that is no folder: fetched with their checksums, and brought back under their names."""

from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from pytest_django import Settings

from guidance_portal.backups import files
from guidance_portal.backups.contents import verify_contents
from guidance_portal.backups.manifest import Content

SPOKEN: list[str] = []


@pytest.fixture(autouse=True)
def in_memory(settings: Settings) -> None:
    memory = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
    settings.STORAGES = settings.STORAGES | {"default": memory}


def keep(name: str, content: bytes) -> None:
    assert default_storage.save(name, ContentFile(content)) == name


def content(name: str) -> bytes:
    with default_storage.open(name) as file:
        return bytes(file.read())


def copy_out(folder: Path) -> dict[str, Content]:
    copied = files.copy_out(folder, SPOKEN.append)
    verify_contents(folder, copied, SPOKEN.append)
    return copied


def test_a_bucket_is_copied_and_comes_back(tmp_path: Path) -> None:
    keep("evidence/1/a.pdf", b"one")
    keep("evidence/2/b.pdf", b"two")
    keep("exports/c.xlsx", b"three")
    copied = copy_out(tmp_path)
    assert set(copied) == {"files/evidence/1/a.pdf", "files/evidence/2/b.pdf", "files/exports/c.xlsx"}
    default_storage.delete("evidence/1/a.pdf")
    default_storage.delete("evidence/2/b.pdf")
    keep("evidence/2/b.pdf", b"owt")
    keep("evidence/3/later.pdf", b"later")
    files.copy_into_storage(tmp_path, copied, SPOKEN.append)
    assert content("evidence/1/a.pdf") == b"one"
    assert content("evidence/2/b.pdf") == b"two"
    assert content("evidence/3/later.pdf") == b"later"


def test_a_file_that_goes_while_it_is_copied_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep("evidence/1/a.pdf", b"one")
    monkeypatch.setattr(files, "stored_names", lambda _storage: ["evidence/1/a.pdf", "evidence/1/gone.pdf"])
    assert set(copy_out(tmp_path)) == {"files/evidence/1/a.pdf"}
    assert SPOKEN[-1] == "evidence/1/gone.pdf was removed while the backup was made"


def test_gaps_are_what_rows_name_and_the_copy_lacks() -> None:
    copied = {"files/a": Content(3, "1" * 64), "files/b": Content(3, "2" * 64)}
    named = {"a": "1" * 64, "b": "9" * 64, "c": "3" * 64}
    assert files.gaps_in(named, copied) == [
        "b is not the file that was uploaded (SHA-256)",
        "c is missing in the storage",
    ]
