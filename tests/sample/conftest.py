"""What the tests of the sample share."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from tests.stored_sample import write_sample


@pytest.fixture(scope="module")
def sample(django_db_setup: Any, django_db_blocker: Any) -> Iterator[None]:
    """The sample, loaded once for this module and taken away afterwards."""
    with django_db_blocker.unblock():
        atomic = transaction.atomic()
        atomic.__enter__()
        write_sample()
        yield
        transaction.set_rollback(True)
        atomic.__exit__(None, None, None)
