"""What the tests of reports share."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from django.db import transaction

from tests.background.queue import QUEUE

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django.fixtures import Settings

    from reports.exports.makers import Maker
    from reports.models import FormKey
    from reports.signing.keys import SigningKey
    from tests.conftest import SignIn
    from tests.reports.busy_world import BusyWorld


@pytest.fixture(scope="module")
def busy(django_db_setup: Any, django_db_blocker: Any) -> "Iterator[BusyWorld]":
    """The busy world on its day, built once for this module and taken away afterwards; time stands still."""
    from tests.reports.busy_world import ON, make_busy_world  # noqa: PLC0415 (models are ready only now)

    with (
        time_machine.travel(f"{ON.isoformat()}T12:00:00+08:00", tick=False),
        django_db_blocker.unblock(),
        transaction.atomic(),
    ):
        yield make_busy_world()
        transaction.set_rollback(True)


@pytest.fixture
def administrator(signed_in: "SignIn") -> "Client":
    return signed_in("administrator")


@pytest.fixture(params=["ed25519", "sm2"])
def signing(request: pytest.FixtureRequest, settings: "Settings", tmp_path: Path) -> "SigningKey":
    """The portal has a key, of either kind."""
    from reports.signing.keys import signing_key  # noqa: PLC0415 (settings are ready only now)
    from tests.reports.signing.made_keys import KEYS  # noqa: PLC0415

    settings.SIGNING_KEY_FILE = tmp_path / "signing-key.pem"
    settings.SIGNING_KEY_FILE.write_text(KEYS[request.param])
    key = signing_key()
    assert key is not None
    return key


@pytest.fixture
def files_elsewhere(settings: "Settings", tmp_path: Path) -> None:
    """Exports go to a folder of the test's own, and their jobs wait."""
    settings.MEDIA_ROOT = tmp_path
    settings.TASKS = QUEUE


@pytest.fixture
def small_reports(files_elsewhere: None, monkeypatch: pytest.MonkeyPatch) -> "dict[FormKey, Maker]":
    """Reports that are quickly made, whatever stands in the filings; answers what makes their forms."""
    from tests.reports.exports.small_reports import make_small_reports  # noqa: PLC0415 (models are ready only now)

    return make_small_reports(monkeypatch)
