"""A file is on the disk under its name, whole, before the row that names it is written."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from django.core.files.base import ContentFile
from django.db import OperationalError, connection
from django.utils import timezone
from pytest_django import Settings

from guidance_portal.durable_storage import DurableStorage
from tasks.actions.evidence import receive_evidence
from tasks.lines.kinds import LINE_KINDS
from tasks.models import Evidence
from tests.tasks.evidence.files import PDF
from tests.world import World


@pytest.fixture
def media(settings: Settings, tmp_path: Path) -> Path:
    """An empty folder for files."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.MEDIA_ROOT.mkdir()
    return settings.MEDIA_ROOT


@contextmanager
def traced(media: Path) -> Iterator[list[str]]:
    """What is forced onto the disk, renamed and inserted, in order."""
    steps: list[str] = []
    fsync, replace = os.fsync, Path.replace

    def forced(descriptor: int) -> None:
        path = Path(f"/proc/self/fd/{descriptor}").readlink()
        steps.append(f"force {path.relative_to(media).as_posix()}" if path.is_dir() else "force content")
        fsync(descriptor)

    def renamed(path: Path, target: str) -> Path:
        steps.append("name")
        return replace(path, target)

    def written(execute: Callable[..., Any], sql: str, *arguments: Any) -> Any:
        if sql.startswith('INSERT INTO "tasks_evidence"'):
            steps.append("insert")
        return execute(sql, *arguments)

    with (
        patch("os.fsync", forced),
        patch.object(Path, "replace", renamed),
        connection.execute_wrapper(written),
    ):
        yield steps


def attach(world: World) -> Evidence:
    return receive_evidence(
        filing=world.filing(),
        kind=LINE_KINDS["progress"],
        subject_id=world.local_task.pk,
        upload=ContentFile(PDF, name="证明.pdf"),
        by=world.filer,
        at=timezone.now(),
    ).evidence


def test_the_portal_keeps_its_files_so(settings: Settings) -> None:
    assert settings.STORAGES["default"]["BACKEND"] == "guidance_portal.durable_storage.DurableStorage"


def test_content_then_name_then_folders_then_the_row(world: World, media: Path) -> None:
    with traced(media) as steps:
        evidence = attach(world)
    folder = f"evidence/{evidence.filing_id}"
    forced = ["force content", "name", f"force {folder}", "force evidence", "force ."]
    assert steps == [*forced, "insert"]
    assert (media / evidence.file.name).read_bytes() == PDF
    assert [path.name for path in (media / folder).iterdir()] == [Path(evidence.file.name).name]


def test_two_files_of_one_name_are_both_kept(media: Path) -> None:
    storage = DurableStorage(location=media)
    names = {storage.save("a/b.txt", ContentFile(text)) for text in (b"one", b"two")}
    assert sorted((media / name).read_bytes() for name in names) == [b"one", b"two"]


def test_two_that_find_the_same_name_free_at_once_are_both_kept(media: Path) -> None:
    storage = DurableStorage(location=media)
    (media / "b.txt").write_bytes(b"one")
    name = storage._save("b.txt", ContentFile(b"two"))
    assert name != "b.txt"
    assert ((media / "b.txt").read_bytes(), (media / name).read_bytes()) == (b"one", b"two")


def test_a_disk_that_does_not_take_it_leaves_no_row_and_no_file(world: World, media: Path) -> None:
    with (
        patch("os.fsync", side_effect=OSError("No space left on device")),
        pytest.raises(OSError, match="space"),
    ):
        attach(world)
    assert not Evidence.objects.exists()
    assert [path for path in media.rglob("*") if path.is_file()] == []


def test_a_commit_whose_answer_was_lost_keeps_the_file(world: World, media: Path) -> None:
    with (
        patch.object(Evidence, "save", side_effect=OperationalError("server closed the connection")),
        patch("tasks.actions.evidence.Evidence.objects.filter", side_effect=OperationalError("gone")),
        pytest.raises(OperationalError, match="server closed"),
    ):
        attach(world)
    assert len(list(media.rglob("*.pdf"))) == 1
