"""What every test may ask for."""

import os
import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING

import hypothesis
import pytest
import time_machine
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.utils import translation
from pytest_django.plugin import DjangoDbBlocker

from guidance_portal.garbage import look_less

if TYPE_CHECKING:
    from tests.world import World

# A machine at work on other things is slow, not wrong; and the gate tries the same values each time.
hypothesis.settings.register_profile("portal", deadline=None, derandomize=os.environ.get("CI") == "true")
hypothesis.settings.load_profile("portal")


# Fixtures that ask for a database, and files whose tests ask for one from processes of their own. A module
# that reaches for the connection asks as well.
ASKING = {"db", "transactional_db", "live_server"}
WITH_PROCESSES = (
    "tests/background/",
    "tests/guidance_portal/backups/",
    "tests/guidance_portal/test_dripping.py",
    "tests/guidance_portal/test_roles.py",
    "tests/test_kept.py",
)
# What browsers show is the same beside each kind; the whole job is done in one beside both.
IN_BROWSERS, WHOLE_JOB = "tests/browser/", "tests/browser/test_whole_job.py"
# What pages and files say they ask of the query layer, and what they do of the actions, whose own tests run
# beside both kinds, and so do the queries behind rows and plays; how many queries a page takes and what stays
# unseen on it is the same beside each. Each page is asked for beside both in test_access_matrix.py,
# test_list_filters.py and test_rows_read.py.
SAYING = (
    "tests/guidance_portal/test_no_store.py",
    "tests/reports/briefs/",
    "tests/reports/charts/",
    "tests/reports/dashboards/",
    "tests/reports/data_tables/",
    "tests/reports/handouts/",
    "tests/reports/report_comparison/",
    "tests/reports/views/",
    "tests/sample/simulation/test_play.py",
    "tests/targets/figures/test_rows.py",
    "tests/targets/views/",
    "tests/tasks/lines/test_disclosure.py",
    "tests/tasks/views/",
    "tests/test_queries.py",
)
READING = ("tests/reports/dashboards/filing_list/",)
# The files that take longest, in their order: begun last they would keep one core waiting for the other.
LONGEST = (
    "tests/browser/test_pages.py",
    "tests/browser/test_dashboards.py",
    "tests/reports/views/test_every_number.py",
    "tests/test_kept.py",
    "tests/test_access_matrix.py",
    "tests/browser/test_filing.py",
    "tests/test_queries.py",
    "tests/guidance_portal/backups/test_restore.py",
    "tests/guidance_portal/backups/test_backup.py",
    "tests/guidance_portal/backups/test_rollback.py",
    "tests/background/test_worker_process.py",
    "tests/reports/views/test_dashboard_counts.py",
    "tests/tasks/views/test_draft_is_invisible.py",
    "tests/tasks/lines/test_disclosure.py",
    "tests/targets/figures/test_history.py",
    "tests/targets/figures/test_queries_histories.py",
    "tests/guidance_portal/test_production.py",
    "tests/guidance_portal/test_settings.py",
    "tests/sample/simulation/test_play.py",
    "tests/sample/year/test_load.py",
    "tests/browser/test_whole_job.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what asks no database, only says what others read, or is about browsers: it says the same beside
    each kind, so the gate runs it beside one. The longest files come first."""
    for item in items:
        in_browsers = item.nodeid.startswith(IN_BROWSERS) and not item.nodeid.startswith(WHOLE_JOB)
        is_saying = item.nodeid.startswith(SAYING) and not item.nodeid.startswith(READING)
        if in_browsers or is_saying or not asks_for_a_database(item):
            item.add_marker(pytest.mark.any_database)
    ranks = {name: rank for rank, name in enumerate(LONGEST)}
    items.sort(key=lambda item: ranks.get(item.nodeid.split("::")[0], len(ranks)))


def asks_for_a_database(item: pytest.Item) -> bool:
    asked = ASKING.intersection(getattr(item, "fixturenames", ())) or item.get_closest_marker("django_db")
    has_connection = hasattr(getattr(item, "module", None), "connection")
    return bool(asked) or has_connection or item.nodeid.startswith(WITH_PROCESSES)


def pytest_collection_finish() -> None:
    """Look for garbage no oftener than the server does."""
    look_less()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what tests measured, wherever they ran: they leave it as a property named ``measured``."""
    for reports in terminalreporter.stats.values():
        for report in reports:
            for name, line in getattr(report, "user_properties", ()):
                if name == "measured" and report.when == "call":
                    terminalreporter.write_line(str(line))


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The test database, kept once more as it was made, from which everybody has gone before it is dropped.

    A page closed in mid-request leaves its thread of the live server at work, with a connection of its own.
    """
    from tests.clearing import cleared_by_the_owner  # noqa: PLC0415 (models are ready only now)
    from tests.databases import keep_migrated, let_migrated_go  # noqa: PLC0415

    with django_db_blocker.unblock():
        keep_migrated()
    with cleared_by_the_owner():
        yield
    with django_db_blocker.unblock():
        let_migrated_go()
    if connection.vendor == "postgresql":
        connection.close()  # it may have been idle for minutes, or been cut with the others
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Tests read the source's language; those of the catalog choose Chinese themselves."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def nobody_has_asked() -> None:
    """Nobody has asked too often: where time stands still, a minute of questions never ends."""
    cache.clear()


@pytest.fixture
def world(db: None) -> "Iterator[World]":
    """The small world of ``tests.world`` at 10 October 2021, noon in Shanghai; time stands still."""
    from tests.stored_world import stored_world  # noqa: PLC0415 (models are ready only now)
    from tests.world import DAY  # noqa: PLC0415

    with time_machine.travel(f"{DAY.isoformat()}T12:00:00+08:00", tick=False):
        yield stored_world()


@pytest.fixture
def signed_in(world: "World") -> "SignIn":
    """``signed_in("filer")`` is a client of that person of the cast."""
    return SignIn(world)


class SignIn:
    """Makes clients that are signed in as somebody of the cast."""

    def __init__(self, world: "World") -> None:
        self.world = world

    def __call__(self, name: str) -> Client:
        client = Client()
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
        client.force_login(self.world.people[name], backend="organizations.backends.RoleBackend")
        return client


@pytest.fixture(scope="session")
def soffice() -> str:
    """Where LibreOffice is; the test is left out where it is not installed."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found is None:
        pytest.skip("LibreOffice (soffice) is not installed: nothing can be opened with it.")
    return found
