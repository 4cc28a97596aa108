"""What keeps the house in order: rooms import one way, files stay short, rules stand where they belong."""

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

ROOT = Path(__file__).resolve().parents[1]
# From the lowest to the highest; rooms on one floor know nothing of each other.
FLOORS = (
    "texts",
    "background | spreadsheets",
    "organizations | reading",
    "tasks",
    "targets",
    "reports",
    "sample",
    "guidance_portal",
)
ROOMS = tuple(room for floor in FLOORS for room in floor.split(" | "))
LONGEST_FILE = 350
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
LOCKS = ("requirements.lock", "requirements-dev.lock")
# Spelled in parts, so that this page names none of them itself.
HOSTS = {
    "org": (("pypi",), ("python", "hosted"), ("npm", "js"), ("deb", ".", "debian")),
    "com": (
        ("npm", "js"),
        ("npm", "mirror"),
        ("un", "pkg"),
        ("cdn", "js", ".", "cloudflare"),
        ("google", "apis"),
    ),
    "net": (("js", "delivr"),),
}
MADE = {".git", ".venv", "var", "__pycache__", "mutants", "test-results"}


def written_files(*suffixes: str) -> Iterator[Path]:
    """The project's own files: nothing that set-up or a run has made."""
    for path in sorted(ROOT.rglob("*")):
        parts = path.relative_to(ROOT).parts
        is_ours = MADE.isdisjoint(parts) and not any(part.endswith("_cache") for part in parts)
        if is_ours and path.is_file() and (not suffixes or path.suffix in suffixes):
            yield path


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


# --- Rooms ------------------------------------------------------------------------------------------


def test_rooms_import_one_way() -> None:
    command = "from importlinter.cli import lint_imports; raise SystemExit(lint_imports(no_cache=True))"
    done = subprocess.run(  # noqa: S603 (our own command)
        [sys.executable, "-c", command], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_contract_names_every_room_in_order() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = {contract["name"]: contract for contract in settings["tool"]["importlinter"]["contracts"]}
    contract = contracts["Rooms import one way"]
    assert contract["type"] == "layers"
    assert contract["layers"] == list(reversed(FLOORS))
    assert "ignore_imports" not in contract
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    assert packages - {"tests"} == set(ROOMS)


def test_no_module_is_a_drawer_for_everything() -> None:
    drawers = {"utils.py", "helpers.py", "common.py", "misc.py", "signals.py"}
    assert [relative(path) for path in written_files(".py") if path.name in drawers] == []


# --- Files ------------------------------------------------------------------------------------------


def test_no_file_is_longer_than_one_concept_needs() -> None:
    long = {
        relative(path): lines
        for path in written_files(".py", ".html", ".css", ".js")
        if "migrations" not in path.parts
        and (lines := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST_FILE
    }
    assert long == {}


def test_no_file_names_a_registry_or_a_foreign_host() -> None:
    hosts = [f"{''.join(parts)}.{end}" for end, named in HOSTS.items() for parts in named]
    names = re.compile("|".join(map(re.escape, hosts)))
    found = [
        relative(path)
        for path in written_files()
        if names.search(path.read_text(encoding="utf-8", errors="ignore"))
    ]
    assert found == []


# --- Dependencies -----------------------------------------------------------------------------------


def pins(lock: str) -> dict[str, list[str]]:
    """The lines of each pinned package, its hashes after it."""
    found: dict[str, list[str]] = {}
    for line in (ROOT / lock).read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        if not line.startswith(" "):
            found[line.split("==")[0]] = []
        list(found.values())[-1].append(line)
    return found


@pytest.mark.parametrize("lock", LOCKS)
def test_locks_pin_with_hashes_and_name_no_place(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert "#    make lock\n" in text
    assert not re.search(r"://|@ |--(extra-)?index|--find-links|file:|/(work|home|tmp|root|opt)/", text)
    for name, lines in pins(lock).items():
        assert re.match(r"[a-z0-9._-]+==\S+", lines[0]), lines[0]
        assert len(lines) > 1, f"{name} has no hash"
        assert all(re.match(r"    --hash=sha256:[0-9a-f]{64}", line) for line in lines[1:]), name


def test_both_locks_agree() -> None:
    development = pins("requirements-dev.lock")
    for name, lines in pins("requirements.lock").items():
        assert development[name][0].split()[0] == lines[0].split()[0]


def test_every_declared_dependency_is_locked_and_says_why_it_is_there() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    settings = tomllib.loads(text)
    for declared, lock in (
        (settings["project"]["dependencies"], "requirements.lock"),
        (settings["dependency-groups"]["dev"], "requirements-dev.lock"),
    ):
        names = {re.split(r"[\[<>=~ ]", requirement)[0] for requirement in declared}
        assert names <= set(pins(lock)), f"`make lock` brings {lock} up to date"
    declarations = text[text.index("dependencies = [") : text.index("[tool.pytest")].splitlines()
    unexplained = [
        line for above, line in pairwise(declarations) if line.startswith('    "') and "    #" not in above
    ]
    assert unexplained == []


# --- Templates (the content security policy allows nothing inline) ----------------------------------

BANNED = {
    "a style attribute": re.compile(r"\sstyle\s*=", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "an inline script": re.compile(r"<script\b(?![^>]*\bsrc=)", re.IGNORECASE),
    "an event handler": re.compile(r"\son[a-z]+\s*=", re.IGNORECASE),
    "hx-on": re.compile(r"\s(data-)?hx-on\b", re.IGNORECASE),
    "a computed hx value": re.compile(r"""["'{]\s*(js|javascript):""", re.IGNORECASE),
    "a trigger filter": re.compile(r"""hx-trigger=["'][^"']*\["""),
    "a foreign address": re.compile(r"""\b(src|href|action)=["'](https?:)?//""", re.IGNORECASE),
    # But for help texts, which Django writes as HTML.
    "unescaped output": re.compile(r"(?<!field\.help_text)\|\s*safe\b|autoescape off"),
}


@pytest.mark.parametrize("template", TEMPLATES, ids=relative)
def test_templates_hold_nothing_that_the_policy_forbids(template: Path) -> None:
    text = re.sub(r"{#.*?#}|{% comment %}.*?{% endcomment %}", "", template.read_text("utf-8"), flags=re.S)
    assert [name for name, pattern in BANNED.items() if pattern.search(text)] == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('<p style="width: 3px">', "a style attribute"),
        ("<script>alert(1)</script>", "an inline script"),
        ('<a onclick="go()">', "an event handler"),
        ('<a hx-on:click="go()">', "hx-on"),
        ("<a hx-vals='js:{a: 1}'>", "a computed hx value"),
        ('<a hx-trigger="keyup[ctrlKey]">', "a trigger filter"),
        ('<img src="//example.org/a.png">', "a foreign address"),
        ("{{ text|safe }}", "unescaped output"),
    ],
)
def test_each_ban_bites(text: str, name: str) -> None:
    assert BANNED[name].search(text)


# --- Who and when -----------------------------------------------------------------------------------

# Instants without a person, and why.
WITHOUT_PERSON = {
    ("background", "JobLease", "expires_at"): "a worker holds a lease, no person; its name stands beside it",
    ("background", "WorkerPresence", "started_at"): "a worker is a process",
    ("background", "WorkerPresence", "seen_at"): "a worker is a process",
    ("reports", "PublicationFile", "made_at"): "the worker makes it; who published it stands with it",
    ("reports", "ReportFile", "made_at"): "the same file may be made for many; the export says for whom",
    ("reports", "FiledText", "approved_at"): "the approval's own; who gave it stands with the filing",
    ("reports", "Export", "finished_at"): "the worker finishes an export; who asked stands beside it",
    ("tasks", "Notice", "created_at"): "the portal writes a notice; whose it is stands beside it",
    ("tasks", "Notice", "read_at"): "nobody but the person told reads a notice",
    ("tasks", "Notice", "mailed_at"): "the portal mails a notice",
    ("organizations", "User", "email_confirmed_at"): "nobody but the person confirms an address",
    ("organizations", "User", "temporary_password_used_at"): "nobody but the person signs in with it",
    ("organizations", "User", "password_changed_at"): "who changed it stands in the person's account events",
    ("tasks", "Subscription", "calendar_made_at"): "nobody but its owner makes a link",
    ("tasks", "Subscription", "calendar_used_at"): "a calendar program asks, of which no more is known",
}
# Pairs in which the person may be absent, and why.
PERSON_OPTIONAL = {
    ("tasks", "Guidance", "published_at"): "the sample is published by the set-up, not by a person",
}


def own_instants() -> Iterator[tuple[type[models.Model], str]]:
    """Every field ``…_at`` of the rooms' models that holds an instant."""
    for room in filter(apps.is_installed, ROOMS):
        for model in apps.get_app_config(room).get_models():
            for field in model._meta.local_fields:
                if isinstance(field, models.DateTimeField) and field.name.endswith("_at"):
                    yield model, field.name


def refuses(model: type[models.Model], **values: object) -> bool:
    """Whether a constraint or a required column of the model refuses these values together."""
    if any(value is None and not model._meta.get_field(name).null for name, value in values.items()):
        return True
    conditions = [
        constraint.condition
        for constraint in model._meta.constraints
        if isinstance(constraint, models.CheckConstraint)
    ]
    return any(
        fields_of(condition) == set(values) and not holds(condition, values) for condition in conditions
    )


def fields_of(condition: object) -> set[str]:
    """The fields that a condition of plain ``isnull`` questions asks about."""
    if isinstance(condition, models.Q):
        return set().union(*(fields_of(child) for child in condition.children))
    return {str(condition[0]).split("__")[0]} if isinstance(condition, tuple) else set()


def holds(condition: object, values: dict[str, object]) -> bool:
    """Whether a condition of ``isnull`` questions is true of the values."""
    if isinstance(condition, models.Q):
        answers = [holds(child, values) for child in condition.children]
        answer = all(answers) if condition.connector == models.Q.AND else any(answers)
        return answer is not condition.negated
    assert isinstance(condition, tuple)
    name, lookup = str(condition[0]).split("__")
    assert lookup == "isnull"
    return (values[name] is None) is condition[1]


@pytest.mark.parametrize(("model", "instant"), list(own_instants()), ids=str)
def test_every_instant_has_its_person_and_the_database_holds_them_together(
    model: type[models.Model], instant: str
) -> None:
    key = (model._meta.app_label, model.__name__, instant)
    if key in WITHOUT_PERSON:
        return
    person = instant.removesuffix("_at") + "_by"
    assert person in {field.name for field in model._meta.local_fields}
    assert refuses(model, **{instant: None, person: 1})
    assert refuses(model, **{instant: 1, person: None}) is (key not in PERSON_OPTIONAL)


def test_no_exception_is_kept_for_a_field_that_is_gone() -> None:
    known = {(model._meta.app_label, model.__name__, name) for model, name in own_instants()}
    assert set(WITHOUT_PERSON) | set(PERSON_OPTIONAL) <= known
