"""What the tests of evidence share: files are kept in memory, so nothing leans on a disk."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from pytest_django.fixtures import Settings

from tasks.actions.evidence import Attached, receive_evidence
from tasks.lines.kinds import LINE_KINDS
from tests.tasks.evidence import files
from tests.world import World

Attach = Callable[..., Attached]


@pytest.fixture(autouse=True)
def in_memory(settings: Settings) -> None:
    """The storage is the memory; a path asked of it would fail."""
    memory = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
    settings.STORAGES = settings.STORAGES | {"default": memory}


@pytest.fixture
def attach(world: World) -> Attach:
    """Attach a file to a line of the province's filing, by the filer."""

    def attached(name: str = "证明.pdf", content: bytes = files.PDF, **changed: Any) -> Attached:
        line = {"filing": world.filing(), "kind": "progress", "subject_id": world.local_task.pk}
        given = {**line, "by": world.filer, "at": timezone.now(), **changed}
        kind = LINE_KINDS[given.pop("kind")]
        return receive_evidence(kind=kind, upload=ContentFile(content, name=name), **given)

    return attached


def stored_files() -> list[str]:
    """The names of all files in the storage."""
    try:
        folders = default_storage.listdir("evidence")[0]
    except FileNotFoundError:
        return []
    return [name for folder in folders for name in default_storage.listdir(f"evidence/{folder}")[1]]


LATER = dt.timedelta(minutes=5)
