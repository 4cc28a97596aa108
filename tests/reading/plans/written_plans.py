"""Whole documents written by hand, beside what a clerk reads in them: ``written/NAME.txt`` and ``NAME.json``.

A section is written "path title", with ? where more than one title would do.
"""

import datetime as dt
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reading import Rhythm
from tests.reading.plans.answers import Answers, GoalAnswer, Made, NoteAnswer, ReportAnswer, SectionAnswer

WRITTEN = Path(__file__).parent / "written"
_LISTS = ("lead", "support", "guide", "people")


def written_documents() -> Iterator[Made]:
    for path in sorted(WRITTEN.glob("*.txt")):
        label = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        text = path.read_text(encoding="utf-8")
        yield Made(path.stem, path.name, text.encode(), _answers(label, text))


def _answers(label: dict[str, Any], text: str) -> Answers:
    return Answers(
        titles=tuple(label["titles"]),
        number=label.get("number"),
        issuers=tuple(label.get("issuers", ())),
        issued_on=_day(label.get("issued_on")),
        year=label.get("year"),
        sections=[_section(line) for line in label["sections"]],
        notes=[_note(note) for note in label["notes"]],
        reports=[_report(report) for report in label.get("reports", ())],
        goals=[GoalAnswer(*goal) for goal in label.get("goals", ())],
        cells=[line for line in text.splitlines() if not re.fullmatch(r"[-\d\s]*", line)],
        has_no_task=not label["notes"],
    )


def _section(line: str) -> SectionAnswer:
    path, _, title = line.partition(" ")
    last = path.rpartition("/")[2]
    printed = f"{last}{title}" if title != "?" else f"{last}."
    return SectionAnswer(path, None if title == "?" else title, printed)


def _note(note: dict[str, Any]) -> NoteAnswer:
    names = {kind: tuple(note.get(kind, ())) for kind in _LISTS}
    return NoteAnswer(
        note["section"],
        **names,
        and_others=note.get("and_others", False),
        due_on=_day(note.get("due_on")),
        printed=next(found for found in names.values() if found)[0],
        in_table=note.get("in_table", False),
    )


def _report(report: dict[str, Any]) -> ReportAnswer:
    rhythm = report.get("rhythm")
    return ReportAnswer(
        report["printed"],
        report["receiver"],
        tuple(dt.date.fromisoformat(day) for day in report.get("due_on", ())),
        Rhythm(rhythm) if rhythm else None,
        report.get("contact"),
    )


def _day(day: str | None) -> dt.date | None:
    return dt.date.fromisoformat(day) if day else None
