"""The rules by which material is narrowed: what the filters of ``reports.filtersets`` ask of it."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet

from organizations.models import LOCAL_KINDS
from organizations.name_search import named
from organizations.statistical_regions import PROVINCES, Region
from reports.material.search import search_filed
from reports.models import FiledText
from targets.arithmetic.outcome import Outcome
from targets.models import Target
from targets.wording import outcome_label
from tasks.models import CaseSection, CaseStudy, MeasureState, Section

YES, NO = "yes", "no"


class Asked:
    """What a filter asks, as its form has read it."""

    if TYPE_CHECKING:

        @property
        def form(self) -> forms.Form:
            raise NotImplementedError

    def asked(self, name: str) -> str:
        """The value of one filter; "" where nothing is asked or something does not fit."""
        return str(self.form.cleaned_data.get(name) or "") if self.form.is_valid() else ""


class TextRules(Asked):
    """Filed texts."""

    def filter_words(self, queryset: QuerySet[FiledText], _name: str, words: str) -> QuerySet[FiledText]:
        return search_filed(queryset, words)

    def filter_section(
        self, queryset: QuerySet[FiledText], _name: str, section: Section
    ) -> QuerySet[FiledText]:
        inside = sections_within(section)
        cases = CaseSection.objects.filter(section__in=inside)
        return queryset.filter(Q(section__in=inside) | Q(case__in=cases.values("case")))

    def filter_region(self, queryset: QuerySet[FiledText], _name: str, value: str) -> QuerySet[FiledText]:
        return queryset.filter(in_region(Region(value), "organization__"))

    def filter_state(self, queryset: QuerySet[FiledText], _name: str, value: str) -> QuerySet[FiledText]:
        """The texts on tasks of which a measure stands so in the same filing; of completed ones, every
        one."""
        states = MeasureState.objects.filter(entry__filing=OuterRef("filing"), entry__task=OuterRef("task"))
        found = queryset.filter(Exists(states.filter(state=value)))
        if value == MeasureState.State.COMPLETED:
            return found.exclude(Exists(states.exclude(state=value)))
        return found


class FigureRules(Asked):
    """Targets with their figures."""

    def filter_words(self, queryset: QuerySet[Target], _name: str, words: str) -> QuerySet[Target]:
        return named(queryset, words, names=("indicator__name", "indicator__english_name"))

    def filter_section(self, queryset: QuerySet[Target], _name: str, section: Section) -> QuerySet[Target]:
        return queryset.filter(section__in=sections_within(section))

    def keep_all(self, queryset: QuerySet[Target], _name: str, _value: str) -> QuerySet[Target]:
        """An outcome is computed, and asked of the figures."""
        return queryset


class CaseRules(Asked):
    """Cases of ``reports.material.ranking.scored_cases``."""

    def filter_scored(self, queryset: QuerySet[CaseStudy], _name: str, value: str) -> QuerySet[CaseStudy]:
        scored: dict[str, Any] = {"is_scored": value == YES}
        return queryset.filter(**scored)

    def filter_chosen(self, queryset: QuerySet[CaseStudy], _name: str, _value: str) -> QuerySet[CaseStudy]:
        chosen: dict[str, Any] = {"is_of_year": True}
        return queryset.filter(**chosen)

    def filter_section(
        self, queryset: QuerySet[CaseStudy], _name: str, section: Section
    ) -> QuerySet[CaseStudy]:
        links = CaseSection.objects.filter(section__in=sections_within(section))
        return queryset.filter(pk__in=links.values("case"))

    def filter_region(self, queryset: QuerySet[CaseStudy], _name: str, value: str) -> QuerySet[CaseStudy]:
        return queryset.filter(in_region(Region(value), "filing__organization__"))


def outcome_choices() -> list[tuple[str, str]]:
    return [(outcome.value, outcome_label(outcome)) for outcome in Outcome]


def sections_within(section: Section) -> QuerySet[Section]:
    """A section, and what stands beneath."""
    of_guidance = Section.objects.filter(guidance=section.guidance_id)
    return of_guidance.filter(Q(path=section.path) | Q(path__startswith=f"{section.path}/"))


def in_region(region: Region, prefix: str) -> Q:
    """Restrict to the local organizations of a region, reached over ``prefix``."""
    inside = Q(pk__in=[])
    for province in PROVINCES[region].split():
        inside |= Q(**{f"{prefix}code__startswith": province})
    return inside & Q(**{f"{prefix}kind__in": LOCAL_KINDS})
