"""One FilterSet per list; page, API and export share it (design R19)."""

from typing import TYPE_CHECKING, Any, cast

import django_filters
from django.db.models import F, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from organizations.calendar import today
from organizations.models import LOCAL_KINDS, Organization
from organizations.name_search import organizations_named
from organizations.permissions import Permission
from tasks.access import signed_in
from tasks.filings.timeliness import Timeliness
from tasks.lines.kinds import unusual_filings
from tasks.models import Filing, ReportingPeriod
from tasks.models.filing import FilingQuerySet
from tasks.models.guidance import ReportingPeriodQuerySet
from tasks.year_in_view import year_in_view

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

# Beside the five ways to stand: filed at all.
FILED = "filed"
LATENESS = [(FILED, _("Filed, on time or late")), *Timeliness.choices]
# Beside the kinds one by one: all that a map shows.
LOCAL = "local"
KINDS = [
    (LOCAL, _("Local bureaus and centres")),
    *[choice for choice in Organization.Kind.choices if choice[0] != Organization.Kind.OFFICE],
]
TO_FILE, TO_SIGN = "to_file", "to_sign"
# By the right that it takes.
WAITS = {
    Permission.EDIT_FILING: (TO_FILE, _("For you to file")),
    Permission.SUBMIT_FILING: (TO_SIGN, _("For your signature")),
}


def shown_periods(request: object) -> ReportingPeriodQuerySet:
    """Periods to choose from, the latest first: on a page those of the year in view, over the API all."""
    periods = ReportingPeriod.objects.published()
    if isinstance(request, HttpRequest):
        periods = periods.filter(guidance__year=year_in_view(request).year)
    return periods.select_related("guidance").order_by("-guidance__year", "-order")


def offered_to(request: HttpRequest) -> "list[tuple[str, StrPromise]]":
    """For what filings can wait for the person, by what they may do somewhere (no query)."""
    user = signed_in(request)
    return [WAITS[right] for right in WAITS if user.organizations_where(right)]


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
        choices=KINDS, method="filter_kind", label=_("Kind of organization"), empty_label=_("All kinds")
    )
    name = django_filters.CharFilter(method="filter_name", label=_("Organization"))
    yours = django_filters.ChoiceFilter(
        choices=list(WAITS.values()), method="filter_yours", label=_("Waits"), empty_label=_("For anybody")
    )

    class Meta:
        model = Filing
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.request is not None and "yours" in self.filters:
            self.filters["yours"].extra["choices"] = offered_to(self.request)
            if not offered_to(self.request):
                del self.filters["yours"]

    def filter_name(self, queryset: QuerySet[Filing], _name: str, text: str) -> QuerySet[Filing]:
        return queryset.filter(organization__in=organizations_named(text))

    def filter_kind(self, queryset: QuerySet[Filing], _name: str, value: str) -> QuerySet[Filing]:
        return queryset.filter(organization__kind__in=LOCAL_KINDS if value == LOCAL else [value])

    def filter_yours(self, queryset: QuerySet[Filing], _name: str, value: str) -> QuerySet[Filing]:
        filings, user = cast("FilingQuerySet", queryset), signed_in(self.request)
        return filings.awaiting_signature_of(user) if value == TO_SIGN else filings.to_file_by(user, today())

    def filter_timeliness(self, queryset: QuerySet[Filing], _name: str, value: str) -> QuerySet[Filing]:
        if value == FILED:
            return queryset.filter(filed_on__isnull=False)
        return cast("FilingQuerySet", queryset).with_timeliness(Timeliness(value), on=today())


class ReviewFilter(FilingFilter):
    """What waits for review by period, kind and name of the organization, and by what is flagged.

    The queryset is that of ``tasks.filings.queue.queue_of``.
    """

    flags = django_filters.ChoiceFilter(
        choices=FLAGS, method="filter_flags", label=_("Flags"), empty_label=_("Any")
    )
    status = None
    timeliness = None
    yours = None

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
    """Lines of ``department_lines.lines_for`` by period, organization, and whether the department has seen
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
