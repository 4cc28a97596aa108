"""What the tests of reports share."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.db import transaction

from reports.sample.load import load_sample
from tests.background.queue import QUEUE

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django.fixtures import Settings

    from tests.conftest import SignIn


@pytest.fixture(scope="module")
def sample(django_db_setup: Any, django_db_blocker: Any) -> Iterator[None]:
    """The sample, loaded once for this module and taken away afterwards."""
    with django_db_blocker.unblock():
        atomic = transaction.atomic()
        atomic.__enter__()
        load_sample()
        yield
        transaction.set_rollback(True)
        atomic.__exit__(None, None, None)


@pytest.fixture
def administrator(signed_in: "SignIn") -> "Client":
    return signed_in("administrator")


@pytest.fixture
def files_elsewhere(settings: "Settings", tmp_path: Path) -> None:
    """Exports go to a folder of the test's own, and their jobs wait."""
    settings.MEDIA_ROOT = tmp_path
    settings.TASKS = QUEUE
