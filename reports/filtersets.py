"""The filters of the lists of reports: filings of a dashboard, exports, material, hand-ins (design R19)."""

import datetime as dt
from collections.abc import Callable
from typing import Any, cast, override

import django_filters
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.db.models.functions import Left
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django_filters.fields import IsoDateTimeField

from organizations.calendar import today
from organizations.filtersets import DayFilter, KindFilter, OrganizationNameFilter
from organizations.statistical_regions import PROVINCE_DIGITS, PROVINCES, REGION_LABELS, Region
from reports.hand_ins.standing import FORM_LABELS
from reports.hand_ins.standing import STATE_LABELS as HAND_IN_STATES
from reports.material.filter_rules import NO, YES, CaseRules, FigureRules, TextRules, outcome_choices
from reports.models import Export, FiledText, TextPart
from targets.models import Target
from tasks.filings.discipline import FilingRecord
from tasks.filings.filing_records import fallen_due, late_between, records_of, returned_once
from tasks.filings.moves import MOVE_LABELS, Move, having_moved
from tasks.filings.timeliness import Timeliness
from tasks.filter_choices import shown_periods, shown_sections
from tasks.filtersets import (
    FILED,
    FILING_KINDS,
    LONGEST_SEARCH,
    FilingFilter,
    PlanFilter,
    YearFilter,
)
from tasks.models import CaseStudy, Filing, MeasureState
from tasks.models.filing import FilingQuerySet
from texts.form_fields import FIRST_YEAR, LAST_YEAR

OVER, ONCE, EVERY_YEAR = "over", "once", "all"
# Days behind the due day, from and to, by the name of the step.
LATENESS_STEPS: dict[str, tuple[int, int | None]] = {
    "1-3": (1, 3),
    "4-7": (4, 7),
    "8-15": (8, 15),
    "16-30": (16, 30),
    "31": (31, None),
}
LATENESS_LABELS = [
    ("1-3", _("1 to 3 days")),
    ("4-7", _("4 to 7 days")),
    ("8-15", _("8 to 15 days")),
    ("16-30", _("16 to 30 days")),
    ("31", _("31 days or more")),
]


class Moment(IsoDateTimeField):
    """A moment of the years that ``Day`` takes: beside the ends of the calendar it is none in other zones."""

    @override
    def to_python(self, value: Any) -> dt.datetime | None:
        moment: dt.datetime | None = super().to_python(value)
        if moment is not None and not FIRST_YEAR <= moment.year <= LAST_YEAR:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return moment


class MomentFilter(django_filters.IsoDateTimeFilter):
    """A moment as ``Moment`` takes it."""

    field_class = Moment


class AsOfFilter(DayFilter):
    """An earlier day, at whose end the other filters are asked; it leaves nothing out by itself."""

    def filter(self, qs: QuerySet[Any], _value: dt.date | None) -> QuerySet[Any]:
        return qs


def refuse_day_to_come(day: dt.date) -> None:
    if day > today():
        raise ValidationError(_t("This day is still to come. Choose today or an earlier day."))


class ReportingFilter(FilingFilter):
    """What a dashboard counts by period, status, timeliness, kind, region and name of the organization, and
    by what has happened from one moment to another; and what filing discipline counts: whether it fell due,
    came back, and how late it was.

    ``on`` asks all of it as of the end of an earlier day, of which the log tells. ``span`` takes every year
    rather than the one in view.
    """

    yours = None
    status = django_filters.ChoiceFilter(
        choices=Filing.Status.choices,
        method="filter_status",
        label=_("Status"),
        empty_label=_("Any status"),
    )
    due = django_filters.ChoiceFilter(
        choices=[(OVER, _("Due day is over"))], method="filter_due", label=_("Due"), empty_label=_("Any")
    )
    returned = django_filters.ChoiceFilter(
        choices=[(ONCE, _("At least once"))],
        method="filter_returned",
        label=_("Given back"),
        empty_label=_("Any"),
    )
    late_by = django_filters.ChoiceFilter(
        choices=LATENESS_LABELS, method="filter_late_by", label=_("Days late"), empty_label=_("Any")
    )
    region = django_filters.ChoiceFilter(
        choices=[(region.value, label) for region, label in REGION_LABELS.items()],
        method="filter_region",
        label=_("Region"),
        empty_label=_("Whole country"),
    )
    moved = django_filters.ChoiceFilter(
        choices=list(MOVE_LABELS.items()),
        method="filter_moved",
        label=_("Happened"),
        empty_label=_("Anything"),
    )
    since = MomentFilter(method="filter_moved", label=_("Since"))
    until = MomentFilter(method="filter_moved", label=_("Until"))
    organization = django_filters.CharFilter(field_name="organization__code", label=_("Code"))
    span = django_filters.ChoiceFilter(
        choices=[(EVERY_YEAR, _("Every year"))],
        method="filter_span",
        label=_("Years"),
        empty_label=_("The year in view"),
    )
    on = AsOfFilter(
        label=_("As of"),
        validators=[refuse_day_to_come],
        error_messages={"invalid": _("Enter a day such as 2021-09-30.")},
    )

    def __init__(self, data: Any = None, queryset: Any = None, **kwargs: Any) -> None:
        super().__init__(data, queryset, **kwargs)
        if self.data.get("span") == EVERY_YEAR:
            self.queryset = queryset

    @property
    def day(self) -> dt.date | None:
        """The earlier day that is asked for; None for now."""
        day: dt.date | None = self.form.cleaned_data.get("on") if self.form.is_valid() else None
        return day if day is not None and day < today() else None

    def then(
        self, queryset: QuerySet[Filing], is_kept: Callable[[FilingRecord, dt.date], bool]
    ) -> QuerySet[Filing] | None:
        """The filings that fitted at the end of the earlier day; None where now is asked (two queries)."""
        day = self.day
        if day is None:
            return None
        records = records_of(cast("FilingQuerySet", queryset), day)
        return queryset.filter(pk__in=[record.pk for record in records if is_kept(record, day)])

    def filter_status(self, queryset: QuerySet[Filing], _name: str, value: str) -> QuerySet[Filing]:
        earlier = self.then(queryset, lambda record, _day: record.status == value)
        return queryset.filter(status=value) if earlier is None else earlier

    def filter_timeliness(self, queryset: QuerySet[Filing], name: str, value: str) -> QuerySet[Filing]:
        earlier = self.then(queryset, lambda record, day: stood(record, day, value))
        return super().filter_timeliness(queryset, name, value) if earlier is None else earlier

    def filter_due(self, queryset: QuerySet[Filing], _name: str, _value: str) -> QuerySet[Filing]:
        earlier = self.then(queryset, FilingRecord.is_asked)
        return fallen_due(cast("FilingQuerySet", queryset), today()) if earlier is None else earlier

    def filter_returned(self, queryset: QuerySet[Filing], _name: str, _value: str) -> QuerySet[Filing]:
        earlier = self.then(queryset, lambda record, _day: record.returns > 0)
        return returned_once(cast("FilingQuerySet", queryset)) if earlier is None else earlier

    def filter_late_by(self, queryset: QuerySet[Filing], _name: str, value: str) -> QuerySet[Filing]:
        least, most = LATENESS_STEPS[value]
        earlier = self.then(queryset, lambda record, day: is_between(record.days_late(day), least, most))
        if earlier is None:
            return late_between(cast("FilingQuerySet", queryset), today(), least, most)
        return earlier

    def filter_region(self, queryset: QuerySet[Filing], _name: str, value: str) -> QuerySet[Filing]:
        lying = queryset.alias(province=Left("organization__code", PROVINCE_DIGITS))
        return lying.filter(province__in=PROVINCES[Region(value)].split())

    def filter_moved(self, queryset: QuerySet[Filing], _name: str, _value: object) -> QuerySet[Filing]:
        """All three together: each of them asks about the same acts."""
        asked = self.form.cleaned_data
        move = Move(asked["moved"]) if asked["moved"] else None
        filings = cast("FilingQuerySet", queryset)
        return having_moved(filings, move, since=asked["since"], until=asked["until"])

    def filter_span(self, queryset: QuerySet[Filing], _name: str, _value: str) -> QuerySet[Filing]:
        return queryset


def is_between(days: int, least: int, most: int | None) -> bool:
    return days >= least and (most is None or days <= most)


def stood(record: FilingRecord, day: dt.date, value: str) -> bool:
    """Whether a filing stood so against its window at the end of a day."""
    if value == FILED:
        return record.filed_on is not None
    return record.timeliness(day) == Timeliness(value)


class ExportFilter(PlanFilter):
    """Exports by year."""

    year = YearFilter("guidance__year")

    class Meta:
        model = Export
        fields: list[str] = []


class MaterialFilter(TextRules, PlanFilter):
    """Filed texts by words, part, section, region, organization, period and how far the measures are that
    they tell of: material for a report."""

    year = YearFilter("guidance__year")
    words = django_filters.CharFilter(
        method="filter_words",
        label=_("Words to search"),
        max_length=LONGEST_SEARCH,
    )
    part = django_filters.ChoiceFilter(
        choices=TextPart.choices, label=_("What to read"), empty_label=_("Everything")
    )
    section = django_filters.ModelChoiceFilter(
        queryset=shown_sections, method="filter_section", label=_("Section"), empty_label=_("All")
    )
    region = django_filters.ChoiceFilter(
        choices=[(region.value, REGION_LABELS[region]) for region in Region],
        method="filter_region",
        label=_("Region"),
        empty_label=_("Whole country"),
    )
    name = OrganizationNameFilter("organization")
    period = django_filters.ModelChoiceFilter(
        queryset=shown_periods, label=_("Period"), empty_label=_("All periods")
    )
    state = django_filters.ChoiceFilter(
        choices=MeasureState.State.choices,
        method="filter_state",
        label=_("Measures"),
        empty_label=_("However they stand"),
    )

    class Meta:
        model = FiledText
        fields: list[str] = []


class MaterialFigureFilter(FigureRules, PlanFilter):
    """Targets by name, section, and the outcome of the country's figure, which the page judges."""

    year = YearFilter("guidance__year")
    words = django_filters.CharFilter(method="filter_words", label=_("Indicator"), max_length=LONGEST_SEARCH)
    section = django_filters.ModelChoiceFilter(
        queryset=shown_sections, method="filter_section", label=_("Section"), empty_label=_("All")
    )
    outcome = django_filters.ChoiceFilter(
        choices=outcome_choices,
        method="keep_all",
        label=_("Outcome"),
        empty_label=_("Any"),
    )

    class Meta:
        model = Target
        fields: list[str] = []


class CaseRankingFilter(CaseRules, PlanFilter):
    """Scored cases by section, region, organization, whether the person has scored them, and whether they are
    cases of the year; asked of ``reports.material.ranking.scored_cases``."""

    year = YearFilter("filing__period__guidance__year")
    scored = django_filters.ChoiceFilter(
        choices=[(NO, _("Not scored by you yet")), (YES, _("Scored by you"))],
        method="filter_scored",
        label=_("Your score"),
        empty_label=_("Any"),
    )
    chosen = django_filters.ChoiceFilter(
        choices=[(YES, _("Cases of the year"))],
        method="filter_chosen",
        label=_("Choice"),
        empty_label=_("All cases"),
    )
    section = django_filters.ModelChoiceFilter(
        queryset=shown_sections, method="filter_section", label=_("Section"), empty_label=_("All")
    )
    region = django_filters.ChoiceFilter(
        choices=[(region.value, REGION_LABELS[region]) for region in Region],
        method="filter_region",
        label=_("Region"),
        empty_label=_("Whole country"),
    )
    name = OrganizationNameFilter("filing__organization")

    class Meta:
        model = CaseStudy
        fields: list[str] = []


class HandInFilter(PlanFilter):
    """Who owes a report, by form and state, which the page judges, and by region, kind and name; asked of
    their last filings of the year."""

    year = YearFilter("period__guidance__year")
    way = django_filters.ChoiceFilter(
        choices=list(FORM_LABELS.items()),
        method="keep_all",
        label=_("Handed in how"),
        empty_label=_("Both forms"),
    )
    state = django_filters.ChoiceFilter(
        choices=list(HAND_IN_STATES.items()),
        method="keep_all",
        label=_("State"),
        empty_label=_("Any state"),
    )
    region = django_filters.ChoiceFilter(
        choices=[(region.value, REGION_LABELS[region]) for region in Region],
        method="filter_region",
        label=_("Region"),
        empty_label=_("Whole country"),
    )
    kind = KindFilter("organization__kind", choices=FILING_KINDS)
    name = OrganizationNameFilter("organization")

    class Meta:
        model = Filing
        fields: list[str] = []

    def keep_all(self, queryset: QuerySet[Filing], _name: str, _value: str) -> QuerySet[Filing]:
        return queryset

    def filter_region(self, queryset: QuerySet[Filing], _name: str, value: str) -> QuerySet[Filing]:
        lying = queryset.alias(province=Left("organization__code", PROVINCE_DIGITS))
        return lying.filter(province__in=PROVINCES[Region(value)].split())
