"""The form of a case."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tasks.lines.form import LineForm, long_text
from tasks.models import CaseStudy, Section
from tasks.models.case import LONGEST_CASE, LONGEST_CASE_TITLE
from texts.form_fields import Text


class CaseForm(LineForm):
    """A title, the text, and the sections of the guidance that the case belongs to, by their paths."""

    title = Text(
        label=_("Title"),
        help_text=_("One line that says what was done and what came of it."),
        required=False,
        max_length=LONGEST_CASE_TITLE,
        widget=forms.TextInput(attrs={"class": "input--line", "autocomplete": "off"}),
    )
    text = Text(
        label=_("The case"),
        help_text=_(
            "What the difficulty was, what was done by whom, and what it brought, in figures; at most 2,000"
            " characters."
        ),
        required=False,
        max_length=LONGEST_CASE,
        widget=forms.Textarea(attrs={"rows": 14}),
    )

    note = long_text(_("Note to the reviewer"), rows=2)

    def __init__(self, *args: Any, case: CaseStudy, sections: list[Section], **kwargs: Any) -> None:
        super().__init__(*args, line=case, **kwargs)
        by_path = {section.path: section for section in sections}
        self.fields["sections"] = forms.TypedMultipleChoiceField(
            label=_("Sections it belongs to"),
            help_text=_("The report tells the case there. Choose at least one."),
            choices=[(section.path, str(section)) for section in sections],
            coerce=by_path.__getitem__,
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
        self.order_fields(("title", "text", "sections", "note"))
