"""Guidances, tasks and filings over the API."""

from typing import Any, cast

from django.db.models import Prefetch, QuerySet
from rest_framework import serializers, viewsets
from rest_framework.pagination import PageNumberPagination
from rest_framework.request import Request
from rest_framework.response import Response

from organizations.models import User
from tasks.api.serializers import (
    CaseStudySerializer,
    FilingDetailSerializer,
    FilingSerializer,
    GuidanceSerializer,
    TaskSerializer,
)
from tasks.filings.filing_pages import FilingPages
from tasks.filings.task_progress import task_progress
from tasks.filtersets import CaseFilter, FilingFilter, TaskFilter
from tasks.lines.checked_lines import checked_lines
from tasks.lines.disclosure import told_lines
from tasks.models import CaseStudy, Filing, FilingEvent, Guidance, Task


class GuidanceViewSet(viewsets.ReadOnlyModelViewSet[Guidance]):
    """Guidances with their sections and periods."""

    serializer_class = GuidanceSerializer
    queryset = Guidance.objects.none()
    lookup_field = "year"
    lookup_value_regex = "[0-9]{4}"

    def get_queryset(self) -> QuerySet[Guidance]:
        visible = Guidance.objects.published()
        return (
            visible.defer("source_text")
            .select_related("receiving_department")
            .prefetch_related("sections", "periods__guidance")
        )


class TaskViewSet(viewsets.ReadOnlyModelViewSet[Task]):
    """Tasks with owners and measures, each with how far it is in the person's scope."""

    serializer_class = TaskSerializer
    queryset = Task.objects.none()
    lookup_value_regex = "[0-9]+"
    filterset_class = TaskFilter

    def get_queryset(self) -> QuerySet[Task]:
        return (
            Task.objects.published()
            .select_related("guidance", "section")
            .prefetch_related("measures", "responsibilities__organization")
        )

    def paginate_queryset(self, queryset: Any) -> Any:
        page = super().paginate_queryset(queryset)
        self.standings = task_progress(cast("User", self.request.user), page or [])
        return page

    def get_object(self) -> Task:
        task = super().get_object()
        self.standings = task_progress(cast("User", self.request.user), [task])
        return task

    def get_serializer_context(self) -> dict[str, Any]:
        return {**super().get_serializer_context(), "standings": getattr(self, "standings", {})}


class CaseStudyViewSet(viewsets.ReadOnlyModelViewSet[CaseStudy]):
    """Cases in scope, and for departments those of the sections of their tasks: of one's own organization as
    they stand, of others those that are submitted or approved (design R22)."""

    serializer_class = CaseStudySerializer
    queryset = CaseStudy.objects.none()
    lookup_value_regex = "[0-9]+"
    filterset_class = CaseFilter

    def get_queryset(self) -> QuerySet[CaseStudy]:
        visible = CaseStudy.objects.visible_to(cast("User", self.request.user)).telling().with_sections()
        return (
            visible.select_related("filing__organization", "filing__period__guidance")
            .defer("filing__period__guidance__source_text")
            .order_by("-filing__period__guidance__year", "filing__organization__path", "number")
        )


class FilingPagination(PageNumberPagination):
    """Pages of filings, of published guidances alone."""

    django_paginator_class = FilingPages


class FilingViewSet(viewsets.ReadOnlyModelViewSet[Filing]):
    """Filings in scope; one of them comes with its log and what its lines say: none of another
    organization's draft, of a returned filing those that were submitted (design R22)."""

    queryset = Filing.objects.none()
    filterset_class = FilingFilter
    pagination_class = FilingPagination
    lookup_value_regex = "[0-9]+"

    def get_queryset(self) -> QuerySet[Filing]:
        if self.action == "list":
            return Filing.objects.in_scope(cast("User", self.request.user))
        visible = Filing.objects.visible_to(cast("User", self.request.user)).for_list()
        events = FilingEvent.objects.told_to(cast("User", self.request.user)).select_related("by")
        return visible.prefetch_related(Prefetch("events", queryset=events.order_by("pk")))

    def get_serializer_class(self) -> type[serializers.BaseSerializer[Filing]]:
        return FilingSerializer if self.action == "list" else FilingDetailSerializer

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:  # noqa: ARG002 (DRF's)
        filing = self.get_object()
        user = cast("User", self.request.user)
        lines = checked_lines(filing) if filing.is_told_to(user) else told_lines(filing)
        filing.lines = [checked.as_content() for checked in lines]  # type: ignore[attr-defined]  # for the serializer
        return Response(self.get_serializer(filing).data)
