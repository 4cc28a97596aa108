"""One line of a file, weighed against the line of the filing as it stands (design R1, R21)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from tasks.line_imports.edits import LineEdit, Place, Weight
from tasks.line_imports.form_data import EXPLANATION, OpenForm
from tasks.lines.checked_lines import CheckedLine
from tasks.lines.differences import Change, differences
from tasks.lines.doubts import Explanation, Problem
from tasks.lines.form import LineForm
from tasks.lines.kinds import LineKind
from tasks.models import FilingLine

type LinePlace = tuple[str, int]


class Outcome(StrEnum):
    """What the filing would come to by one line of a file."""

    CHANGED = "changed"
    CONFLICT = "conflict"
    ERROR = "error"
    SAID = "said"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class FieldFinding:
    """What is wrong with a line: at the cell that says it, or at the whole row; ``field`` is the form's,
    empty for none, ``label`` what people call it."""

    message: str
    place: Place
    field: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A line of a file beside the line of the filing.

    ``line`` is as it would stand, in memory, or as it stands where there is an error. ``version`` is that of
    the line as it stands. ``changes`` lead from what stands to what the file makes of it; of a conflict
    ``theirs`` lead from what the file was made from to what stands. ``hints`` are what the line would still
    lack.
    """

    edit: LineEdit
    kind: LineKind[Any]
    line: FilingLine
    subject: str
    version: int
    outcome: Outcome
    changes: tuple[Change, ...] = ()
    theirs: tuple[Change, ...] = ()
    errors: tuple[FieldFinding, ...] = ()
    hints: tuple[str, ...] = ()
    explained: tuple[str, ...] = ()

    @property
    def place(self) -> LinePlace:
        return self.kind.key, self.line.subject_id

    @property
    def key(self) -> str:
        """The line's name in forms and anchors."""
        return f"{self.kind.key}-{self.line.subject_id}"

    @property
    def is_conflict(self) -> bool:
        return self.outcome is Outcome.CONFLICT


@dataclass(frozen=True, slots=True)
class Standing:
    """A line as it stands, and what the file was made from: None where the file does not know, or where that
    is what stands."""

    kind: LineKind[Any]
    line: FilingLine
    base: FilingLine | None


def weighed(standing: Standing, edit: LineEdit) -> Weighed:
    """What ``edit`` would do to a line, which afterwards says so in memory (no query)."""
    kind, line = standing.kind, standing.line
    made = Weighed(edit, kind, line, kind.subject(line), line.version, Outcome.UNCHANGED)
    if unread := errors_in(edit):
        return replace(made, outcome=Outcome.ERROR, errors=unread)
    opened = OpenForm(kind, line)
    if unknown := unknown_fields(opened, edit):
        return replace(made, outcome=Outcome.ERROR, errors=unknown)
    changed = changed_fields(opened, standing, edit)
    if not changed:
        return made
    form = opened.fill(changed)
    if not form.is_valid():
        return replace(made, outcome=Outcome.ERROR, errors=refused_fields(form, edit))
    return applied(made, standing, form, changed)


def applied(made: Weighed, standing: Standing, form: LineForm, changed: Mapping[str, Any]) -> Weighed:
    """The line with what its form took, and what changed by that."""
    kind, line = standing.kind, standing.line
    before = kind.content(line)
    kind.apply(line, form.cleaned_data)
    after = kind.content(line)
    if before == after:
        return replace(made, outcome=Outcome.SAID)
    fields = kind.fields(line)
    theirs: tuple[Change, ...] = ()
    if standing.base is not None:
        theirs = tuple(differences(kind.content(standing.base), before, fields))
    return replace(
        made,
        outcome=Outcome.CONFLICT if theirs else Outcome.CHANGED,
        changes=tuple(differences(before, after, fields)),
        theirs=theirs,
        explained=tuple(name.removeprefix(EXPLANATION) for name in changed if name.startswith(EXPLANATION)),
    )


def errors_in(edit: LineEdit) -> tuple[FieldFinding, ...]:
    """What kept a cell of the line from being read."""
    at_field = {said.place: name for name, said in edit.fields.items()}
    return tuple(
        FieldFinding(found.message, found.place or edit.place, at_field.get(found.place or edit.place, ""))
        for found in edit.findings
        if found.weight is Weight.ERROR
    )


def unknown_fields(opened: OpenForm, edit: LineEdit) -> tuple[FieldFinding, ...]:
    """Cells that say something for a field which the line does not have, or not any more."""
    return tuple(
        FieldFinding(
            _("The line has no such field, or not since an amendment. Download the file anew."),
            said.place,
        )
        for name, said in edit.fields.items()
        if name not in opened and said.text.strip()
    )


def changed_fields(opened: OpenForm, standing: Standing, edit: LineEdit) -> dict[str, Any]:
    """What the person really changed against what the file was made from, as a browser would send it."""
    base = OpenForm(standing.kind, standing.base) if standing.base is not None else opened
    changed = {}
    for name, said in edit.fields.items():
        if name not in opened or not (edit.is_whole or said.text.strip()):
            continue
        sent = opened.from_text(name, said.text)
        if opened.differs(name, sent, base.as_sent(name) if name in base else ""):
            changed[name] = sent
    return changed


def refused_fields(form: LineForm, edit: LineEdit) -> tuple[FieldFinding, ...]:
    """What the form refuses, at the cells that say it."""
    found = []
    for name, messages in form.errors.items():
        place = edit.fields[name].place if name in edit.fields else edit.place
        label = str(form.fields[name].label or "") if name in form.fields else ""
        found += [FieldFinding(str(message), place, name, label) for message in messages]
    return tuple(found)


def checked(row: Weighed, problems: tuple[Problem, ...]) -> Weighed:
    """The row with what its line would still lack. An explanation that came with the file was written on what
    the file says beside it, so on what is compared then."""
    standing = {problem.key: problem for problem in problems if problem.is_doubt}
    said: dict[str, Explanation] = dict(row.line.explanations)
    for key in row.explained:
        if key in said and key in standing:
            said[key] = Explanation(text=said[key]["text"], compared=standing[key].compared)
    row.line.explanations = said
    lacking = CheckedLine(row.kind, row.line, row.subject, problems).blocking
    return replace(row, hints=tuple(problem.message for problem in lacking))


def mistaken(edit: LineEdit, standing: Standing, message: str) -> Weighed:
    """A row that cannot be weighed at all."""
    kind, line = standing.kind, standing.line
    errors = (FieldFinding(message, edit.place),)
    return Weighed(edit, kind, line, kind.subject(line), line.version, Outcome.ERROR, errors=errors)
