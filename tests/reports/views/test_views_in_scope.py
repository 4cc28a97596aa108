"""Who sees the views over years: their own organization and what is beneath it; all others answer 404."""

import pytest
from django.urls import reverse

from tests.conftest import SignIn

pytestmark = pytest.mark.any_database
SCOPES = [
    ("filer", "44", 200),
    ("filer", "440100", 200),
    ("filer", "32", 404),
    ("filer", "CNIPA", 404),
    ("department_observer", "D-TFS", 200),
    ("department_observer", "44", 404),
    ("city_lead", "44", 404),
    ("observer", "44", 200),
]


@pytest.mark.parametrize("view", ["discipline", "history"])
def test_scope(signed_in: SignIn, view: str) -> None:
    for name, code, status in SCOPES:
        answer = signed_in(name).get(reverse(f"reports:dashboard-{view}", args=[code]))
        assert answer.status_code == status, (name, code)
