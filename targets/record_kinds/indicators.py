"""Indicators, there and back: what the back office changes one by one, many at once."""

from collections.abc import Collection, Iterable, Sequence
from copy import copy

from django import forms
from django.utils.translation import gettext_lazy as _

from organizations.models import User
from organizations.record_kinds.kind import RecordAct, RecordKind, RowRefused, form_values
from spreadsheets.records.comparison import RecordChange
from spreadsheets.records.values import Record, RecordForm, RecordLayout
from targets.actions import correct_indicator, create_indicator
from targets.models import Indicator
from targets.record_kinds.indicator_rows import FIELDS, KIND, REASON, indicator_layout, indicator_record
from targets.record_kinds.typed import refuse_unknown_words
from tasks.errors import ReasonMissing
from tasks.models import LONGEST_REASON, Guidance
from texts.form_fields import Text, form_field


class IndicatorRowForm(forms.ModelForm[Indicator]):
    """An indicator as a row says it, and why it is changed."""

    reason = Text(required=False, max_length=LONGEST_REASON)

    class Meta:
        model = Indicator
        fields = FIELDS
        formfield_callback = form_field


class IndicatorRecords(RecordKind):
    """All indicators, for the administrators of the office."""

    key = KIND
    title = _("Indicators")
    note = _("What is measured: names, units, definitions, and how figures combine.")

    def __init__(self) -> None:
        self.standing: dict[str, Indicator] = {}

    def is_for(self, user: User) -> bool:
        return user.is_administrator

    def layout(self) -> RecordLayout:
        return indicator_layout()

    def records(self, user: User, keys: Collection[str] | None = None) -> Iterable[Record]:  # noqa: ARG002
        indicators = Indicator.objects.order_by("code")
        if keys is not None:
            indicators = indicators.filter(code__in=keys)
        return [indicator_record(indicator) for indicator in indicators]

    def hold(self, keys: Collection[str]) -> None:
        """Whoever publishes a guidance that uses them, or corrects one, waits (two queries), as for a single
        one."""
        guidances = Guidance.objects.select_for_update(of=("self",)).order_by("pk")
        list(guidances.filter(targets__indicator__code__in=keys).values_list("pk"))
        indicators = Indicator.objects.select_for_update().order_by("pk")
        list(indicators.filter(code__in=keys).values_list("pk"))

    def prepare(self, changes: Sequence[RecordChange], act: RecordAct) -> None:  # noqa: ARG002
        """One query for all rows."""
        codes = [change.key for change in changes if change.key]
        self.standing = {each.code: each for each in Indicator.objects.filter(code__in=codes)}

    def apply(self, change: RecordChange, act: RecordAct) -> None:
        """Correct an indicator, or add one."""
        layout = self.layout()
        refuse_unknown_words(change, layout)
        standing = self.standing.get(change.key)
        form = IndicatorRowForm(typed_values(change, layout), instance=copy(standing))
        said = form_values(form, (*FIELDS, REASON))
        if standing is None:
            create_indicator(indicator=form.instance, by=act.by)
        else:
            self.correct(edited(standing, form.instance, change), said[REASON], act)

    def label(self, change: RecordChange) -> str:
        return " ".join(filter(None, (change.natural, change.values.get("name", ""))))

    def correct(self, indicator: Indicator, reason: str, act: RecordAct) -> None:
        try:
            correct_indicator(indicator=indicator, by=act.by, at=act.at, reason=reason)
        except ReasonMissing as refusal:
            raise RowRefused({REASON: [str(refusal)]}) from None


def edited(standing: Indicator, said: Indicator, change: RecordChange) -> Indicator:
    """The indicator with what was edited: a cell holds a text without its blank lines, which stay where
    nobody has changed it."""
    indicator = copy(standing)
    for name in change.changed_names.intersection(FIELDS):
        setattr(indicator, name, getattr(said, name))
    return indicator


def typed_values(change: RecordChange, layout: RecordLayout) -> dict[str, str]:
    """What a row says, as the form takes it: of yes and no a box that is ticked or not."""
    yes_no = {column.name for column in layout.columns if column.form is RecordForm.YES_NO}
    return {name: value for name, value in change.values.items() if not (name in yes_no and value != "yes")}
