"""Signs of states in a brief: those of the pages, with their colours on paper and their words."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings

from reports.charts.palette import DEEP_FROM, HEAT
from targets.arithmetic.outcome import Outcome
from targets.charts.svg import INK, WHITE
from targets.wording import outcome_label
from tasks.models import Filing

SPRITE = Path(settings.BASE_DIR) / "static" / "img" / "icons.svg"
SYMBOL = re.compile(r'<symbol id="(\w+)" viewBox="([^"]+)">(.*?)</symbol>', re.S)
# static/css/tokens.css names the same families.
SUCCESS, PROGRESS, INFO, WARNING, DANGER, NEUTRAL = (
    "#17633a",
    "#0a5f6e",
    "#12529c",
    "#814600",
    "#a61f1b",
    "#465265",
)
INKS = {
    "met": SUCCESS,
    "approved": SUCCESS,
    "completed": SUCCESS,
    "success": SUCCESS,
    "on_time": SUCCESS,
    "on_track": PROGRESS,
    "in_progress": PROGRESS,
    "submitted": INFO,
    "info": INFO,
    "due": INFO,
    "at_risk": WARNING,
    "warning": WARNING,
    "late": WARNING,
    "off_track": DANGER,
    "returned": DANGER,
    "overdue": DANGER,
    "delayed": DANGER,
    "problem": DANGER,
    "error": DANGER,
    "draft": NEUTRAL,
    "no_data": NEUTRAL,
    "not_started": NEUTRAL,
    "not_due": NEUTRAL,
    "nil": NEUTRAL,
}
# Grounds of cells by the class that marks them on pages.
WASHES = {
    "met": "#e0f2e7",
    "on_track": "#dcf1f4",
    "at_risk": "#fdf0d8",
    "off_track": "#fce8e6",
}
MARKED = re.compile(r"\b(?:heat|tone)--(\w+)\b")


@dataclass(frozen=True, slots=True)
class Tone:
    """The ground of a cell and the ink on it."""

    fill: str = ""
    ink: str = ""


@cache
def symbols() -> dict[str, tuple[str, str]]:
    """The drawings of the pages by name: box and shapes."""
    found = SYMBOL.findall(SPRITE.read_text(encoding="utf-8"))
    return {name: (box, shapes) for name, box, shapes in found}


def sign_of(state: str, ink: str = "") -> str:
    """A sign as a drawing of its own, in its colour or that of its words; empty for a state that has
    none."""
    if state not in INKS or state not in symbols():
        return ""
    box, shapes = symbols()[state]
    ink = ink or INKS[state]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" width="24" height="24" fill="none"'
        f' stroke="{ink}" color="{ink}" stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round">'
        f"{shapes}</svg>"
    )


def word_of(state: str) -> str:
    """What a sign says to those who do not see it; empty where the words beside it say it."""
    if state in Outcome:
        return outcome_label(Outcome(state), has_answer=False)
    if state in Filing.Status:
        return str(Filing.Status(state).label)
    return ""


def tone_of(css: str, state: str) -> Tone:
    """The colours of a cell: its step of heat or the wash of an outcome where it is marked so, else the ink
    of its state."""
    marked = MARKED.search(css)
    mark = marked.group(1) if marked else ""
    if mark.isdecimal() and int(mark) < len(HEAT):
        return Tone(HEAT[int(mark)], WHITE if int(mark) >= DEEP_FROM else INK)
    return Tone(WASHES.get(mark, ""), INKS.get(state, ""))
