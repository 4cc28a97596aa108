"""The forms of goals: what is wanted of which indicator, and from whom."""

from decimal import Decimal
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from organizations.models import LOCAL_KINDS, Organization
from reading import Comparator
from targets.arithmetic.comparators import CHOICES, COMPARISONS, STATED, Comparison
from targets.forms.indicator import IndicatorForm
from targets.forms.measurement import LONGEST_NUMBER
from targets.goals.suggestions import Terms
from targets.models import Indicator, Target
from targets.quantity import parse_quantity
from tasks.forms.amendment import ReasonForm
from tasks.models import Basis, Guidance, Section
from tasks.statement import Statement
from texts.form_fields import Text

LONGEST_ID = 12
NUMBERS = (*STATED, "baseline", "tolerance")
# What is said of a number that the comparator has no place for.
UNWANTED = {
    "value": _("“%(comparator)s” has no number: leave it empty."),
    "upper_value": _("Only a range has an upper end: leave it empty."),
}


class ComparatorSelect(forms.Select):
    """The comparators, each with the numbers that it needs, so that the page asks for no others."""

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        option["attrs"]["data-needs"] = " ".join(COMPARISONS[Comparator(value)].needs)
        return option


def number_field(label: Any, help_text: Any = "", **attributes: str) -> Text:
    """A number with or without its unit; which units are possible the indicator says."""
    attrs = {"inputmode": "decimal", "autocomplete": "off", "class": "input--number", **attributes}
    widget = forms.TextInput(attrs=attrs)
    return Text(label=label, help_text=help_text, required=False, max_length=LONGEST_NUMBER, widget=widget)


class TermsForm(forms.Form):
    """What is wanted of an indicator that is known, and who answers for it."""

    comparator = forms.ChoiceField(
        label=_("What is wanted"), choices=CHOICES, widget=ComparatorSelect(choices=CHOICES)
    )
    value = number_field(_("Goal"), _("With its unit, such as 0.24 万亿元."))
    # By the blank placeholder the page knows whether anything is typed (goals.css).
    upper_value = number_field(
        _("Upper end"), _("For “between”: the goal beside it is the lower end."), placeholder=" "
    )
    tolerance = number_field(_("Tolerance"), _("For “hold at”: how far off it may be."))
    baseline = number_field(_("Baseline"), _("What was reached the year before."))
    responsible = forms.ModelChoiceField(label=_("Responsible"), queryset=Organization.objects.none())
    basis = forms.ChoiceField(label=_("Basis of the responsibility"), choices=Basis.choices)
    reported_by = forms.ChoiceField(label=_("Reported by"), choices=Target.ReportedBy.choices)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("forms.ModelChoiceField[Organization]", self.fields["responsible"])
        field.queryset = Organization.objects.exclude(kind__in=LOCAL_KINDS).order_by("path")

    def measured(self) -> Indicator | None:
        """The indicator whose unit counts; None while nobody has said which."""
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        indicator = self.measured()
        if indicator is not None:
            for name in NUMBERS:
                self.convert(name, indicator)
            self.check_together(indicator)
        return cleaned

    def convert(self, name: str, indicator: Indicator) -> None:
        """Read a number in the indicator's unit; what cannot be read is said at its field."""
        text = self.cleaned_data.get(name)
        unit, shown = indicator.unit, indicator.display_unit
        try:
            self.cleaned_data[name] = parse_quantity(text, unit, shown=shown) if text else None
        except ValidationError as error:
            self.add_error(name, error)

    def check_together(self, indicator: Indicator) -> None:
        """Say what does not fit together, each at its field."""
        if comparator := self.cleaned_data.get("comparator"):
            self.check_numbers(COMPARISONS[Comparator(comparator)], indicator)
        reported_by = self.cleaned_data.get("reported_by")
        is_alone = indicator.over_organizations == Indicator.OverOrganizations.NONE
        if is_alone and reported_by == Target.ReportedBy.LOCAL_BUREAUS:
            self.add_error(
                "reported_by",
                _t("Figures of several organizations cannot be combined for this indicator."),
            )

    def check_numbers(self, comparison: Comparison, indicator: Indicator) -> None:
        """Say which number the comparator lacks, and which it has none for."""
        said = {"comparator": comparison.words.label}
        for name in STATED:
            is_needed, is_given = name in comparison.needs, self.cleaned_data.get(name) is not None
            if is_needed and not is_given and name not in self.errors:
                self.add_error(name, _t("“%(comparator)s” needs a number.") % said)
            if is_given and not is_needed:
                self.add_error(name, str(UNWANTED[name]) % said)
        self.check_order(*(self.cleaned_data.get(name) for name in STATED))
        if comparison.is_of_whole and indicator.unit != "%":
            self.add_error("comparator", _t("“All” means 100 %: choose an indicator in percent."))

    def check_order(self, value: Decimal | None, upper_value: Decimal | None) -> None:
        """Say where the upper end of a range is none."""
        if value is not None and upper_value is not None and upper_value <= value:
            self.add_error("upper_value", _t("The upper end lies above the lower one."))

    @property
    def terms(self) -> Terms:
        """What was said, once the form is valid."""
        said = self.cleaned_data
        return Terms(
            comparator=said["comparator"],
            responsible=said["responsible"],
            basis=said["basis"],
            reported_by=said["reported_by"],
            baseline=said["baseline"],
            tolerance=said["tolerance"] or Decimal(0),
            **{name: said[name] for name in STATED},
        )


class GoalForm(TermsForm):
    """A goal of a guidance: its clause, its indicator or a new one, and what is wanted."""

    section = forms.ModelChoiceField(label=_("Section"), queryset=Section.objects.none())
    text = Text(label=_("Clause"), widget=forms.Textarea(attrs={"rows": 3, "lang": "zh-Hans"}))
    indicator = forms.ModelChoiceField(
        label=_("Indicator"),
        queryset=Indicator.objects.none(),
        required=False,
        empty_label=_("A new indicator, as described below"),
    )
    field_order = ["section", "text", "indicator"]

    def __init__(
        self,
        data: Any = None,
        *,
        guidance: Guidance,
        target: Target | None = None,
        new: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> None:
        """``target`` is the one that is corrected; ``new`` is what a new indicator begins with."""
        super().__init__(data, **kwargs)
        self.guidance, self.target = guidance, target
        section = cast("forms.ModelChoiceField[Section]", self.fields["section"])
        section.queryset = guidance.sections.order_by("order")
        indicator = cast("forms.ModelChoiceField[Indicator]", self.fields["indicator"])
        indicator.queryset = Indicator.objects.order_by("name")
        self.new = IndicatorForm(data, initial=new, prefix="new")

    def measured(self) -> Indicator | None:
        chosen: Indicator | None = self.cleaned_data.get("indicator")
        if chosen is not None:
            return chosen
        if "indicator" in self.errors:
            return None
        return self.new.save(commit=False) if self.new.is_valid() else self.new.described()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        chosen = cleaned.get("indicator")
        standing = self.guidance.targets.filter(indicator=chosen).first() if chosen else None
        if standing is not None and standing != self.target:
            self.add_error("indicator", _t("The guidance already has a target for this indicator."))
        return cleaned

    def is_valid(self) -> bool:
        """A new indicator has to be right as well where none is chosen."""
        is_right = super().is_valid()
        chosen = self.cleaned_data.get("indicator") if self.is_bound else None
        return is_right and (chosen is not None or self.new.is_valid())

    @property
    def named_indicator(self) -> Indicator:
        """The chosen indicator, or the new one, not saved yet."""
        chosen: Indicator | None = self.cleaned_data["indicator"]
        return chosen or self.new.instance


class NewGoalForm(forms.Form):
    """Where the document sets a goal that was not recognised, and in which words."""

    section = forms.ModelChoiceField(label=_("Section"), queryset=Section.objects.none())
    text = Text(
        label=_("Clause"),
        help_text=_("As the document words it; the number and its unit are read from it."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "lang": "zh-Hans"}),
    )

    def __init__(self, *args: Any, guidance: Guidance, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        section = cast("forms.ModelChoiceField[Section]", self.fields["section"])
        section.queryset = guidance.sections.order_by("order")


class OffersField(forms.Field):
    """Goals that a page offers to accept, each as "id statement"; what was read of each by its id."""

    widget = forms.SelectMultiple
    default_error_messages = {
        "required": _("The page was incomplete. Load it again and read what stands there."),
        "invalid": _("The page was incomplete. Load it again and read what stands there."),
    }

    def to_python(self, value: list[str] | None) -> dict[int, Statement]:
        offers: dict[int, Statement] = {}
        for text in value or []:
            goal, _blank, said = text.partition(" ")
            try:
                offers[int(goal[:LONGEST_ID])] = Statement.parse(said)
            except ValueError:
                raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from None
        return offers


class OffersForm(forms.Form):
    """What is accepted at once."""

    offer = OffersField()


class AmendTargetForm(TermsForm, ReasonForm):
    """What is wanted of an indicator from now on, and why."""

    field_order = [*TermsForm.base_fields, "reason"]

    def __init__(self, *args: Any, target: Target, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.target = target

    def measured(self) -> Indicator | None:
        return self.target.indicator


class AddTargetForm(GoalForm, ReasonForm):
    """A goal that the document does not set, and why it is set now."""

    field_order = [*GoalForm.field_order, *TermsForm.base_fields, "reason"]
