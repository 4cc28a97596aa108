"""One FilterSet per list; page, API and export share it (design R19)."""

from typing import Any, cast

import django_filters
from django.db.models import F, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from organizations.calendar import today
from organizations.models import Organization
from organizations.name_search import organizations_named
from organizations.permissions import Permission
from tasks.access import signed_in
from tasks.lines import unusual_filings
from tasks.models import Filing, ReportingPeriod
from tasks.models.filing import FilingQuerySet
from tasks.models.guidance import ReportingPeriodQuerySet
from tasks.timeliness import Timeliness
from tasks.year_in_view import year_in_view

LATENESS = [choice for choice in Timeliness.choices if choice[0] != Timeliness.NOT_DUE]


def shown_periods(request: object) -> ReportingPeriodQuerySet:
    """Periods to choose from, the latest first: on a page those of the year in view, over the API all."""
    periods = ReportingPeriod.objects.published()
    if isinstance(request, HttpRequest):
        periods = periods.filter(guidance__year=year_in_view(request).year)
    return periods.select_related("guidance").order_by("-guidance__year", "-order")


def may_sign(request: HttpRequest) -> bool:
    """Whether the person may submit somewhere, so that filings can wait for their signature (no query)."""
    return bool(signed_in(request).organizations_where(Permission.SUBMIT_FILING))


FLAGS = [
    ("none", _("Nothing flagged")),
    ("any", _("Something flagged")),
    ("warnings", _("Explained doubts")),
    ("unusual", _("Unusual figures")),
    ("again", _("Filed again")),
    ("late", _("Late")),
]


class FilingFilter(django_filters.FilterSet):
    """Filings by period, status, timeliness, kind and name of the organization."""

    period = django_filters.ModelChoiceFilter(
        queryset=shown_periods, label=_("Period"), empty_label=_("All periods")
    )
    status = django_filters.ChoiceFilter(
        choices=Filing.Status.choices, label=_("Status"), empty_label=_("Any status")
    )
    timeliness = django_filters.ChoiceFilter(
        choices=LATENESS, method="filter_timeliness", label=_("Timeliness"), empty_label=_("Any")
    )
    kind = django_filters.ChoiceFilter(
        field_name="organization__kind",
        choices=[choice for choice in Organization.Kind.choices if choice[0] != Organization.Kind.OFFICE],
        label=_("Kind of organization"),
        empty_label=_("All kinds"),
    )
    name = django_filters.CharFilter(method="filter_name", label=_("Organization"))
    signature = django_filters.ChoiceFilter(
        choices=[("waiting", _("Waiting for your signature"))],
        method="filter_signature",
        label=_("Signature"),
        empty_label=_("Any"),
    )

    class Meta:
        model = Filing
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.request is not None and not may_sign(self.request):
            self.filters.pop("signature", None)

    def filter_name(self, queryset: QuerySet[Filing], _name: str, text: str) -> QuerySet[Filing]:
        return queryset.filter(organization__in=organizations_named(text))

    def filter_signature(self, queryset: QuerySet[Filing], _name: str, _value: str) -> QuerySet[Filing]:
        return cast("FilingQuerySet", queryset).awaiting_signature_of(signed_in(self.request))

    def filter_timeliness(self, queryset: QuerySet[Filing], _name: str, value: str) -> QuerySet[Filing]:
        return cast("FilingQuerySet", queryset).with_timeliness(Timeliness(value), on=today())


class ReviewFilter(FilingFilter):
    """What waits for review by period, kind and name of the organization, and by what is flagged.

    The queryset is that of ``tasks.queue.queue_of``.
    """

    flags = django_filters.ChoiceFilter(
        choices=FLAGS, method="filter_flags", label=_("Flags"), empty_label=_("Any")
    )
    status = None
    timeliness = None
    signature = None

    def filter_flags(self, queryset: QuerySet[Filing], _name: str, value: str) -> QuerySet[Filing]:
        if value in {"none", "any", "unusual"}:
            unusual = Q(pk__in=unusual_filings(list(queryset)))
            is_flagged = Q(is_flagged=True) | unusual
            return queryset.filter({"none": ~is_flagged, "any": is_flagged, "unusual": unusual}[value])
        conditions = {
            "warnings": Q(warning_count__gt=0),
            "again": Q(returned_at__isnull=False),
            "late": Q(filed_on__gt=F("effective_due_on")),
        }
        return queryset.filter(conditions[value])


class LineFilter(django_filters.FilterSet):
    """Lines of ``tasks.department.lines_for`` by period, organization, and whether the department has seen
    them."""

    period = django_filters.ModelChoiceFilter(
        field_name="filing__period", queryset=shown_periods, label=_("Period"), empty_label=_("All periods")
    )
    kind = django_filters.ChoiceFilter(
        field_name="filing__organization__kind",
        choices=[choice for choice in Organization.Kind.choices if choice[0] != Organization.Kind.OFFICE],
        label=_("Kind of organization"),
        empty_label=_("All kinds"),
    )
    name = django_filters.CharFilter(method="filter_name", label=_("Organization"))
    seen = django_filters.ChoiceFilter(
        choices=[("no", _("Not seen yet")), ("yes", _("Seen"))],
        method="filter_seen",
        label=_("Seen"),
        empty_label=_("Seen or not"),
    )

    def filter_name(self, queryset: QuerySet[Any], _name: str, text: str) -> QuerySet[Any]:
        return queryset.filter(filing__organization__in=organizations_named(text))

    def filter_seen(self, queryset: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        return queryset.filter(is_seen=value == "yes")
