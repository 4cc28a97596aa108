"""The simulated guidances: the document of 2021 moved to other years, with goals that move along."""

import datetime as dt
import re
from collections import deque
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from organizations.models import User
from organizations.records import read_json_list
from reading import decode, read_document
from sample.simulation.numbers import BASE_YEAR, DRIFT, TISC_A_YEAR, grown
from sample.year.load import FIXTURES, PUBLISHED_ON, SOURCE
from sample.year.moments import at
from targets.goals.loading import add_indicators, create_targets
from tasks.actions import publish_guidance
from tasks.actions.draft.import_document import import_document
from tasks.actions.periods import set_up_periods
from tasks.drafts.draft_statement import draft_statement, drafted_windows
from tasks.drafts.planned_periods import Rhythm, plan_periods
from tasks.models import Guidance
from tasks.opening_progress import opened_by_batches

YEAR = re.compile(r"20[0-9][0-9]")
# How the document names the goals that move: the words before the number, and those after it.
PHRASES = {
    "invention-examination-period": ("发明专利审查周期压减至 ", " 个月"),
    "high-value-examination-period": ("高价值发明专利审查周期压减至 ", " 个月"),
    "pledge-financing": ("专利商标质押融资规模达 ", " 亿元"),
    "tisc": ("完成在华建设 ", " 家"),
}


def years_until(day: dt.date, count: int) -> list[int]:
    """The last ``count`` years whose guidance is out on ``day``."""
    issued = PUBLISHED_ON.replace(year=day.year)
    last = day.year if issued <= day else day.year - 1
    return list(range(last - count + 1, last + 1))


def add_guidance(year: int, *, rhythm: Rhythm, by: User) -> Guidance:
    """The guidance of ``year``, published on the day of its notice, with its filings open."""
    goals = goals_of(year)
    text = document_of(year, {goal["indicator"]: goal["value"] for goal in goals})
    name = f"guidance_{year}_simulated.txt"
    document = read_document(text)
    issued_on = document.issued_on or PUBLISHED_ON.replace(year=year)
    guidance = import_document(
        document=document, source_text=text, source_name=name, by=by, at=at(issued_on, 9, 0)
    ).guidance
    add_indicators(data=read_json_list(FIXTURES / "indicators.json"))
    create_targets(guidance=guidance, data=goals)
    planned = plan_periods(year, rhythm, due_on=guidance.report_due_on, issued_on=issued_on)
    set_up_periods(
        guidance=guidance,
        by=by,
        at=at(issued_on, 14, 0),
        planned=planned,
        seen=drafted_windows(guidance),
    )
    guidance = publish_guidance(
        guidance=guidance, by=by, at=at(issued_on, 16, 0), seen=draft_statement(guidance)
    )
    deque(opened_by_batches(guidance), maxlen=0)
    return guidance


def document_of(year: int, goals: Mapping[str, str | None]) -> str:
    """The document of 2021 with every year in it moved, and with the goals of ``year``."""
    text = decode((FIXTURES / SOURCE).read_bytes())
    text = YEAR.sub(lambda found: str(int(found[0]) + year - BASE_YEAR), text)
    for indicator, (before, after) in PHRASES.items():
        phrase = re.compile(rf"(?<!高价值){re.escape(before)}[0-9.]+{re.escape(after)}")
        text = phrase.sub(f"{before}{goals[indicator]}{after}", text)
    return text


def goals_of(year: int) -> list[dict[str, Any]]:
    """The goals of 2021 as they would have stood in ``year``, in the shape of the fixture."""
    return [moved_goal(goal, year) for goal in read_json_list(FIXTURES / "targets_2021.json")]


def moved_goal(goal: dict[str, Any], year: int) -> dict[str, Any]:
    indicator = goal["indicator"]
    if indicator not in PHRASES:
        return goal
    value = str(moved_value(indicator, Decimal(goal["value"]), year))
    before, after = PHRASES[indicator]
    text = goal["text"].replace(f"{before}{goal['value']}{after}", f"{before}{value}{after}")
    moved = goal | {"value": value, "text": text}
    if goal["baseline"]:
        moved["baseline"] = str(moved_value(indicator, Decimal(goal["baseline"]), year))
    return moved


def moved_value(indicator: str, value: Decimal, year: int) -> Decimal:
    """A goal of 2021 as it would have stood in another year."""
    if indicator == "pledge-financing":
        return Decimal(round(grown(float(value), year) / 10) * 10)
    if indicator == "tisc":
        return max(Decimal(1), value + TISC_A_YEAR * (year - BASE_YEAR))
    return value + Decimal(DRIFT[indicator]) * (BASE_YEAR - year)
