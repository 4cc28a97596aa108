"""Over what the organizations of a view are told."""

from collections.abc import Iterator
from dataclasses import dataclass

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from reports.dashboards.discipline.gathering import SPAN_LABELS, Span

DEFAULT = Span.YEAR


@dataclass(frozen=True, slots=True)
class SpanChoice:
    """One of the spans, as a link that keeps the rest of the address."""

    label: str
    url: str
    is_current: bool


class SpanForm(forms.Form):
    """A period, a year or all years; the year where the address does not say, or says something else."""

    span = forms.ChoiceField(
        required=False,
        choices=[(span.value, label) for span, label in SPAN_LABELS.items()],
        error_messages={"invalid_choice": _("There is no such span. Below stands the year.")},
    )

    @property
    def chosen(self) -> Span:
        """What the address asks for."""
        self.is_valid()
        return Span(self.cleaned_data.get("span") or DEFAULT)

    def choices(self, query: QueryDict) -> Iterator[SpanChoice]:
        """The spans as links to the same page."""
        for span, label in SPAN_LABELS.items():
            asked = query.copy()
            asked["span"] = span.value
            yield SpanChoice(str(label), f"?{asked.urlencode()}#organizations", span is self.chosen)
