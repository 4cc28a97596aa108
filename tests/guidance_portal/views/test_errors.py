"""What people see when the portal itself fails."""

import pytest
from django.core.files.storage import storages
from django.test import RequestFactory

from guidance_portal.views.errors import server_error


def test_a_failure_is_answered_with_a_page_that_says_what_to_do() -> None:
    response = server_error(RequestFactory().get("/"))
    assert response.status_code == 500
    assert "What was saved before is safe" in response.content.decode()


def test_a_failure_is_answered_in_bare_text_before_the_static_files_are_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def missing(_name: str) -> str:
        raise ValueError("Missing staticfiles manifest entry")

    monkeypatch.setattr(storages["staticfiles"], "url", missing)
    response = server_error(RequestFactory().get("/"))
    assert (response.status_code, response["Content-Type"]) == (500, "text/plain; charset=utf-8")
    assert "What was saved before is safe" in response.content.decode()
