"""What is put side by side, as a form whose answers stay in the address."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from reports.dashboards.comparison.differences import WAYS
from reports.dashboards.comparison.wish import MOST_ORGANIZATIONS, By, Offer, Wish, before
from reports.dashboards.question import Question
from tasks.models import Guidance, ReportingPeriod
from texts.form_fields import give_choices

LABELS = {
    By.PERIOD: _("Two periods"),
    By.YEAR: _("Two years"),
    By.ORGANIZATION: _("Organizations"),
}
NOT_ONE = {"invalid_choice": _("That cannot be compared here. Below stands what is next to it.")}


class ComparisonForm(forms.Form):
    """By what is compared, and what stands left and right, or which organizations. What does not fit is said
    at its field, and falls back to the default."""

    by = forms.ChoiceField(
        required=False,
        label=_("Compare"),
        error_messages={"invalid_choice": _("There is no such comparison. Below stand two periods.")},
    )
    left = forms.ChoiceField(required=False, label=_("From"), error_messages=NOT_ONE)
    right = forms.ChoiceField(required=False, label=_("To"), error_messages=NOT_ONE)
    organizations = forms.MultipleChoiceField(
        required=False,
        label=_("Organizations, at most six"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("One of them is none of those that are compared here.")},
    )
    only = forms.ChoiceField(
        required=False,
        label=_("Shown"),
        choices=[("", _("All indicators")), *((way.value, label) for way, label in WAYS.items())],
        error_messages={"invalid_choice": _("There is no such choice of rows. Below stand all of them.")},
    )

    def __init__(self, *args: Any, offer: Offer, question: Question, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer, self.question = offer, question
        give_choices(self, "by", [(by.value, LABELS[by]) for by in offer.ways])
        self.way = By(self.chosen("by") or (offer.ways or [By.PERIOD])[0])
        if self.way is By.ORGANIZATION:
            del self.fields["left"], self.fields["right"]
            give_choices(self, "organizations", [(one.code, str(one)) for one in offer.organizations])
        else:
            del self.fields["organizations"]
            for name in ("left", "right"):
                give_choices(self, name, self.named())

    def named(self) -> list[tuple[str, str]]:
        """What can stand left and right, the latest first."""
        if self.way is By.YEAR:
            return [(str(guidance.year), str(guidance.year)) for guidance in reversed(self.offer.years)]
        return [(str(period.pk), str(period)) for period in reversed(self.offer.periods)]

    def add_prefix(self, field_name: str) -> str:
        """Addresses call the organizations ``with``, which is no name in code."""
        return "with" if field_name == "organizations" else field_name

    def chosen(self, name: str) -> str:
        """A valid answer, else ""."""
        try:
            return str(self.fields[name].clean(self.data.get(name, "")))
        except forms.ValidationError:
            return ""

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        chosen = set(cleaned.get("organizations") or [])
        if len(chosen) > MOST_ORGANIZATIONS:
            self.add_error("organizations", _("Choose at most six. Below stand the first six."))
        elif len(chosen) == 1:
            self.add_error("organizations", _("Choose at least two. Below the next one stands beside it."))
        if cleaned.get("left") and cleaned.get("left") == cleaned.get("right"):
            self.add_error("right", _("Both sides are the same. Below the left one is what is next to it."))
        return cleaned

    def wish(self) -> Wish:
        """What is compared: the choice, or what goes without saying."""
        only = self.chosen("only")
        if self.way is By.ORGANIZATION:
            offered = {one.code: one for one in self.offer.organizations}
            asked = [code for code in self.listed("with") if code in offered]
            chosen = [offered[code] for code in dict.fromkeys(asked)] or list(self.offer.organizations[:2])
            if len(chosen) == 1:
                chosen.append(before(self.offer.organizations, chosen[0]))
            return Wish(self.way, organizations=tuple(chosen[:MOST_ORGANIZATIONS]), only=only)
        if self.way is By.YEAR:
            by_year = {str(guidance.year): guidance for guidance in self.offer.years}
            own = by_year.get(str(self.question.guidance.year), self.offer.years[-1])
            return Wish(self.way, years=self.pair(self.offer.years, by_year, own), only=only)
        by_id = {str(period.pk): period for period in self.offer.periods}
        return Wish(self.way, periods=self.pair(self.offer.periods, by_id, self.question.period), only=only)

    def pair[Choice: (Guidance, ReportingPeriod)](
        self, choices: Sequence[Choice], named: dict[str, Choice], default: Choice
    ) -> tuple[Choice, ...]:
        """Left and right; without a left one what stands before the right one."""
        right = named.get(self.chosen("right"), default)
        left = named.get(self.chosen("left"), right)
        return (before(choices, right) if left == right else left), right

    def listed(self, name: str) -> list[str]:
        """What the address says by a name, however often."""
        return list(self.data.getlist(name)) if isinstance(self.data, QueryDict) else []

    def fill_in(self, wish: Wish) -> None:
        """Show what is compared where the address left it open."""
        data = QueryDict(mutable=True)
        for name in self.data:
            data.setlist(name, self.listed(name))
        for name, value in self.asked(wish):
            if not any(self.listed(name)):
                data.appendlist(name, value)
        self.data = data

    def asked(self, wish: Wish) -> list[tuple[str, str]]:
        """What an address has to say to compare the same."""
        if wish.by is By.ORGANIZATION:
            return [("by", wish.by.value), *(("with", one.code) for one in wish.organizations)]
        pair = wish.periods if wish.by is By.PERIOD else wish.years
        keys = [str(one.year) if isinstance(one, Guidance) else str(one.pk) for one in pair]
        return [("by", wish.by.value), *zip(("left", "right"), keys, strict=False)]
