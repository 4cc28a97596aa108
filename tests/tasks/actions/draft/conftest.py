"""What the tests of drafts ask for."""

from io import StringIO

import pytest
from django.core.management import call_command


@pytest.fixture
def tree(db: None) -> None:
    call_command("load_organizations", stdout=StringIO())
