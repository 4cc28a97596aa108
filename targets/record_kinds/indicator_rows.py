"""Indicators as rows of a workbook."""

from typing import Any, cast

from django.db import models
from django.utils.translation import gettext_lazy as _

from spreadsheets.records.values import NO, YES, Record, RecordColumn, RecordForm, RecordLayout
from targets.indicator_meaning import MEANING
from targets.models import Indicator
from tasks.models import LONGEST_REASON

KIND = "indicators"
# As people read them: what is measured first, then how it combines, then what explains it.
FIELDS = (
    *("code", "name", "unit", "form", "decimals", "scale", "over_organizations", "over_periods"),
    *("never_falls", "numerator_name", "denominator_name", "definition", "verification"),
    *("english_name", "english_unit", "english_numerator_name", "english_denominator_name"),
    *("english_definition", "english_verification"),
)
WIDTHS = {"code": 16, "name": 30, "english_name": 30, "unit": 8, "decimals": 8, "scale": 8}
WIDE = 44
REASON = "reason"
IN_USE = "in_use"


def indicator_layout() -> RecordLayout:
    """The columns of the fields, whether the meaning is fixed, and why an indicator is changed."""
    columns = [column_of(name) for name in FIELDS]
    in_use = RecordColumn(
        IN_USE,
        _("Meaning fixed"),
        _("A guidance in force uses it: code, form, unit and rules stay as they are."),
        RecordForm.YES_NO,
        words={YES: _("yes"), NO: _("no")},
        width=10,
        is_read_only=True,
    )
    reason = RecordColumn(
        REASON,
        _("Reason"),
        _("Why the indicator is changed; needed where something of its row is."),
        width=WIDE,
        longest=LONGEST_REASON,
        is_reason=True,
    )
    return RecordLayout(
        KIND,
        _("Indicators"),
        (*columns, in_use, reason),
        key_columns=("code",),
        rules=(
            _("A changed indicator needs a reason; it stays on record with your name."),
            _("What means something else is a new indicator: a new row with a code of its own."),
        ),
    )


def column_of(name: str) -> RecordColumn:
    """The column of a field, with its words or its longest text."""
    field = cast("models.Field[Any, Any]", Indicator._meta.get_field(name))
    longest: int | None = field.max_length
    form, words = RecordForm.TEXT, {}
    if field.choices:
        form, words = RecordForm.WORD, dict(field.flatchoices)
    elif isinstance(field, models.BooleanField):
        form, words = RecordForm.YES_NO, {YES: _("yes"), NO: _("no")}
    elif isinstance(field, models.IntegerField):
        form = RecordForm.NUMBER
    elif isinstance(field, models.TextField):
        form = RecordForm.LINES
    width = WIDE if form is RecordForm.LINES else WIDTHS.get(name, 18)
    return RecordColumn(name, field.verbose_name, field.help_text, form, words, width, longest)


def indicator_record(indicator: Indicator) -> Record:
    """An indicator as a row."""
    values = {name: value_of(indicator, name) for name in FIELDS}
    values[IN_USE] = YES if indicator.is_fixed else NO
    return Record(indicator.code, values)


def value_of(indicator: Indicator, name: str) -> str:
    value = getattr(indicator, name)
    if isinstance(value, bool):
        return YES if value else NO
    text = str(value)
    # As it is read again: lines without the blank ones between them.
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())


def fixed_names(indicator: Indicator) -> tuple[str, ...]:
    return MEANING if indicator.is_fixed else ()
