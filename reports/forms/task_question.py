"""What a task's page is asked for, as a form whose answers stay in the address."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from reports.dashboards.task_answers.question import Group, Overlay
from reports.forms.question import QuestionForm
from tasks.filings.answer_rows import AnswerState
from tasks.models import Measure, ReportingPeriod
from texts.form_fields import Text, give_choices

LONGEST_NAME = 120
STATES = [*Overlay.choices, *AnswerState.choices]


class TaskQuestionForm(QuestionForm):
    """Which answers on one task are counted, and which of them are listed. One task has its department and
    its section, and no outcome: of that nothing is asked."""

    field_order = ("period", "on", "region", "counting", "state", "measure", "name", "group", "since")

    department = section = outcome = None  # type: ignore[assignment]  # Django's way to leave fields out
    state = forms.ChoiceField(
        required=False,
        label=_("Answers"),
        choices=[("", _("All")), *STATES],
        error_messages={"invalid_choice": _("There are no such answers. Below stand all of them.")},
    )
    measure = forms.ChoiceField(
        required=False,
        label=_("Measure"),
        error_messages={"invalid_choice": _("The task has no such measure. Below stand all answers.")},
    )
    name = Text(required=False, label=pgettext_lazy("of an organization", "Name"), max_length=LONGEST_NAME)
    group = forms.ChoiceField(
        required=False,
        label=_("Grouped"),
        choices=[("", _("In the order of the tree")), *Group.choices],
        error_messages={"invalid_choice": _("Answers cannot be grouped so. Below they are not.")},
    )

    def __init__(
        self, *args: Any, periods: Sequence[ReportingPeriod], measures: Iterable[Measure], **kwargs: Any
    ) -> None:
        super().__init__(*args, periods=periods, departments=(), sections=(), **kwargs)
        self.measures = {str(measure.order): measure for measure in measures}
        numbered = [(key, f"{key}. {measure.text}") for key, measure in self.measures.items()]
        give_choices(self, "measure", [("", _("All")), *numbered])

    @property
    def set_aside(self) -> list[str]:
        """What the address asks for that a task's page does not answer, by its labels."""
        asked = [name for name in QuestionForm.base_fields if self.data.get(name)]
        return [str(QuestionForm.base_fields[name].label) for name in asked if name not in self.fields]
