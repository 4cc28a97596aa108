"""What every line of a filing asks, and the form of a progress entry."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from tasks.lines.explanation_fields import explanation_fields, sent_explanations
from tasks.models import LONGEST_TEXT, FilingLine, MeasureState, ProgressEntry
from texts.form_fields import Text

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def long_text(label: "StrOrPromise", hint: "StrOrPromise" = "", *, rows: int = 5) -> Text:
    """A text of up to ``LONGEST_TEXT`` characters that may stay empty in a draft."""
    return Text(
        label=label,
        help_text=hint,
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class LineForm(forms.Form):
    """The note and the explanations of doubts: the same for every kind of line.

    A form checks what can never be saved; what a draft may still lack is checked by the kind's ``problems``.
    """

    note = long_text(
        _("Note to the reviewer"),
        _("What the reviewer should know of this line. Doubts are explained where they stand."),
        rows=2,
    )

    def __init__(
        self, *args: Any, line: FilingLine, doubts: "Mapping[str, StrOrPromise]", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.line, self.doubts = line, doubts
        self.fields |= explanation_fields(doubts, line.explanations)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        cleaned["explanations"] = sent_explanations(cleaned, self.data, self.doubts, self.line.explanations)
        return cleaned


class AskedLineForm(LineForm):
    """A line that the plan asks for: with it comes the nil return and its reason (design R5)."""

    nil_return = forms.BooleanField(label=_("Nothing to report this period (nil return)"), required=False)
    nil_reason = Text(
        label=_("Reason for the nil return"),
        help_text=_("One sentence, such as who reports it instead."),
        required=False,
        max_length=500,
    )

    # Fields that must be empty in a nil return.
    answer_fields: tuple[str, ...] = ()

    field_order = ("nil_return", "nil_reason", "note")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("nil_return"):
            self.refuse_answers(cleaned)
        elif "nil_return" in cleaned:
            cleaned["nil_reason"] = ""
        return cleaned

    def refuse_answers(self, cleaned: dict[str, Any]) -> None:
        """A nil return and an answer exclude each other; the person chooses, nothing is dropped."""
        given = [name for name in self.answer_fields if cleaned.get(name) not in {None, ""}]
        for name in given:
            self.add_error(
                name, _t("Empty this field for a nil return, or untick “Nothing to report this period”.")
            )


class ProgressForm(AskedLineForm):
    """One task: the state of each measure, and the three texts."""

    achievements = long_text(
        _("Achievements"), _("What was done and what came of it; figures and names make it checkable.")
    )
    problems = long_text(
        _("Problems"), _("What holds the work up. Needed where a measure is delayed."), rows=3
    )
    next_steps = long_text(_("Next steps"), rows=3)

    answer_fields = ("achievements",)

    def __init__(self, *args: Any, entry: ProgressEntry, **kwargs: Any) -> None:
        super().__init__(*args, line=entry, **kwargs)
        for state in entry.states:
            self.fields[f"measure_{state.measure_id}"] = forms.ChoiceField(
                label=state.measure.text,
                choices=MeasureState.State.choices,
                initial=state.state,
                widget=forms.RadioSelect,
                required=False,
            )

    @property
    def measure_fields(self) -> list[forms.BoundField]:
        """The fields of the measures, in the order of the text."""
        return [self[name] for name in self.fields if name.startswith("measure_")]
