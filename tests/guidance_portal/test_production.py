"""Production starts with no sample people who could sign in, says how to mend it, and makes none."""

import io
import subprocess
import sys
from pathlib import Path
from unittest.mock import patch

import pytest
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from guidance_portal import preparation
from guidance_portal.production import refuse_sample_people, sample_people_problem
from organizations.models import User
from reports.signing.private_keys import make_key
from tasks.actions import renew_calendar_token
from tests.conftest import SignIn
from tests.databases import lay_migrated
from tests.guidance_portal.test_settings import ROOT, SAFE, lay_key, manage
from tests.world import World

PROBLEM = r"1 sample people.*can sign in. Retire them with `manage.py retire_sample_people`"


@pytest.fixture
def world_with_a_sample_person(world: World) -> World:
    """The filer is one of the sample."""
    User.objects.filter(pk=world.filer.pk).update(is_sample=True)
    return world


@pytest.fixture
def in_production(settings: Settings) -> None:
    settings.IS_PRODUCTION = True


sample_in_production = pytest.mark.usefixtures("world_with_a_sample_person", "in_production")


def retire() -> str:
    call_command("retire_sample_people", stdout=(said := io.StringIO()))
    return said.getvalue()


@sample_in_production
def test_a_start_is_refused_and_says_how_to_mend() -> None:
    with pytest.raises(ImproperlyConfigured, match=f"^PORTAL_MODE=production refuses to start: {PROBLEM}"):
        refuse_sample_people()


@sample_in_production
def test_preparing_is_refused_once_the_database_has_its_shape() -> None:
    with (
        patch.object(preparation, "collect_assets", return_value=False),
        pytest.raises(ImproperlyConfigured, match=PROBLEM),
    ):
        call_command("prepare")


@sample_in_production
def test_the_deployment_check_reports_it() -> None:
    (error,) = run_checks(tags=["people"], include_deployment_checks=True)
    assert (error.id, "retire_sample_people" in error.msg) == ("guidance_portal.E001", True)
    assert run_checks(tags=["people"]) == []


def test_the_deployment_check_names_a_missing_key(settings: Settings, tmp_path: Path) -> None:
    settings.SIGNING_KEY_FILE = tmp_path / "key.pem"
    assert run_checks(tags=["signing"], include_deployment_checks=True) == []
    settings.IS_PRODUCTION = True
    (error,) = run_checks(tags=["signing"], include_deployment_checks=True)
    assert (error.id, "SIGNING_KEY_FILE" in error.msg) == ("guidance_portal.E002", True)
    make_key(settings.SIGNING_KEY_FILE)
    assert run_checks(tags=["signing"], include_deployment_checks=True) == []


@sample_in_production
def test_a_portal_that_runs_already_is_not_ready_and_tells_no_stranger_why(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["checks"]["people"] == "failed, see the log"
    assert b"sample" not in response.content
    assert "retire_sample_people" in caplog.text


@sample_in_production
def test_asking_costs_one_query() -> None:
    with CaptureQueriesContext(connection) as queries:
        assert sample_people_problem()
    assert len(queries) == 1


@sample_in_production
def test_retiring_mends_it_and_says_how_many() -> None:
    assert retire().startswith("1 sample people retired")
    refuse_sample_people()
    assert retire() == "No sample person can sign in; nothing was changed.\n"


def test_who_is_retired_is_out_at_once_and_their_row_stays(world_with_a_sample_person: World) -> None:
    world = world_with_a_sample_person
    token = renew_calendar_token(by=world.filer, at=timezone.now())
    client, colleague = SignIn(world)("filer"), SignIn(world)("colleague")
    assert (client.get("/").status_code, colleague.get("/").status_code) == (200, 200)
    retire()
    assert (client.get("/").status_code, colleague.get("/").status_code) == (302, 200)
    person = world.person("filer")
    assert not person.is_active
    assert not person.has_usable_password()
    assert person.memberships.exists()
    User.objects.filter(pk=person.pk).update(is_active=True)
    assert client.get("/").status_code == 302
    assert Client().get(reverse("tasks:calendar-feed", args=[token])).status_code == 404


@pytest.mark.usefixtures("world", "in_production")
def test_real_people_are_no_problem() -> None:
    assert sample_people_problem() == ""


@pytest.mark.usefixtures("in_production")
def test_a_database_that_does_not_answer_does_not_stop_the_start(caplog: pytest.LogCaptureFixture) -> None:
    with patch.object(connection, "cursor", side_effect=DatabaseError("no route to host")):
        refuse_sample_people()
    assert "no route to host" in caplog.text


@pytest.mark.any_database  # as below
def test_production_installs_no_sample(tmp_path: Path) -> None:
    refused = manage(tmp_path, "load_sample", **SAFE)
    assert refused.returncode != 0
    assert "Unknown command: 'load_sample'" in refused.stderr


@pytest.mark.usefixtures("db", "in_production")
def test_no_command_makes_any() -> None:
    for command in ("load_sample", "simulate"):
        with pytest.raises(CommandError, match="PORTAL_MODE=production holds no sample people"):
            call_command(command)
    assert not User.objects.exists()


def test_development_keeps_its_sample(world_with_a_sample_person: World) -> None:
    assert sample_people_problem() == ""


@pytest.mark.any_database  # its processes have an SQLite of their own
def test_a_server_of_real_people_that_was_tried_with_the_sample_is_mended(
    django_db_setup: None, tmp_path: Path
) -> None:
    """The whole way, with processes of its own: tried, put into production, refused, mended, started."""
    lay_key(tmp_path)
    empty = manage(tmp_path, "check", "--deploy", **SAFE)
    assert empty.returncode == 0, empty.stderr
    lay_migrated(tmp_path / "portal.sqlite3")
    assert manage(tmp_path, "migrate", **SAFE).returncode == 0
    enter = "from organizations.models import User; User.objects.create(username='x', is_sample=True)"
    assert manage(tmp_path, "shell", "-c", enter, **SAFE).returncode == 0
    for start in (serve(tmp_path), manage(tmp_path, "run_worker", "--until-idle", **SAFE)):
        assert start.returncode != 0
        assert "PORTAL_MODE=production refuses to start: 1 sample people" in start.stderr
    assert manage(tmp_path, "migrate", **SAFE).returncode == 0
    assert manage(tmp_path, "retire_sample_people", **SAFE).returncode == 0
    assert serve(tmp_path).returncode == 0


def test_the_worker_without_leases_is_not_started() -> None:
    with pytest.raises(CommandError, match="run_worker"):
        call_command("db_worker")


def serve(tmp_path: Path) -> "subprocess.CompletedProcess[str]":
    """Load what the web server loads."""
    return subprocess.run(
        [sys.executable, "-c", "import guidance_portal.wsgi"],
        cwd=ROOT,
        env={"DATA_DIR": str(tmp_path / "data"), "DATABASE_URL": "", **SAFE},
        capture_output=True,
        text=True,
        check=False,
    )
