"""Settings on their way into a backup and out of it, whatever signs are in them."""

from pathlib import Path

import pytest
from pytest_django import Settings

from guidance_portal.backups import environment
from guidance_portal.variables import values_set


@pytest.fixture
def values(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """What the portal's variables are taken to be."""
    found: dict[str, str] = {}
    monkeypatch.setattr(environment, "values_set", lambda: found)
    return found


@pytest.mark.parametrize(
    "value",
    [
        "",
        "plain",
        "two words",
        "# no comment",
        "quo'te",
        'dou"ble',
        "back\\slash\\'",
        "${HOME}",
        "$1 $$",
        "密钥",
    ],
)
def test_a_value_comes_back_as_it_was(tmp_path: Path, values: dict[str, str], value: str) -> None:
    values["SECRET_KEY"] = value
    environment.write_settings(tmp_path / "settings.env")
    assert environment.read_settings(tmp_path / "settings.env") == {"SECRET_KEY": value}
    assert (tmp_path / "settings.env").stat().st_mode & 0o777 == 0o600


def test_settings_that_are_the_same_are_laid_nowhere(
    tmp_path: Path, values: dict[str, str], settings: Settings
) -> None:
    settings.ENV_FILE = tmp_path / ".env"
    values["LOG_LEVEL"] = "INFO"
    environment.write_settings(tmp_path / "settings.env")
    assert environment.lay_beside(tmp_path / "settings.env") is None
    values["LOG_LEVEL"] = "ERROR"
    assert environment.lay_beside(tmp_path / "settings.env") == tmp_path / ".env.restored"
    assert environment.differing({"LOG_LEVEL": "INFO"}) == ["LOG_LEVEL"]


def test_the_address_of_the_owner_is_no_setting_of_a_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_OWNER_URL", "postgres://owner:secret@127.0.0.1/portal")
    monkeypatch.setenv("LOG_LEVEL", "ERROR")
    assert "DATABASE_OWNER_URL" not in values_set()
    assert values_set()["LOG_LEVEL"] == "ERROR"
