"""Columns of the fill-in workbook that fields of forms are filled in in: named, explained and limited as on
the page of a line."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext as _

from tasks.fill_in.line_sheet import Answer, CellForm, FieldColumn
from tasks.lines.doubts import Problem
from tasks.models import LONGEST_TEXT, FilingLine

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

type Fields = Mapping[str, forms.Field]


def text_column(fields: Fields, name: str, width: int, *, title: str = "") -> FieldColumn:
    """The column of a field of text."""
    field = fields[name]
    return FieldColumn(
        name,
        title or str(field.label),
        width=width,
        hint=str(field.help_text),
        longest=getattr(field, "max_length", None) or 0,
    )


def nil_columns(fields: Fields) -> tuple[FieldColumn, FieldColumn]:
    """The nil return and its reason (design R5)."""
    hint = _("Choose yes where there is nothing to report this period, and give the reason beside it.")
    return (
        FieldColumn("nil_return", _("Nil return"), CellForm.YES_NO, 9, hint=hint),
        text_column(fields, "nil_reason", 22),
    )


def explanation_columns(doubts: "Mapping[str, StrOrPromise]") -> tuple[FieldColumn, ...]:
    """A column for the explanation of each kind of doubt."""
    hint = _("Only where the check doubts the line: one sentence that explains it.")
    return tuple(
        FieldColumn(
            f"explanation_{key}",
            _("Explanation: %(doubt)s") % {"doubt": label},
            width=22,
            hint=hint,
            longest=LONGEST_TEXT,
        )
        for key, label in doubts.items()
    )


def explanation_answers(line: FilingLine, doubts: Iterable[str]) -> dict[str, Answer]:
    """What was written on each kind of doubt so far."""
    said = line.explanations
    return {f"explanation_{key}": said[key]["text"] if key in said else "" for key in doubts}


def in_sentences(problems: Iterable[Problem]) -> str:
    """The doubts among ``problems``, one a line."""
    return "\n".join(problem.message for problem in problems if problem.is_doubt)
