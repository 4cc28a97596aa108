"""What starting loads, and what a command that needs no page leaves alone: told by the modules of a process
of its own, never by the clock."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TELL = """
import atexit, json, os, sys
atexit.register(lambda: print("\\n" + json.dumps(sorted(sys.modules))))
"""
SET_UP = f"""{TELL}
import django
django.setup()
"""
# As far as every run of a command comes: it is loaded, knows its arguments, and has been checked.
READY = f"""{TELL}
import django
django.setup()
from django.core.management import get_commands, load_command_class
name = sys.argv[1]
command = load_command_class(get_commands()[name], name)
command.create_parser("manage.py", name)
if command.requires_system_checks:
    command.check(**command.get_check_kwargs({{"database": "default"}}))
"""
# Addresses, pages, forms and what makes or reads files: none is needed until somebody asks for it.
PAGES = (
    *("guidance_portal.urls", "guidance_portal.api", "tasks.urls", "targets.urls", "reports.urls"),
    *("tasks.views", "targets.views", "reports.views", "guidance_portal.views", "organizations.views"),
    *("tasks.admin", "targets.admin", "reports.admin", "organizations.admin", "background.admin"),
    *("tasks.forms", "reports.forms", "rest_framework.views", "rest_framework.serializers"),
    *("drf_spectacular.openapi", "allauth.account.views", "allauth.account.forms"),
)
HEAVY = (
    *("openpyxl", "xlsxwriter", "docx", "typst", "pypdfium2", "lxml", "PIL", "segno", "icalendar"),
    *("reading.reader", "whitenoise", "waitress", "pypinyin", "cn2an", "marshmallow"),
)
AT_REST = (
    *("cryptography", "gmssl", "reading.sources", "reading.structure", "reading.owners", "reading.goals"),
    *("tasks.actions", "tasks.lines", "tasks.drafts", "tasks.comparison", "tasks.evidence"),
    *("targets.figures", "targets.forms", "targets.charts", "targets.measurement_line", "targets.goals"),
    *("reports.exports", "reports.gathering", "reports.signing", "sample.year", "sample.simulation"),
    "chinese_calendar",
)
# As far as a web server comes before the first request: every address is read, and with it every view.
SERVED = f"""{TELL}
import guidance_portal.wsgi
import guidance_portal.web_server
"""
# What makes or reads files waits in a web server until one is asked for: the libraries, and what composes
# with them.
UNSERVED = (
    *("openpyxl", "xlsxwriter", "docx", "typst", "pypdfium2", "lxml", "PIL", "segno", "icalendar"),
    *("cryptography", "gmssl", "Cryptodome", "pypinyin", "cn2an", "ijson", "marshmallow", "numpy"),
    *("reading.reader", "reading.owners", "reading.goals", "reading.tables", "reading.sources.pdf"),
    *(
        "reading.sources.word",
        "tasks.notices.feed",
        "spreadsheets.outgoing.cells",
        "spreadsheets.outgoing.sheets",
    ),
    *("reports.pdf", "reports.briefs", "reports.workbook", "reports.open_data", "reports.word.blocks"),
    *("reports.handouts.workbook", "reports.handouts.pixels", "reports.exports.production"),
    *("reports.signing.private_keys", "reports.word_copies.making", "reports.word_copies.taking_back"),
    "sample.year",
)
# By command: what it loads of ``HEAVY`` and of ``AT_REST`` for what it does.
COMMANDS: dict[str, tuple[str, ...]] = {
    "migrate": AT_REST,
    "run_worker": AT_REST,
    "recompute_rollups": ("cryptography", "reports.exports", "sample.year"),
    "simulate": (),
    "load_sample": (),
    "import_guidance": ("cryptography", "reports.exports", "targets.charts"),
    "import_filing": ("cryptography", "reports.exports", "sample.year"),
    "import_records": ("cryptography", "reports.exports", "sample.year", "tasks.lines"),
    "publish_guidance": ("cryptography", "reports.exports", "sample.year"),
    "send_reminders": ("cryptography", "reports.exports", "sample.year"),
    "load_organizations": AT_REST,
    "load_regions": AT_REST,
    "load_indicators": ("cryptography", "reports.exports", "sample.year"),
    "load_targets": ("cryptography", "reports.exports", "sample.year"),
    "freeze_reports": ("sample.year",),
    "index_filed_texts": ("sample.year",),
    "export_report": ("sample.year",),
    "changepassword": ("cryptography", "reports.exports", "sample.year", "tasks.lines"),
    "retire_sample_people": ("cryptography", "reports.exports", "sample.year", "tasks.lines"),
    "backup": ("cryptography", "reports.exports", "sample.year"),
    "restore": ("cryptography", "reports.exports", "sample.year"),
}


def loaded(tmp_path: Path, code: str, *arguments: str) -> set[str]:
    """The modules that a process has loaded when it ends; whether its command succeeded says nothing here."""
    done = subprocess.run(  # noqa: S603 (our own code)
        [sys.executable, "-c", code, *arguments],
        cwd=ROOT,
        env={
            "PATH": os.environ["PATH"],
            "DATA_DIR": str(tmp_path),
            "DATABASE_URL": "",
            "DJANGO_SETTINGS_MODULE": "guidance_portal.settings",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout, done.stderr
    return set(json.loads(done.stdout.strip().splitlines()[-1]))


def test_starting_loads_models_and_what_rooms_register_alone(tmp_path: Path) -> None:
    assert not loaded(tmp_path, SET_UP) & {*PAGES, *HEAVY, *AT_REST}


@pytest.mark.parametrize(("command", "left_alone"), COMMANDS.items())
def test_a_command_loads_no_page(tmp_path: Path, command: str, left_alone: tuple[str, ...]) -> None:
    modules = loaded(tmp_path, READY, command)
    assert any(name.endswith(f".management.commands.{command}") for name in modules)
    assert not modules & {*PAGES, *left_alone}
    if left_alone is AT_REST:
        assert not modules & {*HEAVY}


def test_a_web_server_loads_what_makes_files_once_one_is_asked_for(tmp_path: Path) -> None:
    modules = loaded(tmp_path, SERVED)
    assert {"reports.views.files", "tasks.admin", "waitress", "whitenoise"} <= modules
    assert not modules & {*UNSERVED}


def test_the_command_that_serves_brings_nothing_of_what_prepares(tmp_path: Path) -> None:
    modules = loaded(tmp_path, READY, "serve")
    assert "reports.views.files" in modules
    assert not modules & {*UNSERVED, "guidance_portal.preparation"}


def test_every_command_is_told_of() -> None:
    """A new command says what it leaves alone, or stands here with the reason why it loads pages."""
    serve, about_code = {"serve", "prepare"}, {"messages", "fetch_fonts", "db_worker"}
    rooms = (path.parent for path in ROOT.glob("*/apps.py"))
    found = {file.stem for room in rooms for file in room.glob("management/commands/*.py")}
    assert found - {"__init__"} == {*COMMANDS, *serve, *about_code}
