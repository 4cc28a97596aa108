"""Which measures, or which answers, are listed one by one."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from organizations.filtersets import refusal_of
from tasks.models import Measure, MeasureState, Task
from texts.form_fields import give_choices

ALL = ("", _("All"))
SHOWS = [
    ("approved", pgettext_lazy("answers", "Approved")),
    ("submitted", _("Waiting for approval")),
    ("silent", _("Nothing handed in yet")),
]


class TaskChoiceForm(forms.Form):
    """Of which task; of all of them where none is named."""

    task = forms.ChoiceField(label=_("Task"), required=False)

    def __init__(self, *args: Any, tasks: Iterable[Task], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tasks = {str(task.pk): task for task in tasks}
        titles = [(key, f"{task.section.number}{task.display_title}") for key, task in self.tasks.items()]
        give_choices(self, "task", [ALL, *titles])

    @property
    def refusal(self) -> str:
        """What does not fit; "" where everything does. Then nothing is listed."""
        return refusal_of(self)

    def chosen(self, name: str) -> str:
        """A valid choice; "" for all."""
        self.is_valid()
        return str(self.cleaned_data.get(name) or "")

    @property
    def chosen_task(self) -> Task | None:
        return self.tasks.get(self.chosen("task"))

    @property
    def shown_tasks(self) -> list[Task]:
        """The tasks of which something is listed: none where anything does not fit."""
        if not self.is_valid():
            return []
        return [self.chosen_task] if self.chosen_task else list(self.tasks.values())


class MeasuresForm(TaskChoiceForm):
    """Measures by task and state, or one measure alone."""

    state = forms.ChoiceField(label=_("State"), required=False, choices=[ALL, *MeasureState.State.choices])
    measure = forms.ModelChoiceField(
        label=_("Measure"), queryset=Measure.objects.none(), required=False, empty_label=_("All")
    )

    def __init__(self, *args: Any, tasks: Iterable[Task], **kwargs: Any) -> None:
        super().__init__(*args, tasks=tasks, **kwargs)
        measure = self.fields["measure"]
        if isinstance(measure, forms.ModelChoiceField):
            measure.queryset = Measure.objects.filter(task__in=list(self.tasks)).order_by(
                "task__order", "order"
            )

    @property
    def chosen_measure(self) -> Measure | None:
        self.is_valid()
        found: Measure | None = self.cleaned_data.get("measure")
        return found


class AnswersListForm(TaskChoiceForm):
    """Answers by task, and by whether anything was handed in."""

    show = forms.ChoiceField(label=_("Answers"), required=False, choices=[ALL, *SHOWS])
