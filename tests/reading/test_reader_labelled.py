"""Documents of many kinds, each beside what a person reads in it: ``labelled/NAME.txt`` and ``NAME.json``.

A section is labelled "path title", with ? where more than one title would do. A task's ``starts`` is how its
text begins; what a label leaves out (collective, and_others, due_on) is empty. A target is its section,
indicator, comparator, value and unit.
"""

import json
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from reading import Document, TaskRead, read_document
from tests.reading.typesetting import (
    double_space,
    full_width_digits,
    half_width_marks,
    hard_wrap,
    paginate,
    spaced_numbers,
    squeezed,
)

LABELLED = Path(__file__).parent / "labelled"
NAMES = sorted(path.stem for path in LABELLED.glob("*.txt"))
FRONT = ("title", "document_number", "issuer", "issued_on", "report_due_on", "receiving_department")


@cache
def source(name: str) -> str:
    return (LABELLED / f"{name}.txt").read_text(encoding="utf-8")


@cache
def reading(name: str) -> Document:
    return read_document(source(name))


@cache
def label(name: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((LABELLED / f"{name}.json").read_text(encoding="utf-8"))
    return content


def sections_wrong(name: str, document: Document) -> list[str]:
    """What differs between the sections as read and as labelled, one line for each difference."""
    read = [f"{section.path} {squeezed(section.title)}" for section in document.sections]
    wanted = [squeezed_title(line) for line in label(name)["sections"]]
    read = [path_only(line) if f"{path_only(line)} ?" in wanted else line for line in read]
    wanted = [path_only(line) if line.endswith(" ?") else line for line in wanted]
    return differences(wanted, [line.strip() for line in read])


def squeezed_title(line: str) -> str:
    path, _, title = line.partition(" ")
    return f"{path} {squeezed(title)}".strip()


def path_only(line: str) -> str:
    return line.partition(" ")[0]


def owners_wrong(name: str, document: Document) -> list[str]:
    """What differs between the tasks as read and as labelled."""
    wanted = [expected_task(task) for task in label(name)["tasks"]]
    starts = [task.get("starts", "") for task in label(name)["tasks"]]
    tasks = document.tasks
    wrong = differences(wanted, [read_task(task) for task in tasks])
    if not wrong:
        pairs = zip(starts, tasks, strict=True)
        wrong = [
            f"{task.section} starts {task.text[:12]}" for start, task in pairs if not begins(task.text, start)
        ]
    return wrong


def begins(text: str, start: str) -> bool:
    return squeezed(text).startswith(squeezed(start))


def expected_task(task: dict[str, Any]) -> str:
    collective = task.get("collective", [])
    return described(
        task["section"],
        task["lead"],
        task["support"],
        collective,
        task.get("and_others", False),
        task.get("due_on"),
    )


def read_task(task: TaskRead) -> str:
    due_on = task.due_on.isoformat() if task.due_on else None
    return described(task.section, task.lead, task.support, task.collective, task.and_others, due_on)


def described(
    section: str, lead: Any, support: Any, collective: Any, others: object, due_on: str | None
) -> str:
    named = [", ".join(names) for names in (lead, support, collective)]
    return f"{section}: {named[0]} + {named[1]} [{named[2]}]{' 等' if others else ''} {due_on or ''}".strip()


def goals_wrong(name: str, document: Document) -> list[str]:
    targets = [
        (
            target.section,
            squeezed(target.indicator),
            target.comparator.name,
            target.value or "",
            target.unit or "",
        )
        for target in document.targets
    ]
    return differences(["|".join(line) for line in label(name)["targets"]], ["|".join(t) for t in targets])


def differences(wanted: list[str], read: list[str]) -> list[str]:
    missing, extra = Counter(wanted) - Counter(read), Counter(read) - Counter(wanted)
    return [f"missing {line}" for line in missing] + [f"extra {line}" for line in extra]


@pytest.mark.parametrize("name", NAMES)
def test_title_number_issuer_and_days(name: str) -> None:
    document = reading(name)
    read = {key: str(value) if (value := getattr(document, key)) is not None else None for key in FRONT}
    assert read == {key: label(name)[key] for key in FRONT}


@pytest.mark.parametrize("name", NAMES)
def test_sections(name: str) -> None:
    assert sections_wrong(name, reading(name)) == []


@pytest.mark.parametrize("name", NAMES)
def test_owners_and_deadlines(name: str) -> None:
    assert owners_wrong(name, reading(name)) == []


@pytest.mark.parametrize("name", NAMES)
def test_goals(name: str) -> None:
    assert goals_wrong(name, reading(name)) == []


@pytest.mark.parametrize("name", NAMES)
def test_no_text_is_lost(name: str) -> None:
    spans = reading(name).spans
    assert "".join(source(name)[span.starts_at : span.ends_at] for span in spans) == source(name)


def plain(name: str) -> str:
    return "\n".join(line.strip() for line in source(name).splitlines())


SETTINGS: dict[str, Callable[[str], str]] = {
    "28 characters": lambda text: hard_wrap(text, 56),
    "33 characters, indented": lambda text: hard_wrap(text, 66, indent="　　"),
    "40 characters": lambda text: hard_wrap(text, 80),
    "pages": lambda text: paginate(hard_wrap(text, 60, indent="　　"), 11, "— {} —\n"),
    "pages and blank lines": lambda text: paginate(double_space(hard_wrap(text, 66)), 21, "\n— {} —\n\n"),
    "half-width marks": half_width_marks,
    "full-width digits": full_width_digits,
    "spaced numbers": spaced_numbers,
}


@pytest.mark.parametrize("name", [name for name in NAMES if "wrapped" not in name])
@pytest.mark.parametrize("setting", SETTINGS.values(), ids=SETTINGS.keys())
def test_other_settings_read_the_same(name: str, setting: Callable[[str], str]) -> None:
    text = setting(plain(name))
    document = read_document(text)
    assert sections_wrong(name, document) + owners_wrong(name, document) + goals_wrong(name, document) == []
    assert "".join(text[span.starts_at : span.ends_at] for span in document.spans) == text


def share_right(kind: str, wrong: Callable[[str, Document], list[str]]) -> float:
    """How much of what the labels of one kind say was read so, over all documents and settings."""
    readings = [(name, reading(name)) for name in NAMES]
    readings += [
        (name, read_document(setting(plain(name))))
        for setting in SETTINGS.values()
        for name in NAMES
        if "wrapped" not in name
    ]
    labels = sum(len(label(name)[kind]) for name, _ in readings)
    return 1 - sum(len(wrong(name, document)) for name, document in readings) / labels


@pytest.mark.parametrize(
    ("kind", "wrong", "least"),
    [("sections", sections_wrong, 0.99), ("tasks", owners_wrong, 0.98), ("targets", goals_wrong, 0.98)],
)
def test_the_share_right(
    kind: str, wrong: Callable[[str, Document], list[str]], least: float, record_property: Callable[..., None]
) -> None:
    share = share_right(kind, wrong)
    record_property(f"share of {kind} right", f"{share:.2%}")
    assert share >= least
