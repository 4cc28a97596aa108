"""The rules by which lines of every kind are narrowed: what ``tasks.filtersets.LineFilter`` asks of them."""

import datetime as dt
from typing import TYPE_CHECKING, Any

from django import forms
from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from organizations.calendar import end_of
from organizations.models import LOCAL_KINDS, Organization
from organizations.statistical_regions import PROVINCES, Region
from tasks.lines.kinds import LINE_KINDS, LineKind
from tasks.models import Evidence, Remark, Section, Task


class Part(models.TextChoices):
    """What of the lines is read; each is of one kind of line."""

    ACHIEVEMENTS = "achievements", _("Achievements")
    PROBLEMS = "problems", _("Problems")
    NEXT_STEPS = "next_steps", _("Next steps")
    CASES = "cases", _("Case studies")
    FIGURES = "figures", _("Figures of targets")


KIND_OF_PART = {
    Part.ACHIEVEMENTS: "progress",
    Part.PROBLEMS: "progress",
    Part.NEXT_STEPS: "progress",
    Part.CASES: "case",
    Part.FIGURES: "measurement",
}
TEXT_PARTS = (Part.ACHIEVEMENTS, Part.PROBLEMS, Part.NEXT_STEPS)
WITH, WITHOUT, OPEN, ALL_BENEATH = "with", "without", "open", "all"


class LineRules:
    """Each method narrows lines of one kind by one filter; the filter names the method."""

    if TYPE_CHECKING:

        @property
        def form(self) -> forms.Form:
            raise NotImplementedError

    def keep_all(self, queryset: QuerySet[Any], _name: str, _value: str) -> QuerySet[Any]:
        """What says how lines are read, not which."""
        return queryset

    def filter_since(self, queryset: QuerySet[Any], _name: str, day: dt.date) -> QuerySet[Any]:
        """Submitted after the end of a day."""
        return queryset.filter(filing__submitted_at__gt=end_of(day))

    def filter_text(self, queryset: QuerySet[Any], _name: str, text: str) -> QuerySet[Any]:
        """Every word stands in one of the texts, whatever its letter case."""
        kind = kind_of(queryset)
        chosen = self.form.cleaned_data.get("part")
        fields = (chosen,) if chosen in TEXT_PARTS else kind.searched
        for word in dict.fromkeys(text.split()):
            condition = Q(pk__in=[])
            for field in fields:
                condition |= Q(**{f"{field}__icontains": word})
            queryset = queryset.filter(condition)
        return queryset

    def filter_part(self, queryset: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        part = Part(value)
        if kind_of(queryset).key != KIND_OF_PART[part]:
            return queryset.none()
        return queryset.exclude(**{part.value: ""}) if part in TEXT_PARTS else queryset

    def filter_region(self, queryset: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        inside = Q(pk__in=[])
        for province in PROVINCES[Region(value)].split():
            inside |= Q(filing__organization__code__startswith=province)
        return queryset.filter(inside, filing__organization__kind__in=LOCAL_KINDS)

    def filter_department(
        self, queryset: QuerySet[Any], _name: str, department: Organization
    ) -> QuerySet[Any]:
        return queryset.filter(kind_of(queryset).owned_by([department.pk]))

    def filter_section(self, queryset: QuerySet[Any], _name: str, section: Section) -> QuerySet[Any]:
        """The section, and what stands beneath."""
        kind = kind_of(queryset)
        inside = Section.objects.filter(guidance=section.guidance_id).filter(
            Q(path=section.path) | Q(path__startswith=f"{section.path}/")
        )
        standing = kind.model._default_manager.filter(**{f"{kind.section_field}__in": inside.values("pk")})
        return queryset.filter(pk__in=standing.order_by().values("pk"))

    def filter_task(self, queryset: QuerySet[Any], _name: str, task: Task) -> QuerySet[Any]:
        is_on_tasks = kind_of(queryset).subject_field == "task"
        return queryset.filter(task=task) if is_on_tasks else queryset.none()

    def filter_seen(self, queryset: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        return queryset.filter(is_seen=value == "yes")

    def filter_evidence(self, queryset: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        is_proved = Exists(at_line(Evidence.objects.standing(), kind_of(queryset)))
        return queryset.filter(is_proved if value == WITH else ~is_proved)

    def filter_remarks(self, queryset: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        remarks = at_line(Remark.objects.all(), kind_of(queryset))
        if value == OPEN:
            return queryset.filter(Exists(remarks.filter(resolved_at=None)))
        return queryset.filter(Exists(remarks) if value == WITH else ~Exists(remarks))


def kind_of(lines: QuerySet[Any]) -> LineKind[Any]:
    """The kind of some lines."""
    return next(kind for kind in LINE_KINDS.values() if kind.model is lines.model)


def at_line(rows: QuerySet[Any], kind: LineKind[Any]) -> QuerySet[Any]:
    """Those of ``rows`` that stand at the line of a query around them."""
    place = {"filing": OuterRef("filing"), "kind": kind.key, "subject_id": OuterRef(kind.subject_field)}
    return rows.filter(**place)
