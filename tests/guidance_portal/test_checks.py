"""What a production database has to promise is asked of it, and each promise that is missing is named."""

from collections.abc import Iterator
from unittest.mock import patch

import pytest
from django.conf import settings
from django.core.checks import Tags, run_checks
from django.db import connection

from guidance_portal.checks import careless_settings

SAFE, CARELESS = {
    "sqlite": ("PRAGMA synchronous = FULL", "PRAGMA synchronous = NORMAL"),
    "postgresql": ("SET synchronous_commit = on", "SET synchronous_commit = off"),
}[connection.vendor]


@pytest.fixture
def session(transactional_db: None) -> Iterator[None]:
    """A session as the portal's own settings open it, outside of any transaction; its settings go with it.

    The tests' settings add that SQLite waits for no disk, which is taken back here.
    """
    if connection.vendor == "sqlite":
        connection.close()
        with patch.dict(connection.settings_dict, OPTIONS=settings.SQLITE_OPTIONS):
            connection.ensure_connection()
    yield
    connection.close()


def problems() -> list[str]:
    """What is said of the settings; the tests' own server runs without fsync, which is said too."""
    found = [str(problem.msg) for problem in careless_settings(connection)]
    return [text for text in found if "fsync" not in text and "full_page_writes" not in text]


def execute(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def test_the_portal_itself_asks_for_lasting_commits(session: None) -> None:
    assert problems() == []


def test_a_session_that_does_not_wait_for_the_disk_is_warned_of(session: None) -> None:
    execute(CARELESS)
    assert ["a power cut may take what was acknowledged" in text for text in problems()] == [True]
    execute(SAFE)
    assert problems() == []


def test_the_check_of_a_deployment_asks(session: None) -> None:
    execute(CARELESS)
    found = run_checks(tags=[Tags.database], include_deployment_checks=True, databases=["default"])
    assert "guidance_portal.W001" in {problem.id for problem in found}
