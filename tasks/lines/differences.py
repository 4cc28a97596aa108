"""What changed between two versions of a line, of any kind: words marked, numbers with their change.

Plain functions over the JSON that snapshots and revisions keep; no database. Each kind of line says which of
its fields are shown, and how.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

from organizations.rounding import in_tenths_of_percent
from tasks.comparison.marks import Mark, Op, marks

type Path = tuple[str | int, ...]

# Longer texts are compared sentence by sentence first: time grows with the square of what is compared.
LONG_TEXT = 600
LONGEST_PASSAGE = 2_000
SENTENCE = re.compile(r"[^。；;！!？?\n]*[。；;！!？?\n]*")


class Form(StrEnum):
    """How a change is shown."""

    TEXT = "text"
    NUMBER = "number"
    STATE = "state"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a line's content: where it stands there, what it is called, how its change is shown, and
    the unit of a number."""

    path: Path
    label: str
    form: Form = Form.TEXT
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """A field that says something else than before; an absent value is empty. ``percent`` is a number's
    change in percent of what it was, with one decimal; None where there is none."""

    label: str
    form: Form
    before: str
    after: str
    marks: tuple[Mark, ...] = ()
    percent: Decimal | None = None
    unit: str = ""


def differences(before: Mapping[str, Any], after: Mapping[str, Any], fields: Iterable[Field]) -> list[Change]:
    """What changed from one content of a line to another: its ``fields`` in order, then its evidence."""
    old, new = flat(before), flat(after)
    changed = [
        change_of(field, old.get(field.path, ""), new.get(field.path, ""))
        for field in fields
        if old.get(field.path, "") != new.get(field.path, "")
    ]
    return changed + files_changed(old, new)


def is_changed(before: Mapping[str, Any], after: Mapping[str, Any], paths: Iterable[Path]) -> bool:
    """Whether anything under ``paths`` or the evidence changed; quicker than saying what."""
    old, new = flat(before), flat(after)
    files = {path for path in old.keys() | new.keys() if path[0] == "evidence"}
    return any(old.get(path, "") != new.get(path, "") for path in files.union(paths))


def flat(content: Mapping[str, Any]) -> dict[Path, str]:
    """Each value of a content as text under its path: measures by number, files by checksum,
    explanations by the kind of doubt; sections one a line."""
    found: dict[Path, str] = {}
    for key, value in content.items():
        if key == "measures":
            found |= {(key, measure["measure"]): measure["state"] for measure in value}
        elif key == "evidence":
            found |= {(key, file["sha256"]): file["name"] for file in value}
        elif key == "explanations":
            found |= {(key, doubt): said["text"] for doubt, said in value.items()}
        elif key == "sections":
            found[key,] = "\n".join(section["title"] for section in value)
        elif isinstance(value, bool):
            found[key,] = key if value else ""
        else:
            found[key,] = "" if value is None else str(value)
    return found


def change_of(field: Field, before: str, after: str) -> Change:
    if field.form is Form.TEXT:
        return Change(field.label, field.form, before, after, marks=tuple(text_marks(before, after)))
    if field.form is Form.NUMBER:
        percent = change_in_percent(before, after)
        return Change(field.label, field.form, before, after, percent=percent, unit=field.unit)
    return Change(field.label, field.form, before, after)


def files_changed(old: Mapping[Path, str], new: Mapping[Path, str]) -> list[Change]:
    """Files that were taken away, then those that were added."""
    gone = [(path, name) for path, name in old.items() if path[0] == "evidence" and path not in new]
    added = [(path, name) for path, name in new.items() if path[0] == "evidence" and path not in old]
    return [Change("", Form.FILE, name, "") for _path, name in gone] + [
        Change("", Form.FILE, "", name) for _path, name in added
    ]


def change_in_percent(before: str, after: str) -> Decimal | None:
    """How far ``after`` lies from ``before``, in percent of it; None where it was zero or there is none."""
    old, new = number(before), number(after)
    if old is None or new is None or not old:
        return None
    return in_tenths_of_percent((new - old) / abs(old))


def number(text: str) -> Decimal | None:
    """A number as contents keep it; None for an empty or odd one."""
    try:
        found = Decimal(text)
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def text_marks(before: str, after: str) -> list[Mark]:
    """The way from one text to another; equal and deleted runs make the first, equal and inserted ones the
    second, whatever the length."""
    if max(len(before), len(after)) <= LONG_TEXT:
        return marks(before, after)
    old, new = SENTENCE.findall(before), SENTENCE.findall(after)
    found: list[Mark] = []
    for op, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, come = "".join(old[a:b]), "".join(new[c:d])
        found += [Mark(Op.EQUAL, gone)] if op == "equal" else passage_marks(gone, come)
    return joined(found)


def passage_marks(before: str, after: str) -> list[Mark]:
    """The way between two passages that share no sentence."""
    if before and after and len(before) + len(after) <= LONGEST_PASSAGE:
        return marks(before, after)
    both = (Mark(Op.DELETED, before), Mark(Op.INSERTED, after))
    return [mark for mark in both if mark.text]


def joined(runs: Sequence[Mark]) -> list[Mark]:
    """Without empty runs, and with runs of one kind that follow each other made one."""
    found: list[Mark] = []
    for run in runs:
        if found and found[-1].op is run.op:
            found[-1] = Mark(run.op, found[-1].text + run.text)
        elif run.text:
            found.append(run)
    return found
