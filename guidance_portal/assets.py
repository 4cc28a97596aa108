"""The style sheets and scripts of every page: which there are, in which order, and what set-up joins them to.

People edit the sources in ``static/``. With ``DEBUG`` a page asks for each of them; otherwise it asks for the
three files that they are joined to (``docs/decisions/0025-three-requests-a-page.md``). The back office has
style and scripts of its own.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import rcssmin
import rjsmin
from django.contrib.staticfiles.finders import find
from django.core.exceptions import ImproperlyConfigured

# Runs each script by itself, as the module that it is in its source: after what the page holds and before
# DOMContentLoaded, strict, its names its own, and a fault in one does not keep the next from running.
AS_A_MODULE = 'queueMicrotask(() => {{"use strict";\n{code}\n}});'
# What comes minified with its package; its global name is meant.
MADE_ELSEWHERE = ".min.js"


@dataclass(frozen=True)
class Bundle:
    """Files that a page gets as one, in the order in which they build on each other."""

    name: str
    sources: tuple[str, ...]
    written: Callable[[str, str], str]
    """How the source of a name, with this text, stands in the joined file."""

    def text(self) -> str:
        """What the joined file holds; raises ``ImproperlyConfigured`` where a source is missing."""
        return "\n".join(self.written(source, read_source(source)) for source in self.sources)


def read_source(name: str) -> str:
    """The text of a static file, wherever its package keeps it."""
    place = find(name)
    if place is None:
        raise ImproperlyConfigured(
            f"There is no static file {name}. guidance_portal/assets.py lists it: correct its name there."
        )
    return Path(place).read_text(encoding="utf-8")


def sheet(_name: str, text: str) -> str:
    return str(rcssmin.cssmin(text))


def script_at_once(_name: str, text: str) -> str:
    return f"{rjsmin.jsmin(text)};"


def script_afterwards(name: str, text: str) -> str:
    return text if name.endswith(MADE_ELSEWHERE) else AS_A_MODULE.format(code=rjsmin.jsmin(text))


STYLES = Bundle(
    "joined/portal.css",
    (
        "css/tokens.css",
        "css/base.css",
        "css/header.css",
        "css/layout.css",
        "css/components.css",
        "css/patterns.css",
        "css/navigation.css",
        "css/forms.css",
        "css/tables.css",
        "css/document.css",
        "css/report.css",
        "css/check.css",
        "css/reading_places.css",
        "css/goals.css",
        "css/draft.css",
        "css/filing.css",
        "css/grid.css",
        "css/evidence.css",
        "css/remarks.css",
        "css/charts.css",
        "css/views.css",
        "css/data_tables.css",
        "css/target_rows.css",
        "css/overview.css",
        "css/places.css",
        "css/notes.css",
        "css/stream.css",
        "css/task_answers.css",
        "css/explanation.css",
        "css/entrance.css",
        "css/comparison.css",
        "css/text.css",
        "css/verify.css",
        "css/own_spreadsheets.css",
        "css/material.css",
        "css/print.css",
    ),
    sheet,
)
# Before anything is painted and before htmx listens.
FIRST_SCRIPTS = Bundle("joined/first.js", ("js/theme.js", "js/composition.js"), script_at_once)
HTMX = "django_htmx/htmx-2.min.js"
# What only some pages want does nothing on the others: fetching it once costs less than one more request.
MODULES = (
    "js/menu.js",
    "js/contents.js",
    "js/confirm.js",
    "js/guard.js",
    "js/shortcuts.js",
    "js/notes.js",
    "js/wide_tables.js",
    "js/folds.js",
    "js/text_pages.js",
    "js/print.js",
    "js/save_state.js",
    "js/drafts.js",
    "js/turns.js",
    "js/early.js",
    "js/refused_form.js",
    "js/countdown.js",
    "js/evidence.js",
    "js/renewed.js",
    "js/replaced.js",
    "js/doubts.js",
    "js/line_keys.js",
    "js/grid_changes.js",
    "js/grid_saving.js",
    "js/grid_keys.js",
    "js/grid_clipboard.js",
    "js/linked.js",
    "js/points.js",
    "js/choose_all.js",
    "js/differences.js",
    "js/allocation.js",
    "js/verify.js",
    "js/copying.js",
)
SCRIPTS = Bundle("joined/portal.js", (HTMX, *MODULES), script_afterwards)

BUNDLES = (STYLES, FIRST_SCRIPTS, SCRIPTS)
