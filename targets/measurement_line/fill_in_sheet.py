"""The sheet of targets in the fill-in workbook: a row for each target, with what stands beside its form."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from spreadsheets.values import Number
from targets.arithmetic.plausibility import Numbers
from targets.arithmetic.rollup import Figure
from targets.figures.line_numbers import attested_in, numbers_of
from targets.figures.terms import rule_of
from targets.forms.measurement import MeasurementForm, what_is_counted
from targets.measurement_line.checks import differences, jumps
from targets.measurement_line.kind import NUMBERS, TEXTS
from targets.measurement_line.measurement_rows import MEASUREMENT
from targets.measurement_line.numbers_beside import NumbersBeside, numbers_beside
from targets.models import Indicator, Measurement
from targets.wording import goal_in_words, quantity, rounded
from tasks.fill_in.form_columns import (
    explanation_answers,
    explanation_columns,
    in_sentences,
    nil_columns,
    text_column,
)
from tasks.fill_in.line_sheet import (
    Answer,
    CellForm,
    ContextColumn,
    FieldColumn,
    LineSheet,
    RowKey,
    SheetColumn,
    SheetContent,
    SheetRow,
    Shown,
)
from tasks.lines.doubts import Problem
from tasks.lines.kinds import LINE_KINDS
from tasks.models import Filing
from texts.punctuation import labelled


class MeasurementSheet(LineSheet):
    key = MEASUREMENT
    title = gettext_lazy("Filing · Targets")
    intro = gettext_lazy(
        "A row for each target: enter the number in the unit that stands in front of it, or both numbers."
    )

    def content(self, filing: Filing, *, is_blank: bool = False) -> SheetContent | None:
        lines: list[Measurement] = LINE_KINDS[MEASUREMENT].lines_of(filing)
        if not lines:
            return None
        beside = numbers_beside(filing, [line.target for line in lines])
        if is_blank:
            beside, lines = replace(beside, earlier={}), [blank(line) for line in lines]
        rows = tuple(row(place, line, beside) for place, line in enumerate(lines, start=1))
        return SheetContent(columns(lines), rows)

    def form_of(self, column: str) -> CellForm | None:
        if column in NUMBERS:
            return CellForm.NUMBER
        if column == "nil_return":
            return CellForm.YES_NO
        known = {*TEXTS, *(f"explanation_{key}" for key in LINE_KINDS[MEASUREMENT].doubts)}
        return CellForm.TEXT if column in known else None


def blank(line: Measurement) -> Measurement:
    """A line on the same target that says nothing."""
    made: Measurement = LINE_KINDS[MEASUREMENT].blank(line)
    made.share = line.share
    return made


def columns(lines: Sequence[Measurement]) -> tuple[SheetColumn, ...]:
    fields = MeasurementForm.base_fields
    return (
        ContextColumn("place", _("No."), 6),
        ContextColumn("subject", _("Target"), 26),
        ContextColumn("guidance", _("What the guidance says"), 36),
        ContextColumn("goal", _("Goal of the year"), 18),
        ContextColumn("share", _("Own share"), 13),
        ContextColumn("earlier", _("Last period"), 14),
        ContextColumn("beneath", _("Subordinates' approved total"), 15),
        ContextColumn("coverage", _("Approved of them"), 9),
        ContextColumn("asked", _("What to enter"), 26),
        ContextColumn("unit", _("Unit"), 10),
        *number_columns(lines),
        *nil_columns(fields),
        text_column(fields, "note", 20),
        *explanation_columns(LINE_KINDS[MEASUREMENT].doubts),
        ContextColumn("doubts", _("To be explained when it was downloaded"), 26),
    )


def number_columns(lines: Sequence[Measurement]) -> tuple[FieldColumn, ...]:
    """Those that one of ``lines`` is answered in."""
    titles = {"value": _("Value"), "numerator": _("Numerator"), "denominator": _("Denominator")}
    hint = _("A number that is not negative, in the unit of the row. Write digits, such as 1234.5.")
    asked = {name for line in lines for name in numbers_of_form(line.target.indicator)}
    return tuple(
        FieldColumn(name, title, CellForm.NUMBER, 14, hint=hint)
        for name, title in titles.items()
        if name in asked
    )


def numbers_of_form(indicator: Indicator) -> tuple[str, ...]:
    return NUMBERS[1:] if indicator.has_two_numbers else NUMBERS[:1]


def row(place: int, line: Measurement, beside: NumbersBeside) -> SheetRow:
    indicator = line.target.indicator
    earlier, beneath = beside.earlier.get(line.target_id, ()), beside.beneath.get(line.target_id)
    numbers: dict[str, Answer] = {name: getattr(line, name) for name in numbers_of_form(indicator)}
    answers = numbers | {name: getattr(line, name) for name in ("nil_return", *TEXTS)}
    return SheetRow(
        RowKey(MEASUREMENT, line.target_id),
        line.version,
        {"place": str(place), **contexts(line, earlier, beneath)},
        answers | explanation_answers(line, LINE_KINDS[MEASUREMENT].doubts),
        decimals=0 if indicator.has_two_numbers else indicator.decimals,
        height=34,
    )


def contexts(line: Measurement, earlier: Sequence[Numbers], beneath: Figure | None) -> Mapping[str, Shown]:
    """What stands beside the fields of one target."""
    target, indicator = line.target, line.target.indicator
    coverage = beneath.coverage if beneath else None
    doubts = [] if line.nil_return or not line.is_answered else doubts_of(line, earlier, beneath)
    return {
        "subject": indicator.display_name,
        "guidance": target.text,
        "goal": goal_in_words(target),
        "share": None if line.share is None else goal_in_words(target, line.share),
        "earlier": figure(last_stated(line, earlier), indicator),
        "beneath": figure(beneath.value if beneath else None, indicator),
        "coverage": f"{coverage.counted}/{coverage.expected}" if coverage else None,
        "asked": what_to_enter(indicator),
        "unit": "" if indicator.has_two_numbers else indicator.display_unit,
        "doubts": in_sentences(doubts),
    }


def doubts_of(line: Measurement, earlier: Sequence[Numbers], beneath: Figure | None) -> list[Problem]:
    """Those checks that ask for an explanation, as far as they find anything."""
    return [*jumps(line, numbers_of(line), earlier), *differences(line, beneath)]


def last_stated(line: Measurement, earlier: Sequence[Numbers]) -> Decimal | None:
    """What was stated for the last period that has a number."""
    stated = (attested_in(numbers, rule_of(line.target.indicator)) for numbers in reversed(earlier))
    return next((value for value in stated if value is not None), None)


def figure(value: Decimal | None, indicator: Indicator) -> Shown:
    """A figure as a number in the unit of its row; of a quotient, whose row has two numbers, in words."""
    if value is None:
        return None
    if indicator.has_two_numbers:
        return quantity(value, indicator)
    return Number(rounded(value, indicator.decimals), indicator.decimals)


def what_to_enter(indicator: Indicator) -> str:
    """What is entered, as the form says it: the value of the period, or both numbers by their names."""
    hint = str(what_is_counted(indicator))
    if not indicator.has_two_numbers:
        return hint
    numerator = labelled(_("Numerator"), indicator.display_numerator_name)
    denominator = labelled(_("Denominator"), indicator.display_denominator_name)
    return f"{numerator}\n{denominator}\n{hint}"
