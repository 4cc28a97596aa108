"""Lines of one kind as a table that people fill in: a line is a row, and a field of its form is a cell."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from django import forms
from django.forms import BoundField
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from tasks.lines.doubts import Problem
from tasks.lines.form import LineForm
from tasks.models import FilingLine

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# What people write in a spreadsheet for a box that is ticked, and for one that is not.
YES = "on yes y true 1 x ✓ √ ☑ 是 有 对"
NO = "no n false 0 否 无 × ☐"

type CellForm = Literal["number", "line", "text", "tick"]


@dataclass(frozen=True, slots=True)
class GridColumn:
    """A column of cells. ``fields`` are form fields that may stand in it: a row has the first of them that
    its form has, or nothing there. ``is_named`` says that a cell tells its field's own name, where that is
    not what the line answers."""

    title: "StrOrPromise"
    fields: tuple[str, ...]
    is_named: bool = False

    def field_in(self, form: LineForm) -> str:
        """The field that stands in this column of a form's row; "" for none."""
        return next((name for name in self.fields if name in form.fields), "")


@dataclass(frozen=True, slots=True)
class Grid:
    """How lines of one kind are filled in as a table. ``beside`` heads the columns that are there to be read.

    ``columns`` have every field that the form shows, but for the explanations of doubts: what a row does not
    send would be emptied.
    """

    title: "StrOrPromise"
    columns: tuple[GridColumn, ...]
    beside: "tuple[StrOrPromise, ...]" = ()

    def __bool__(self) -> bool:
        """Whether there is anything to fill in."""
        return bool(self.columns)


NO_GRID = Grid("", ())


@dataclass(frozen=True, slots=True)
class GridLine[Line: FilingLine]:
    """A line with its failed checks, and the texts that stand ``beside`` its fields, one a column."""

    line: Line
    problems: Sequence[Problem] = ()
    beside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """One field of a row. ``heads`` are the ids of what names it, ``caption`` is its own name or ""."""

    field: BoundField
    form: CellForm
    heads: str
    caption: str

    @classmethod
    def of(cls, field: BoundField, heads: str, caption: str) -> "Cell":
        return cls(field, form_of(field.field.widget), heads, caption)

    @property
    def name(self) -> str:
        return self.field.name

    @property
    def id(self) -> str:
        return self.field.id_for_label

    @property
    def value(self) -> Any:
        """What the cell holds: a text, or whether it is ticked."""
        value = self.field.value()
        return bool(value) if self.form == "tick" else str("" if value is None else value)

    @property
    def text(self) -> str:
        """The value of several lines, behind the line end that browsers leave out at its beginning."""
        return f"\n{self.value}"

    @property
    def control(self) -> SafeString:
        """What kind of control it is and what it holds, as attributes."""
        if self.form == "tick":
            return mark_safe('type="checkbox" checked' if self.value else 'type="checkbox"')  # noqa: S308 (fixed)
        typed = format_html('type="text" value="{}"', self.value)
        return format_html('{} inputmode="decimal"', typed) if self.form == "number" else typed

    @property
    def error(self) -> str:
        return " ".join(map(str, self.field.errors))

    @property
    def faults(self) -> SafeString | str:
        """The attributes that say that it cannot be saved, and why."""
        if not self.field.form.is_bound or not self.error:
            return ""
        return format_html('aria-invalid="true" aria-describedby="{}-error"', self.id)


def form_of(widget: forms.Widget) -> CellForm:
    """How a field's widget looks in a cell."""
    if isinstance(widget, forms.CheckboxInput):
        return "tick"
    if isinstance(widget, forms.Textarea):
        return "text"
    return "number" if widget.attrs.get("inputmode") == "decimal" else "line"


def cells_of(
    form: LineForm, columns: Sequence[tuple[int, GridColumn]], key: str, subject: str
) -> Iterator[Cell | None]:
    """The cells of one row, numbered ``columns`` in order; None where the form has no field for one. ``key``
    names the row within the page."""
    kind = key.split("-", 1)[0]
    for number, column in columns:
        name = column.field_in(form)
        if not name:
            yield None
            continue
        label = str(form.fields[name].label or "")
        caption = label if column.is_named and label != subject else ""
        named_by = f"{form[name].id_for_label}-name" if caption else f"{kind}-column-{number}"
        yield Cell.of(form[name], f"{key}-head {named_by}", caption)
