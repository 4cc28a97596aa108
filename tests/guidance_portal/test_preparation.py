"""The steps of a start: each does its work once, and says plainly what is in the way."""

import io
import os
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from pytest_django import Settings

from guidance_portal import preparation
from organizations.models import User
from tasks.models import Guidance


@pytest.fixture(autouse=True)
def data_folder(settings: Settings, tmp_path: Path) -> Path:
    """A folder of the test's own for what the steps write."""
    settings.DATA_DIR = tmp_path / "var"
    settings.MEDIA_ROOT = settings.DATA_DIR / "media"
    settings.STATIC_ROOT = settings.DATA_DIR / "static"
    settings.SIGNING_KEY_FILE = settings.DATA_DIR / "signing-key.pem"
    preparation.make_folders()
    return tmp_path / "var"


@pytest.fixture
def busy_port() -> Iterator[int]:
    """A port of this machine that somebody else listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def prepare(*arguments: str) -> str:
    """What the command prints."""
    call_command("prepare", *arguments, stdout=(said := io.StringIO()))
    return said.getvalue()


def test_a_key_to_sign_with_is_made_once_and_never_in_production(settings: Settings) -> None:
    settings.IS_PRODUCTION = True
    preparation.make_signing_key()
    assert not settings.SIGNING_KEY_FILE.exists()
    settings.IS_PRODUCTION = False
    preparation.make_signing_key()
    made = settings.SIGNING_KEY_FILE.read_bytes()
    preparation.make_signing_key()
    assert settings.SIGNING_KEY_FILE.read_bytes() == made


def test_assets_are_collected_once_and_again_after_a_change(settings: Settings, tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    (source / "portal.css").write_text("a { color: red }")
    settings.STATICFILES_DIRS = [source]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    assert preparation.collect_assets()
    assert (Path(settings.STATIC_ROOT) / "portal.css").exists()
    assert not preparation.collect_assets()
    (source / "portal.css").write_text("a { color: blue; }")
    later = time.time() + 5
    os.utime(source / "portal.css", (later, later))
    assert preparation.collect_assets()
    assert "blue" in (Path(settings.STATIC_ROOT) / "portal.css").read_text()


@pytest.mark.django_db
def test_migrations_run_only_where_one_is_missing() -> None:
    assert preparation.apply_migrations() == 0
    newest = MigrationLoader(connection).graph.leaf_nodes("reports")[0]
    MigrationRecorder(connection).record_unapplied(*newest)
    with patch.object(preparation, "call_command") as migrate:
        assert preparation.apply_migrations() == 1
    migrate.assert_called_once_with("migrate", interactive=False, verbosity=0)


@pytest.mark.django_db
def test_a_second_start_repeats_nothing_and_prints_the_sign_ins() -> None:
    with patch.object(preparation, "collect_assets", return_value=False):
        once = prepare("--port", "18431")
        counts = Guidance.objects.count(), User.objects.count()
        again = prepare("--port", "18431")
    assert "The guidance of 2021 loaded" in once
    assert "loaded" not in again
    assert (Guidance.objects.count(), User.objects.count()) == counts
    assert "http://127.0.0.1:18431" in again
    assert "Guidance-2021" in again
    assert "gd-filer" in again


@pytest.mark.django_db
def test_production_gets_no_sample_and_prints_no_sign_ins(settings: Settings) -> None:
    settings.IS_PRODUCTION = True
    with patch.object(preparation, "collect_assets", return_value=False):
        assert prepare() == ""
    assert not User.objects.exists()


@pytest.mark.django_db
def test_a_portal_of_its_own_people_prints_no_sample_people(settings: Settings) -> None:
    assert preparation.sample_sign_ins() == []


def test_a_busy_port_is_refused_in_a_plain_sentence(busy_port: int) -> None:
    with pytest.raises(CommandError, match=rf"Port {busy_port} of this machine is taken.*make run PORT="):
        prepare("--port", str(busy_port))


@pytest.mark.parametrize("port", ["0", "65536", "-1", "eight", "²"])
def test_a_port_that_cannot_be_is_refused(port: str) -> None:
    with pytest.raises(CommandError, match="is no port"):
        prepare(f"--port={port}")


def test_a_database_that_cannot_be_used_is_named_in_one_line() -> None:
    with (
        patch.object(preparation, "collect_assets", return_value=False),
        patch.object(preparation, "apply_migrations", side_effect=OperationalError("refused\ndetail")),
        pytest.raises(CommandError, match=r"^The database of DATABASE_URL cannot be used: refused$"),
    ):
        prepare()
