"""Every form has what makes it, and only what is made is loaded."""

import subprocess
import sys

import pytest
from django.utils.module_loading import import_string

from reports.exports import makers
from reports.exports.makers import MAKERS
from reports.models import FormKey

LOADED = """
import django, sys
django.setup()
import reports.exports.makers, reports.workbook.xlsx_proof
print([name for name in ("typst", "docx", "pypdfium2") if name in sys.modules])
"""


def test_every_form_has_its_maker(monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[str] = []
    monkeypatch.setattr(makers, "import_string", lambda name: called.append(name) or (lambda *_given: []))
    for key in FormKey:
        MAKERS[key].render(None, "en", None, None)  # type: ignore[arg-type]
        MAKERS[key].prove(None, "en", None, None)  # type: ignore[arg-type]
    assert len(called) == 2 * len(FormKey)
    assert all(callable(import_string(name)) for name in called)


def test_a_workbook_is_made_without_what_the_other_forms_need() -> None:
    done = subprocess.run(  # noqa: S603 (our own command)
        [sys.executable, "-c", LOADED], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "[]"
