"""The forms that correct a draft guidance."""

import datetime as dt
from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from organizations.calendar import is_unwritten
from organizations.models import Organization
from reading.structure.sentences import split_sentences
from tasks.actions.draft.import_document import ISSUED_AHEAD
from tasks.models import LONGEST_PEOPLE, Guidance, Section, Task
from texts.form_fields import Day, Text, WholeNumber, form_field
from texts.incoming import length

FIRST_YEAR, LAST_YEAR = 2000, 2100
LONGEST_CLAUSE = 2_000
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class FactsForm(forms.ModelForm[Guidance]):
    """What a document says of itself."""

    year = WholeNumber(label=_("Year"), min_value=FIRST_YEAR, max_value=LAST_YEAR)

    class Meta:
        model = Guidance
        fields = [
            "title",
            "year",
            "document_number",
            "issuer",
            "issued_on",
            "report_due_on",
            "receiving_department",
        ]
        widgets = {"issued_on": DAY, "report_due_on": DAY}
        formfield_callback = form_field

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        departments = Organization.objects.filter(
            kind__in=[Organization.Kind.OFFICE, Organization.Kind.DEPARTMENT]
        )
        held = Organization.objects.filter(pk=self.instance.receiving_department_id)
        receiver = cast("forms.ModelChoiceField[Organization]", self.fields["receiving_department"])
        receiver.queryset = departments | held

    def clean_issued_on(self) -> dt.date | None:
        """The day of the document: one that is still to come is a slip."""
        issued_on: dt.date | None = self.cleaned_data["issued_on"]
        if is_unwritten(issued_on):
            raise forms.ValidationError(ISSUED_AHEAD)
        return issued_on


class SectionForm(forms.Form):
    """The heading of a section."""

    number = Text(label=_("Number as printed"), required=False, max_length=20, help_text=_("Such as （三）."))
    title = Text(label=_("Title"), required=False, max_length=200)


class SplitSectionForm(forms.Form):
    """Where a new section begins, and what it is called."""

    at = forms.TypedChoiceField(
        label=_("The new section begins with"), coerce=int, widget=forms.RadioSelect, choices=()
    )
    number = Text(label=_("Number as printed"), required=False, max_length=20)
    title = Text(label=_("Title of the new section"), required=False, max_length=200)

    def __init__(self, *args: Any, section: Section, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        at = cast("forms.ChoiceField", self.fields["at"])
        at.choices = sentences_after_first(section.text)


def sentences_after_first(text: str) -> list[tuple[int, str]]:
    """Where a text may be cut: the offset of each sentence but the first, and its words."""
    return [(begin, text[begin:end]) for begin, end in split_sentences(text) if begin > 0]


def people_field() -> Text:
    """The persons whom a task names, in one line."""
    return Text(
        label=_("People in charge"),
        required=False,
        max_length=LONGEST_PEOPLE,
        help_text=_("As the document prints them, with their offices. They are asked for nothing."),
    )


class TaskForm(forms.Form):
    """What a task is called, when it is due, and its measures, one a line."""

    title = Text(label=_("Title"), max_length=200)
    due_on = Day(
        label=_("Due on"),
        required=False,
        help_text=_("Only where the text gives this task a day of its own."),
        widget=DAY,
    )
    people = people_field()
    measures = Text(
        label=_("Measures"),
        help_text=_(
            "One clause a line: progress is counted by them. Join two lines, part one or delete it as needed."
        ),
        widget=forms.Textarea(attrs={"rows": 10}),
        error_messages={"required": _("Give at least one measure: progress is counted by them.")},
    )

    def clean_measures(self) -> list[str]:
        lines = [line.strip() for line in self.cleaned_data["measures"].splitlines()]
        clauses = [line for line in lines if line]
        if any(length(clause) > LONGEST_CLAUSE for clause in clauses):
            raise forms.ValidationError(
                _t("A measure has at most %(most)s characters.") % {"most": LONGEST_CLAUSE}
            )
        return clauses


class SplitTaskForm(forms.Form):
    """With which measure the second task begins."""

    before_measure = forms.TypedChoiceField(
        label=_("The second task begins with"), coerce=int, widget=forms.RadioSelect, choices=()
    )

    def __init__(self, *args: Any, task: Task, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        before = cast("forms.ChoiceField", self.fields["before_measure"])
        before.choices = [(measure.order, measure.text) for measure in task.measures.all()[1:]]


class NewTaskForm(forms.Form):
    """What a task is called that the reader did not see."""

    title = Text(label=_("Title"), max_length=200)
