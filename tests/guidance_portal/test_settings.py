"""What the environment may set: production refuses unsafe values, and every variable is documented."""

import ast
import os
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from reports.signing.private_keys import make_key

ROOT = Path(__file__).resolve().parents[2]
SAFE = {
    "PORTAL_MODE": "production",
    "SECRET_KEY": "a-key-of-this-test-that-is-long-enough-to-count-as-one-0123456789-abcdefghi",
    "ALLOWED_HOSTS": "portal.example.org",
}


def manage(tmp_path: Path, *arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    """Run a command of the portal in an environment of its own."""
    return subprocess.run(  # noqa: S603 (our own command)
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env={
            "PATH": os.environ["PATH"],
            "DATA_DIR": str(tmp_path / "data"),
            "DATABASE_URL": "",
            **environment,
        },
        capture_output=True,
        text=True,
        check=False,
    )


def lay_key(tmp_path: Path) -> None:
    """Give that portal a key to sign with."""
    (tmp_path / "data").mkdir()
    make_key(tmp_path / "data" / "signing-key.pem")


def test_production_starts_with_safe_values_and_the_deployment_check_is_clean(tmp_path: Path) -> None:
    lay_key(tmp_path)
    done = manage(tmp_path, "check", "--deploy", "--fail-level", "WARNING", **SAFE)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "no issues (0 silenced)" in done.stdout


@pytest.mark.parametrize(
    ("change", "mended_by"),
    [
        ({"SECRET_KEY": ""}, "secrets.token_urlsafe(50)"),
        ({"SECRET_KEY": "development-key-that-production-mode-refuses-0123456789"}, "SECRET_KEY is not set"),
        ({"DEBUG": "true"}, "set DEBUG=false"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS=portal.example.gov.cn"),
        ({"ALLOWED_HOSTS": "portal.example.org,*.example.org"}, "Name the host"),
        ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS is empty"),
    ],
)
def test_production_refuses_and_says_how_to_mend(
    tmp_path: Path, change: dict[str, str], mended_by: str
) -> None:
    done = manage(tmp_path, "check", **(SAFE | change))
    assert done.returncode != 0
    assert done.stderr.startswith("PORTAL_MODE=production refuses to start")
    assert mended_by in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"PORTAL_MODE": "live"}, "PORTAL_MODE=live is unknown. Use development or production."),
        ({"PORTAL_TODAY": "22 November"}, 'Environment variable "PORTAL_TODAY" invalid: Not a valid date.'),
        ({"DATA_DIR": "/dev/null/data"}, "Name a folder that the portal may write to."),
    ],
)
def test_a_wrong_value_is_named_in_one_line(tmp_path: Path, change: dict[str, str], said: str) -> None:
    done = manage(tmp_path, "check", **change)
    assert done.returncode != 0
    assert said in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


@pytest.mark.skipif(find_spec("storages") is not None, reason="the packages for a bucket are installed")
def test_a_bucket_without_the_packages_for_it_is_refused_in_one_line(tmp_path: Path) -> None:
    done = manage(tmp_path, "check", FILES_BUCKET="portal")
    assert done.returncode != 0
    assert "pip install 'django-storages[s3]'" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_an_empty_day_is_the_real_one(tmp_path: Path) -> None:
    asked = "from organizations.calendar import is_moved; print(is_moved())"
    done = manage(tmp_path, "shell", "--no-imports", "-c", asked, PORTAL_TODAY="")
    assert done.stdout.strip() == "False", done.stderr


def variables_read() -> set[str]:
    """The names in the calls ``env.<type>("NAME", …)`` of the settings."""
    tree = ast.parse((ROOT / "guidance_portal/settings.py").read_text(encoding="utf-8"))
    return {
        str(call.args[0].value)
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and isinstance(call.func.value, ast.Name)
        and call.func.value.id == "env"
        and call.args
        and isinstance(call.args[0], ast.Constant)
    }


def test_every_variable_stands_in_the_table_of_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `([A-Z_]+)` \|", readme, re.MULTILINE)) == variables_read()


def test_every_variable_stands_in_the_example() -> None:
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    assert set(re.findall(r"^#? ?([A-Z_]+)=", example, re.MULTILINE)) == variables_read()


def test_the_environment_is_read_in_the_settings_only() -> None:
    readers = re.compile(r"os\.environ(?!\.setdefault\(\"DJANGO_SETTINGS_MODULE\")|os\.getenv|Environment\(")
    # The first is what the settings read them by; the second keeps those that they read, for a backup.
    allowed = {
        "guidance_portal/environment.py",
        "guidance_portal/variables.py",
        "guidance_portal/settings.py",
    }
    rooms = ("guidance_portal", "organizations", "reading", "tasks", "targets", "reports", "sample")
    found = {
        path.relative_to(ROOT).as_posix()
        for room in rooms
        for path in (ROOT / room).rglob("*.py")
        if readers.search(path.read_text(encoding="utf-8"))
    }
    assert found <= allowed
