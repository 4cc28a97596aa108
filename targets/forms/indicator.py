"""The form of a new indicator, and what it begins with."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from reading import Comparator
from targets.arithmetic.comparators import COMPARISONS
from targets.models import Indicator, ProposedGoal
from texts.form_fields import form_field

Form = Indicator.Form
OverOrganizations = Indicator.OverOrganizations
OverPeriods = Indicator.OverPeriods
PERCENT = "%"
WHOLE = 100
LONGEST_NAME = 80


class IndicatorForm(forms.ModelForm[Indicator]):
    """What is measured, in which unit, and how it combines. Names in English may be added later."""

    use_required_attribute = False

    class Meta:
        model = Indicator
        fields = [
            "name",
            "unit",
            "decimals",
            "form",
            "numerator_name",
            "denominator_name",
            "over_organizations",
            "over_periods",
            "definition",
            "english_name",
        ]
        widgets = {"definition": forms.Textarea(attrs={"rows": 3})}
        formfield_callback = form_field
        help_texts = {
            "unit": _("Such as 亿元, 件 or %."),
            "form": _("What is filed: one number, or a part and its whole."),
            "numerator_name": _("For a ratio or a growth: what is counted."),
            "denominator_name": _("For a ratio or a growth: of what, or the same of the year before."),
            "over_periods": _("Whether each period adds its own part, or states the level reached."),
            "english_name": _("Without it, the Chinese name stands on English pages too."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["english_name"].required = False
        self.order_fields(self.Meta.fields)

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"].strip()
        if Indicator.objects.filter(name=name).exists():
            raise forms.ValidationError(
                _t("There is an indicator of this name already: choose it above, or name this one apart.")
            )
        return name

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("form") in {Form.RATIO, Form.GROWTH}:
            for name in ("numerator_name", "denominator_name"):
                if not cleaned.get(name):
                    self.add_error(name, _t("A ratio or a growth needs the names of both numbers."))
        self.check_rule(cleaned)
        return cleaned

    def check_rule(self, cleaned: dict[str, Any]) -> None:
        """Say at its field where the rule over organizations does not fit what is filed."""
        rule, is_value = cleaned.get("over_organizations"), cleaned.get("form") == Form.VALUE
        if is_value and rule == OverOrganizations.WEIGHTED_MEAN:
            self.add_error("over_organizations", _t("A weighted mean needs numerator and denominator."))
        elif not is_value and rule not in {OverOrganizations.WEIGHTED_MEAN, OverOrganizations.NONE, None}:
            self.add_error(
                "over_organizations", _t("A ratio combines as sum of numerators by sum of denominators.")
            )

    def described(self) -> Indicator | None:
        """What is right of an indicator that is not yet, so far as numbers can be read in its unit."""
        said = self.cleaned_data
        if "unit" not in said:
            return None
        return Indicator(unit=said["unit"], over_organizations=said.get("over_organizations", ""))

    def save(self, commit: bool = True) -> Indicator:  # noqa: FBT001, FBT002 (as every model form)
        """The scale and the English unit follow from the unit."""
        unit = self.cleaned_data["unit"]
        self.instance.scale = WHOLE if unit == PERCENT else 1
        alike = Indicator.objects.filter(unit=unit).exclude(english_unit="").first()
        self.instance.english_unit = alike.english_unit if alike else ""
        return super().save(commit=commit)


def indicator_of(goal: ProposedGoal) -> dict[str, Any]:
    """What a new indicator for a goal begins with, as far as its clause says."""
    is_share = COMPARISONS[Comparator(goal.comparator)].is_of_whole
    is_growth = goal.name.endswith(("增长率", "增速", "增幅"))
    form = Form.RATIO if is_share else Form.GROWTH if is_growth else Form.VALUE
    two_numbers = form != Form.VALUE
    return {
        "name": goal.name[:LONGEST_NAME],
        "unit": PERCENT if two_numbers else goal.unit,
        "decimals": decimals_of(goal),
        "form": form,
        "over_organizations": OverOrganizations.WEIGHTED_MEAN if two_numbers else OverOrganizations.NONE,
        "over_periods": OverPeriods.LATEST,
    }


def decimals_of(goal: ProposedGoal) -> int:
    """As many as the goal has, and one for figures beside a whole number."""
    if goal.value is None:
        return 1
    exponent = goal.value.normalize().as_tuple().exponent
    return max(-exponent if isinstance(exponent, int) else 0, 1)
