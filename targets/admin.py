"""Administration of indicators, and targets to read.

What an indicator means is fixed once a guidance in force uses it; its words are corrected with a reason. A
goal in force changes by an amendment, one of a draft on the pages of the draft (design R21).
"""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from background.read_only import Lead, Leads, ReadOnly
from organizations.admin.record_links import AsRecords
from organizations.models import User
from organizations.name_search import NameSearch
from targets.actions.indicator import correct_indicator, create_indicator
from targets.arithmetic.comparators import STATED
from targets.figures.terms import goal_of
from targets.indicator_meaning import MEANING, fixed_fields, label_of
from targets.models import Indicator, IndicatorCorrection, Target
from tasks.admin import amendments_of, standing_of
from tasks.errors import ActionRefused
from tasks.models import LONGEST_REASON
from texts.back_office import GatedAdmin
from texts.form_fields import Text
from texts.punctuation import enumerated, labelled

WORDS = (
    *("name", "english_name", "english_unit", "numerator_name", "denominator_name"),
    *("english_numerator_name", "english_denominator_name", "definition", "english_definition"),
    *("verification", "english_verification"),
)


class IndicatorForm(forms.ModelForm[Indicator]):
    """An indicator, and why it is changed."""

    reason = Text(
        label=_("Reason"),
        help_text=_("It stays on record with your name: what makes the change necessary?"),
        max_length=LONGEST_REASON,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
    )

    def clean_reason(self) -> str:
        reason: str = self.cleaned_data["reason"]
        if self.instance.pk and set(self.changed_data) - {"reason"} and not reason:
            raise forms.ValidationError(_t("Say why the indicator is changed."))
        return reason


@admin.register(Indicator)
class IndicatorAdmin(AsRecords, GatedAdmin, NameSearch, Leads, admin.ModelAdmin[Indicator]):
    form = IndicatorForm
    record_kind = "indicators"
    list_display = ("name", "code", "unit", "form", "over_organizations", "over_periods")
    search_fields = ("name", "english_name", "code")
    search_codes = ("code",)
    readonly_fields = ("corrections",)

    def get_fields(self, request: HttpRequest, obj: Indicator | None = None) -> Any:  # noqa: ARG002
        return (*MEANING, *WORDS, *(("reason", "corrections") if obj else ()))

    def get_readonly_fields(self, request: HttpRequest, obj: Indicator | None = None) -> Any:  # noqa: ARG002
        return (*self.readonly_fields, *(fixed_fields(obj) if obj else ()))

    def has_delete_permission(self, request: HttpRequest, obj: Indicator | None = None) -> bool:
        """One that no goal names may go."""
        is_free = obj is None or not obj.targets.exists()
        return is_free and super().has_delete_permission(request, obj)

    def standing_of(self, row: Indicator) -> str:
        if fixed_fields(row):
            return _t(
                "A guidance in force uses this indicator: its code, form, unit and rules stay as they are,"
                " because figures rest on them. Its words may be corrected, with a reason. What means"
                " something else is a new indicator."
            )
        return _t("No guidance in force uses this indicator yet; each change is kept with its reason.")

    def leads_of(self, row: Indicator) -> Iterable[Lead]:
        address = reverse("admin:targets_indicator_add", query={"like": row.pk})
        yield Lead(address, _t("New indicator from this one"))

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """A new indicator begins as the one that it is made from, without its code."""
        like = request.GET.get("like", "")
        model = Indicator.objects.filter(pk=like).first() if like.isascii() and like.isdecimal() else None
        if model is None:
            return super().get_changeform_initial_data(request)
        return {name: getattr(model, name) for name in (*MEANING, *WORDS) if name != "code"}

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page of an indicator; what the action refuses stands on it as a sentence, nothing is saved."""
        try:
            return super().changeform_view(request, *args, **kwargs)
        except ActionRefused as refusal:
            messages.error(request, str(refusal))
            return redirect(request.get_full_path())

    def save_model(self, request: HttpRequest, obj: Indicator, form: Any, change: bool) -> None:  # noqa: FBT001 (as Django calls it)
        """A new one is added; one that stands is corrected by its action."""
        by = cast("User", request.user)
        if not change:
            create_indicator(indicator=obj, by=by)
            return
        reason = form.cleaned_data["reason"]
        correct_indicator(indicator=obj, by=by, at=timezone.now(), reason=reason)

    @admin.display(description=_("corrections so far"))
    def corrections(self, indicator: Indicator) -> str:
        made = indicator.corrections.select_related("by")
        rows = (
            (moment_of(correction), in_words(correction), correction.reason, correction.by)
            for correction in made
        )
        return format_html_join("", "<div>{} · {} · {} · {}</div>", rows) or "—"


def moment_of(correction: IndicatorCorrection) -> str:
    return f"{timezone.localtime(correction.at):%Y-%m-%d %H:%M}"


def in_words(correction: IndicatorCorrection) -> str:
    """What was changed from what to what."""
    return enumerated(
        labelled(label_of(change["field"]), f"{change['before'] or '—'} → {change['after'] or '—'}")
        for change in correction.changes
    )


@admin.register(Target)
class TargetAdmin(GatedAdmin, Leads, ReadOnly, admin.ModelAdmin[Target]):
    list_display = ("indicator", "guidance", "comparator", *STATED, "responsible", "basis", "reported_by")
    list_filter = ("guidance", "comparator")
    list_select_related = ("indicator", "guidance", "responsible")
    fields = (
        *("guidance", "indicator", "section", "order", "text", "comparator", *STATED, "baseline"),
        *("tolerance", "responsible", "basis", "reported_by", "milestones", "ranks_shown", "withdrawn_on"),
    )

    def standing_of(self, row: Target) -> str:
        return standing_of(row.guidance)

    def leads_of(self, row: Target) -> Iterable[Lead]:
        year = row.guidance.year
        if not row.guidance.is_published:
            yield Lead(reverse("tasks:draft-check", args=[year]), _t("Check the draft"))
            return
        if row.withdrawn_on is None:
            yield Lead(reverse("targets:target-amend", args=[row.pk]), _t("Amend"))
            if goal_of(row).may_have_milestones:
                yield Lead(reverse("targets:target-milestones", args=[row.pk]), _t("Milestones"))
            yield Lead(
                reverse("targets:target-withdraw", args=[row.pk]), pgettext("task or target", "Withdraw")
            )
        yield amendments_of(row.guidance)
