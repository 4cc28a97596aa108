import pytest
from pytest_django.fixtures import Settings

from tests.background.jobs import GIVEN_UP
from tests.background.queue import QUEUE


@pytest.fixture(autouse=True)
def queue(settings: Settings) -> None:
    """Jobs wait in the database, as in the running portal."""
    settings.TASKS = QUEUE
    GIVEN_UP.clear()
