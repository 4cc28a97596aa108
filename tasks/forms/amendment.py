"""The forms that amend a guidance in force; each asks why."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from organizations.models import Organization
from tasks.actions.amend_task import MeasureEdit
from tasks.forms.draft import DAY, LONGEST_CLAUSE, TaskForm, people_field
from tasks.models import LONGEST_REASON, Guidance, Measure, Section, Task
from texts.form_fields import Day, Text


class ReasonForm(forms.Form):
    """Why the guidance is amended."""

    reason = Text(
        label=_("Reason"),
        help_text=_("Everybody who is concerned reads it: what makes the change necessary?"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class AmendTaskForm(ReasonForm):
    """What a task says and until when: a field for each measure that stands, and one for new ones."""

    title = Text(label=_("Title"), max_length=200)
    due_on = Day(label=_("Due on"), required=False, widget=DAY)
    people = people_field()
    new_measures = Text(
        label=_("New measures"),
        help_text=_("One clause a line."),
        required=False,
        max_length=5 * LONGEST_CLAUSE,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    field_order = ["title", "due_on", "people"]

    def __init__(self, *args: Any, task: Task, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.measures = list(task.measures.all())
        reported = set(Measure.objects.filter(task=task, states__isnull=False).values_list("pk", flat=True))
        fields = {
            name_of(measure): measure_field(measure, place, is_reported=measure.pk in reported)
            for place, measure in enumerate(self.measures, start=1)
        }
        self.fields = {
            "title": self.fields["title"],
            "due_on": self.fields["due_on"],
            "people": self.fields["people"],
            **fields,
            "new_measures": self.fields["new_measures"],
            "reason": self.fields["reason"],
        }

    def edits(self) -> list[MeasureEdit]:
        """The measures as they are to read; an emptied one is left out, and so dropped."""
        said = [(self.cleaned_data[name_of(measure)], measure.pk) for measure in self.measures]
        standing = [MeasureEdit(text, pk) for text, pk in said if text]
        return standing + [MeasureEdit(line) for line in self.cleaned_data["new_measures"].splitlines()]


def name_of(measure: Measure) -> str:
    return f"measure_{measure.pk}"


def measure_field(measure: Measure, place: int, *, is_reported: bool) -> Text:
    """The field of one measure; one that was reported on cannot be emptied."""
    hint = _("It is reported on already: reword it if need be; it cannot be dropped.")
    return Text(
        label=_("Measure %(place)s") % {"place": place},
        help_text=hint if is_reported else _("Empty it to drop it."),
        initial=measure.text,
        required=is_reported,
        max_length=LONGEST_CLAUSE,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class AddTaskForm(TaskForm, ReasonForm):
    """A task that the document does not order."""

    section = forms.ModelChoiceField(label=_("Section"), queryset=Section.objects.none())
    field_order = ["section", "title", "due_on", "people", "measures", "reason"]

    def __init__(self, *args: Any, guidance: Guidance, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sections = cast("forms.ModelChoiceField[Section]", self.fields["section"])
        sections.queryset = guidance.sections.filter(kind__in=[Section.Kind.PART, Section.Kind.SECTION])


class AmendFactsForm(ReasonForm):
    """Until when the report of the year is due, and who receives it."""

    report_due_on = Day(
        label=_("Report due"),
        required=False,
        widget=DAY,
        help_text=_("The windows of the periods keep their days; amend them too where they are to follow."),
    )
    receiving_department = forms.ModelChoiceField(
        label=_("Report to"), queryset=Organization.objects.none(), required=False
    )
    field_order = ["report_due_on", "receiving_department", "reason"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        receiver = cast("forms.ModelChoiceField[Organization]", self.fields["receiving_department"])
        kinds = [Organization.Kind.OFFICE, Organization.Kind.DEPARTMENT]
        receiver.queryset = Organization.objects.filter(kind__in=kinds)


class AmendPeriodForm(ReasonForm):
    """The window of a period."""

    opens_on = Day(
        label=_("Window opens"), widget=DAY, help_text=_("It stays as it is once the window is open.")
    )
    due_on = Day(
        label=_("Window closes"),
        widget=DAY,
        help_text=_("At the end of this day, Beijing time, for everyone who files."),
    )
    field_order = ["opens_on", "due_on", "reason"]
