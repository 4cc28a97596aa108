"""One FilterSet per list; page, API and export share it (design R19)."""

from typing import TYPE_CHECKING, Any, cast

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import F, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field

from organizations.calendar import today
from organizations.filtersets import (
    KINDS,
    DayFilter,
    KindFilter,
    ListFilter,
    OrganizationFilterByCode,
    OrganizationNameFilter,
)
from organizations.models import Organization
from organizations.name_search import named
from organizations.permissions import Permission
from organizations.statistical_regions import REGION_LABELS, Region
from tasks.access import signed_in
from tasks.filings.line_rules import ALL_BENEATH, OPEN, WITH, WITHOUT, LineRules, Part
from tasks.filings.line_stream import Order
from tasks.filings.timeliness import Timeliness
from tasks.filter_choices import departments, owners, shown_periods, shown_sections, shown_tasks
from tasks.lines.checked_lines import unusual_filings
from tasks.models import Filing, Notice, OwnerRole, Task
from tasks.models.filing import FilingQuerySet
from tasks.models.notice import NoticeQuerySet
from tasks.models.task import TaskQuerySet
from tasks.year_in_view import YearInView, year_in_view

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

FILED = "filed"  # beside the five ways to stand: filed at all
LATENESS = [(FILED, _("Filed, on time or late")), *Timeliness.choices]
# The office files to nobody.
FILING_KINDS = [choice for choice in KINDS if choice[0] != Organization.Kind.OFFICE]
# What databases take for a row that there may be.
LARGEST_ID = 2**31 - 1
# Each word is looked for in each text.
LONGEST_SEARCH = 100
TO_FILE, TO_SIGN = "to_file", "to_sign"
# By the right that it takes.
WAITS = {
    Permission.EDIT_FILING: (TO_FILE, _("For you to file")),
    Permission.SUBMIT_FILING: (TO_SIGN, _("For your signature")),
}


class YearFilter(django_filters.NumberFilter):
    """Rows of one year's plan, to whose year ``field_name`` leads."""

    field_class = forms.IntegerField

    def __init__(self, field_name: str, **kwargs: Any) -> None:
        super().__init__(field_name=field_name, label=_("Year"), **kwargs)

    def of_year_in_view(self, queryset: QuerySet[Any], in_view: YearInView) -> QuerySet[Any]:
        """The rows of the year that a page shows."""
        return queryset.filter(**{self.field_name: in_view.year})


class PlanFilter(ListFilter):
    """The filters of a list that belongs to the years' plans; every one of them has a ``year``.

    A page is of the year in view, which ``year`` in its address chooses. The API leaves nothing out unless
    ``year`` asks for one.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_of_page:
            return
        self.filters.pop("guidance__year", None)
        in_view, asked = year_in_view(self.request), self.data.get("year")
        if asked and asked not in map(str, in_view.years):
            self.filters["year"].extra["validators"] = [refuse_year]
        else:
            year = cast("YearFilter", self.filters.pop("year"))
            self.queryset = year.of_year_in_view(self.queryset, in_view)


def refuse_year(year: int) -> None:
    raise ValidationError(_t("No guidance of %(year)s is published. Choose a year that is.") % {"year": year})


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


class FilingFilter(PlanFilter):
    """Filings by year, period, status, timeliness, kind and name of the organization."""

    year = YearFilter("period__guidance__year")
    period = django_filters.ModelChoiceFilter(
        queryset=shown_periods, label=_("Period"), empty_label=_("All periods")
    )
    status = django_filters.ChoiceFilter(
        choices=Filing.Status.choices, label=_("Status"), empty_label=_("Any status")
    )
    timeliness = django_filters.ChoiceFilter(
        choices=LATENESS, method="filter_timeliness", label=_("Timeliness"), empty_label=_("Any")
    )
    kind = KindFilter("organization__kind", choices=FILING_KINDS)
    name = OrganizationNameFilter("organization")
    yours = django_filters.ChoiceFilter(
        choices=list(WAITS.values()), method="filter_yours", label=_("Waits"), empty_label=_("For anybody")
    )

    class Meta:
        model = Filing
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A page offers what may wait for the person; asked for in an address, it is answered to everybody.
        if self.is_of_page and "yours" in self.filters and not self.data.get("yours"):
            offered = offered_to(self.request)
            self.filters["yours"].extra["choices"] = offered
            if not offered:
                del self.filters["yours"]

    def filter_yours(self, queryset: QuerySet[Filing], _name: str, value: str) -> QuerySet[Filing]:
        filings, user = cast("FilingQuerySet", queryset), signed_in(self.request)
        return filings.awaiting_signature_of(user) if value == TO_SIGN else filings.to_file_by(user, today())

    def filter_timeliness(self, queryset: QuerySet[Filing], _name: str, value: str) -> QuerySet[Filing]:
        if value == FILED:
            return queryset.filter(filed_on__isnull=False)
        return cast("FilingQuerySet", queryset).with_timeliness(Timeliness(value), on=today())


class PagedYear(YearFilter):
    """The year of a list whose pages are cut out of the periods in view."""

    def of_year_in_view(self, queryset: QuerySet[Any], _in_view: YearInView) -> QuerySet[Any]:
        """All: narrowed twice to a period, the database expects a fraction of the rows that it finds."""
        return queryset


class PagedFilingFilter(FilingFilter):
    """The filters of ``tasks.filings.filing_pages``."""

    year = PagedYear("period__guidance__year")


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


class LineFilter(LineRules, PlanFilter):
    """Lines of ``tasks.filings.line_stream.stream_of``: by words of their texts, by what of them is read, by
    period, organization, section and task, and by what was seen, proved and remarked.

    One filter narrows the lines of every kind, with ``filter_queryset``.
    """

    year = YearFilter("filing__period__guidance__year")
    text = django_filters.CharFilter(
        method="filter_text", label=_("Words of the text"), max_length=LONGEST_SEARCH
    )
    part = django_filters.ChoiceFilter(
        choices=Part.choices, method="filter_part", label=_("What to read"), empty_label=_("Everything")
    )
    period = django_filters.ModelChoiceFilter(
        field_name="filing__period", queryset=shown_periods, label=_("Period"), empty_label=_("All periods")
    )
    kind = KindFilter("filing__organization__kind", choices=FILING_KINDS)
    name = OrganizationNameFilter("filing__organization")
    region = django_filters.ChoiceFilter(
        choices=[(region.value, REGION_LABELS[region]) for region in Region],
        method="filter_region",
        label=_("Region"),
        empty_label=_("Whole country"),
    )
    department = OrganizationFilterByCode(
        queryset=departments,
        method="filter_department",
        label=_("Responsible department"),
        empty_label=_("All"),
    )
    section = django_filters.ModelChoiceFilter(
        queryset=shown_sections, method="filter_section", label=_("Section"), empty_label=_("All")
    )
    task = django_filters.ModelChoiceFilter(
        queryset=shown_tasks, method="filter_task", label=_("Task"), empty_label=_("All")
    )
    status = django_filters.ChoiceFilter(
        field_name="filing__status",
        choices=[(status.value, status.label) for status in Filing.HANDED_IN],
        label=_("Status"),
        empty_label=_("Submitted and approved"),
    )
    seen = django_filters.ChoiceFilter(
        choices=[("no", _("Not seen yet")), ("yes", _("Seen"))],
        method="filter_seen",
        label=_("Seen"),
        empty_label=_("Seen or not"),
    )
    evidence = django_filters.ChoiceFilter(
        choices=[(WITH, _("With evidence")), (WITHOUT, _("Without evidence"))],
        method="filter_evidence",
        label=_("Evidence"),
        empty_label=_("With or without"),
    )
    remarks = django_filters.ChoiceFilter(
        choices=[
            (WITHOUT, _("Not remarked on")),
            (WITH, _("Remarked on")),
            (OPEN, _("With a remark that is not resolved")),
        ],
        method="filter_remarks",
        label=_("Remarks"),
        empty_label=_("With or without"),
    )
    since = DayFilter(
        method="filter_since",
        label=_("Filed after"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    beneath = django_filters.ChoiceFilter(
        choices=[(ALL_BENEATH, _("With all levels beneath"))],
        method="keep_all",
        label=_("Levels"),
        empty_label=_("Who files directly"),
    )
    sort = django_filters.ChoiceFilter(
        choices=Order.choices, method="keep_all", label=_("Order"), empty_label=_("As usual")
    )
    filing = django_filters.NumberFilter(
        field_name="filing", label=_("Filing"), widget=forms.HiddenInput, min_value=1, max_value=LARGEST_ID
    )


class CaseFilter(PlanFilter):
    """Cases by year, organization, the status of their filing, and a section by its path."""

    year = YearFilter("filing__period__guidance__year")
    name = OrganizationNameFilter("filing__organization")
    status = django_filters.ChoiceFilter(
        field_name="filing__status", choices=Filing.Status.choices, label=_("Status")
    )
    section = django_filters.CharFilter(field_name="section_links__section__path", label=_("Section"))


class TaskFilter(PlanFilter):
    """Tasks by year, by whom they name and in which role, and by words of their titles."""

    year = YearFilter("guidance__year")
    # As calls asked before pages and calls asked alike.
    guidance__year = YearFilter("guidance__year")
    responsible = OrganizationFilterByCode(
        queryset=owners, method="filter_responsible", label=_("Responsible"), empty_label=_("All")
    )
    role = django_filters.ChoiceFilter(
        choices=OwnerRole.choices, method="filter_role", label=_("Role"), empty_label=_("Any role")
    )
    name = django_filters.CharFilter(method="filter_name", label=_("Task"))

    class Meta:
        model = Task
        fields: list[str] = []

    @extend_schema_field(OpenApiTypes.STR)
    def filter_responsible(
        self, queryset: QuerySet[Task], _name: str, organization: Organization
    ) -> QuerySet[Task]:
        return cast("TaskQuerySet", queryset).naming(organization, self.roles)

    @property
    def roles(self) -> list[str]:
        """The role that is asked for; all where none is."""
        chosen = self.form.cleaned_data["role"]
        return [chosen] if chosen else OwnerRole.values

    def filter_role(self, queryset: QuerySet[Task], _name: str, role: str) -> QuerySet[Task]:
        """Tasks that name anybody in it; with an organization it is the role of that one."""
        return cast("TaskQuerySet", queryset).with_roles([role])

    def filter_name(self, queryset: QuerySet[Task], _name: str, text: str) -> QuerySet[Task]:
        return named(queryset, text, names=("title",))


class NoticeFilter(ListFilter):
    """A person's notices: all, or what they have not read."""

    show = django_filters.ChoiceFilter(
        choices=[("unread", _("Unread"))], method="filter_show", label=_("What to list"), empty_label=_("All")
    )

    class Meta:
        model = Notice
        fields: list[str] = []

    def filter_show(self, queryset: QuerySet[Notice], _name: str, _value: str) -> QuerySet[Notice]:
        return cast("NoticeQuerySet", queryset).unread()
