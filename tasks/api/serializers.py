"""How guidances, tasks and filings look as JSON."""

from typing import Any, cast

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from tasks.filings.task_progress import TaskProgress
from tasks.filings.timeliness import Timeliness
from tasks.models import (
    CaseStudy,
    Filing,
    FilingEvent,
    Guidance,
    Measure,
    MeasureState,
    ReportingPeriod,
    Responsibility,
    Section,
    Task,
)


class PeriodSerializer(serializers.ModelSerializer[ReportingPeriod]):
    class Meta:
        model = ReportingPeriod
        fields = ["id", "name", "kind", "order", "starts_on", "ends_on", "opens_on", "due_on"]


class SectionSerializer(serializers.ModelSerializer[Section]):
    class Meta:
        model = Section
        fields = ["path", "kind", "level", "number", "title", "text"]


class GuidanceSerializer(serializers.ModelSerializer[Guidance]):
    receiving_department = serializers.CharField(
        source="receiving_department.code", read_only=True, allow_null=True
    )
    periods = PeriodSerializer(many=True, read_only=True)
    sections = SectionSerializer(many=True, read_only=True)

    class Meta:
        model = Guidance
        fields = [
            "year",
            "title",
            "document_number",
            "issuer",
            "issued_on",
            "report_due_on",
            "receiving_department",
            "status",
            "periods",
            "sections",
        ]


class ResponsibilitySerializer(serializers.ModelSerializer[Responsibility]):
    organization = serializers.CharField(source="organization.code", read_only=True, allow_null=True)

    class Meta:
        model = Responsibility
        fields = ["organization", "collective", "role", "basis"]


class StandingSerializer(serializers.Serializer[TaskProgress]):
    """How far a task is as the person's organization counts it: level by level, in approved entries."""

    organization = serializers.CharField(source="viewpoint.code", allow_null=True)
    organizations = serializers.IntegerField()
    approved = serializers.IntegerField()
    submitted = serializers.IntegerField()
    measures = serializers.IntegerField()
    completed = serializers.IntegerField()
    delayed = serializers.IntegerField()
    percent_complete = serializers.DecimalField(max_digits=None, decimal_places=None, allow_null=True)
    state = serializers.ChoiceField(choices=MeasureState.State.choices)


class TaskSerializer(serializers.ModelSerializer[Task]):
    title = serializers.CharField(source="display_title", read_only=True)
    year = serializers.IntegerField(source="guidance.year", read_only=True)
    section = serializers.CharField(source="section.path", read_only=True, allow_null=True)
    responsibilities = ResponsibilitySerializer(many=True, read_only=True)
    measures = serializers.StringRelatedField[Measure](many=True, read_only=True)
    standing = serializers.SerializerMethodField(help_text="Null where nobody in scope is asked.")

    class Meta:
        model = Task
        fields = [
            "id",
            "year",
            "section",
            "order",
            "title",
            "text",
            "as_printed",
            "people",
            "and_others",
            "due_on",
            "responsibilities",
            "measures",
            "standing",
        ]

    @extend_schema_field(StandingSerializer)
    def get_standing(self, task: Task) -> dict[str, Any] | None:
        found = cast("dict[int, TaskProgress]", self.context["standings"]).get(task.pk)
        return dict(StandingSerializer(found).data) if found and found.organizations else None


class FilingSerializer(serializers.ModelSerializer[Filing]):
    """One filing as lists show it."""

    organization = serializers.CharField(source="organization.code", read_only=True, allow_null=True)
    reports_to = serializers.CharField(source="reports_to.code", read_only=True, allow_null=True)
    period = PeriodSerializer(read_only=True)
    due_on = serializers.DateField(read_only=True)
    timeliness = serializers.ChoiceField(choices=Timeliness.choices, read_only=True)

    class Meta:
        model = Filing
        fields = [
            "id",
            "organization",
            "period",
            "reports_to",
            "status",
            "timeliness",
            "version",
            "due_on",
            "filed_on",
            "submitted_at",
            "approved_at",
            "is_sample",
        ]


class CaseSectionSerializer(serializers.ModelSerializer[Section]):
    """A section of the guidance, named by its path."""

    title = serializers.CharField(source="__str__", read_only=True)

    class Meta:
        model = Section
        fields = ["path", "title"]


class CaseStudySerializer(serializers.ModelSerializer[CaseStudy]):
    """One case of a year-end filing, which is named by its id and brings the files."""

    organization = serializers.CharField(source="filing.organization.code", read_only=True)
    year = serializers.IntegerField(source="filing.period.guidance.year", read_only=True)
    status = serializers.ChoiceField(source="filing.status", choices=Filing.Status.choices, read_only=True)
    sections = CaseSectionSerializer(many=True, read_only=True)

    class Meta:
        model = CaseStudy
        fields = [
            "id",
            "organization",
            "year",
            "filing",
            "status",
            "number",
            "title",
            "text",
            "sections",
            "version",
            "edited_at",
        ]


class EventSerializer(serializers.ModelSerializer[FilingEvent]):
    by = serializers.CharField(source="by.name", read_only=True)

    class Meta:
        model = FilingEvent
        fields = ["action", "from_status", "to_status", "version", "reason", "at", "by"]


class FilingDetailSerializer(FilingSerializer):
    """One filing with what its lines say and its log."""

    lines = serializers.ListField(child=serializers.DictField(), read_only=True)
    events = EventSerializer(many=True, read_only=True)

    class Meta(FilingSerializer.Meta):
        fields = [*FilingSerializer.Meta.fields, "lines", "events"]
