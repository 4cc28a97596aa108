"""How guidances, tasks and filings look as JSON."""

from rest_framework import serializers

from tasks.models import (
    Filing,
    FilingEvent,
    Guidance,
    Measure,
    ReportingPeriod,
    Responsibility,
    Section,
    Task,
)
from tasks.timeliness import Timeliness


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


class TaskSerializer(serializers.ModelSerializer[Task]):
    title = serializers.CharField(source="display_title", read_only=True)
    year = serializers.IntegerField(source="guidance.year", read_only=True)
    section = serializers.CharField(source="section.path", read_only=True, allow_null=True)
    responsibilities = ResponsibilitySerializer(many=True, read_only=True)
    measures = serializers.StringRelatedField[Measure](many=True, read_only=True)

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
            "and_others",
            "due_on",
            "responsibilities",
            "measures",
        ]


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
