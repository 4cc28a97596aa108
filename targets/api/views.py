"""Targets with their figures over the API, from the same query layer as the pages."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, cast

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field, extend_schema_view
from rest_framework import serializers, viewsets
from rest_framework.exceptions import ValidationError

from organizations.models import User
from targets.arithmetic.comparators import STATED
from targets.arithmetic.outcome import Outcome
from targets.explanation.addresses import address_of
from targets.figures.queries import TargetFigure
from targets.figures.supplements import Supplement
from targets.figures.viewpoints import figures_for
from targets.filtersets import TargetFilter
from targets.forms.day import DayForm
from targets.models import Indicator, Target


class IndicatorSerializer(serializers.ModelSerializer[Indicator]):
    class Meta:
        model = Indicator
        fields = [
            "code",
            "name",
            "english_name",
            "definition",
            "unit",
            "form",
            "scale",
            "decimals",
            "over_organizations",
            "over_periods",
        ]


class SupplementSerializer(serializers.Serializer[Supplement]):
    """What an organization added to a figure after the year end, and since when it holds (design R6)."""

    organization = serializers.CharField(source="organization.code")
    approved_on = serializers.DateField()


class FigureSerializer(serializers.Serializer[TargetFigure]):
    """The official figure as the person's organization has it, with outcome and coverage (design R9)."""

    organization = serializers.CharField(source="organization.code")
    value = serializers.DecimalField(
        source="figure.value", max_digits=None, decimal_places=None, allow_null=True
    )
    provisional_value = serializers.DecimalField(
        source="provisional.value", max_digits=None, decimal_places=None, allow_null=True
    )
    outcome = serializers.ChoiceField(choices=[(outcome.value, outcome.value) for outcome in Outcome])
    sentence = serializers.CharField()
    expected = serializers.IntegerField(source="figure.coverage_to_date.expected")
    counted = serializers.IntegerField(source="figure.coverage_to_date.counted")
    nil = serializers.IntegerField(source="figure.coverage_to_date.nil")
    pending = serializers.IntegerField(source="figure.coverage_to_date.pending")
    supplements = SupplementSerializer(many=True)
    as_of = serializers.DateField(allow_null=True, help_text="The earlier day asked for by `on`, or null.")
    explanation = serializers.SerializerMethodField(help_text="Where the figure explains itself.")

    def get_explanation(self, shown: TargetFigure) -> str:
        return address_of(shown)


class TargetSerializer(serializers.ModelSerializer[Target]):
    year = serializers.IntegerField(source="guidance.year", read_only=True)
    section = serializers.CharField(source="section.path", read_only=True, allow_null=True)
    responsible = serializers.CharField(source="responsible.code", read_only=True, allow_null=True)
    indicator = IndicatorSerializer(read_only=True)
    figure = serializers.SerializerMethodField(help_text="Absent where the person's scope has none.")

    class Meta:
        model = Target
        fields = [
            "id",
            "year",
            "indicator",
            "section",
            "text",
            "comparator",
            *STATED,
            "baseline",
            "tolerance",
            "milestones",
            "responsible",
            "basis",
            "reported_by",
            "figure",
        ]

    @extend_schema_field(FigureSerializer)
    def get_figure(self, target: Target) -> dict[str, Any] | None:
        shown = cast("dict[int, TargetFigure]", self.context["figures"]).get(target.pk)
        return None if shown is None else dict(FigureSerializer(shown).data)


ON = OpenApiParameter("on", dt.date, description="Figures as they stood at the end of this day.")


@extend_schema_view(list=extend_schema(parameters=[ON]), retrieve=extend_schema(parameters=[ON]))
class TargetViewSet(viewsets.ReadOnlyModelViewSet[Target]):
    """Targets of the guidances, each with the figure that the person's scope gives."""

    serializer_class = TargetSerializer
    queryset = Target.objects.none()
    lookup_value_regex = "[0-9]+"
    filterset_class = TargetFilter

    def get_queryset(self) -> QuerySet[Target]:
        visible = Target.objects.published()
        return visible.select_related("guidance", "indicator", "section", "responsible")

    def paginate_queryset(self, queryset: Any) -> Any:
        page = super().paginate_queryset(queryset)
        self.figures = self.figures_on(page or [])
        return page

    def get_object(self) -> Target:
        target = super().get_object()
        self.figures = self.figures_on([target])
        return target

    def figures_on(self, targets: Sequence[Target]) -> Mapping[int, TargetFigure]:
        return figures_for(cast("User", self.request.user), targets, on=self.day())

    def day(self) -> dt.date | None:
        """The earlier day that is asked for; a bad one is refused."""
        form = DayForm(self.request.query_params)
        if not form.is_valid():
            raise ValidationError(
                {name: [str(error) for error in errors] for name, errors in form.errors.items()}
            )
        return form.day

    def get_serializer_context(self) -> dict[str, Any]:
        return {**super().get_serializer_context(), "figures": getattr(self, "figures", {})}
