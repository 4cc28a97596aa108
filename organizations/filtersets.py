"""The filters that lists share, and those of organizations (design R19).

A list has one FilterSet. Its page, its call and its export ask it: a parameter means the same at each.
"""

import re
from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from organizations.models import LOCAL_KINDS, Organization
from organizations.name_search import organizations_named
from texts.form_fields import Day
from texts.punctuation import labelled, sentences

# Beside the kinds one by one: all that a map shows.
LOCAL = "local"
ID = re.compile(r"[0-9]{1,12}")
KINDS = [(LOCAL, _("Local bureaus and centres")), *Organization.Kind.choices]


class ListFilter(django_filters.FilterSet):
    """The filters of one list.

    A value that does not fit is said at its filter, and nothing is found: an answer to another question than
    the one that was asked would mislead. Over the API it is refused.
    """

    queryset: QuerySet[Any]

    @property
    def is_of_page(self) -> bool:
        """Whether a page asks; the API asks with a request of its own kind."""
        return isinstance(self.request, HttpRequest)

    @property
    def refusal(self) -> str:
        """What does not fit, each with the name of its filter; "" where everything does."""
        return refusal_of(self.form)

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if not self.form.is_valid():
            return queryset.none()
        found: QuerySet[Any] = super().filter_queryset(queryset)
        return found


def refusal_of(form: forms.BaseForm) -> str:
    """What a form says at its fields, in a row."""
    return sentences(
        labelled(form.fields[name].label, problem)
        for name, problems in form.errors.items()
        for problem in problems
    )


class DayFilter(django_filters.DateFilter):
    """A day, typed as everywhere."""

    field_class = Day


class KindFilter(django_filters.ChoiceFilter):
    """Rows by the kind of their organization, to which ``field_name`` leads."""

    def __init__(self, field_name: str, *, choices: Any = KINDS) -> None:
        super().__init__(
            field_name=field_name,
            choices=choices,
            label=_("Kind of organization"),
            empty_label=_("All kinds"),
        )

    def filter(self, qs: QuerySet[Any], value: Any) -> QuerySet[Any]:
        if value == LOCAL:
            return qs.filter(**{f"{self.field_name}__in": LOCAL_KINDS})
        found: QuerySet[Any] = super().filter(qs, value)
        return found


class OrganizationNameFilter(django_filters.CharFilter):
    """Rows by the name of their organization, to whose id ``field_name`` leads (one query more).

    It reads the names of the organizations in the list, of no others.
    """

    def __init__(self, field_name: str) -> None:
        super().__init__(field_name=field_name, label=_("Organization"))

    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:
        if not value:
            return qs
        listed = Organization.objects.filter(pk__in=qs.order_by().values(self.field_name))
        return qs.filter(**{f"{self.field_name}__in": organizations_named(value, among=listed)})


class OrganizationField(django_filters.fields.ModelChoiceField):
    """An organization by its code, as calls and pages name it, or by its id, as older addresses do."""

    def to_python(self, value: Any) -> Any:
        return self.by_id(value) or super().to_python(value)

    def prepare_value(self, value: Any) -> Any:
        return super().prepare_value(self.by_id(value) or value)

    def by_id(self, value: Any) -> Organization | None:
        """The organization whose id ``value`` is, unless it is the code of another (one query for digits)."""
        if not isinstance(value, str) or not ID.fullmatch(value):
            return None
        meant = {
            organization.code: organization
            for organization in self.queryset.filter(Q(code=value) | Q(pk=value))
        }
        return None if value in meant else next(iter(meant.values()), None)


class OrganizationFilterByCode(django_filters.ModelChoiceFilter):
    """Rows of one organization of ``queryset``."""

    field_class = OrganizationField

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(to_field_name="code", **kwargs)


class OrganizationFilter(ListFilter):
    """Organizations by kind, and by what lists show of them."""

    kind = KindFilter("kind")
    name = OrganizationNameFilter("pk")

    class Meta:
        model = Organization
        fields: list[str] = []
