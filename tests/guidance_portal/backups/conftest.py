"""What the tests of backups share. They need PostgreSQL's own programs where the database is PostgreSQL."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from pytest_django.plugin import DjangoDbBlocker

from tests.guidance_portal.backups.portals import Portal, copied_portal, filled_portal


@pytest.fixture(scope="session")
def programs() -> None:
    """With ``CI=true`` a machine without pg_dump is a failure, elsewhere a reason to skip."""
    is_postgresql = settings.DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql"
    found = shutil.which("pg_dump") or list(Path("/usr/lib/postgresql").glob("*/bin/pg_dump"))
    if is_postgresql and not found:
        said = "pg_dump is missing: apt-get install postgresql-client"
        assert os.environ.get("CI") != "true", said
        pytest.skip(said)


@pytest.fixture(scope="session")
def original(
    programs: None,
    django_db_setup: None,
    tmp_path_factory: pytest.TempPathFactory,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[Portal]:
    """The portal that each test gets a copy of."""
    with filled_portal(tmp_path_factory.mktemp("original"), django_db_blocker.unblock) as portal:
        yield portal


@pytest.fixture(scope="session")
def original_backup(original: Portal, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The original's backup, for tests that copy it and bring nothing back."""
    folder = tmp_path_factory.mktemp("backups") / "original"
    original.succeed("backup", str(folder))
    return folder


@pytest.fixture
def portal(original: Portal, tmp_path: Path) -> Iterator[Portal]:
    with copied_portal(original, tmp_path / "portal") as copy:
        yield copy
