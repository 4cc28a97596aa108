"""One way to say what cannot be processed, and one way back that never leads elsewhere."""

import re

import pytest

from organizations.answers import own_address
from tests.test_architecture import ROOMS, relative, written_files


@pytest.mark.parametrize(
    ("wanted", "leads_to"),
    [
        ("/filings/?status=draft", "/filings/?status=draft"),
        ("", "/"),
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("/\\evil.example/", "/"),
        ("filings/", "/"),
        ("javascript:alert(1)", "/"),
    ],
)
def test_only_an_address_of_our_own_is_led_to(wanted: str, leads_to: str) -> None:
    assert own_address(wanted, otherwise="/") == leads_to


def test_no_other_module_writes_the_codes_or_judges_addresses() -> None:
    own = re.compile(r"(?:status=|= )(?:409|422)\b|url_has_allowed_host_and_scheme")
    writing = [
        relative(path)
        for path in written_files(".py")
        if relative(path).split("/")[0] in ROOMS and own.search(path.read_text(encoding="utf-8"))
    ]
    assert writing == ["organizations/answers.py"]
