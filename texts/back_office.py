"""The gate for text coming in, at the door of the back office."""

from collections.abc import Mapping
from typing import Any, ClassVar, override

from django.contrib.admin import ModelAdmin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import BaseModelAdmin
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import SuspiciousOperation
from django.db import models
from django.http import HttpRequest, HttpResponse

from texts.form_fields import Day, DecimalNumber, Json, Text, WholeNumber


def is_key(text: Any) -> bool:
    """Whether this may be the key of a row; Django asks the database, which breaks at anything else."""
    return str(text).isascii() and str(text).isdigit() and len(str(text)) < 19


class KnownKeys(AutocompleteSelect):
    """A choice among many rows that looks up nothing but keys."""

    @override
    def optgroups(self, name: str, value: Any, attrs: Any = None) -> Any:
        return super().optgroups(name, [key for key in value if is_key(key)], attrs)


class GatedFields(BaseModelAdmin[Any]):
    """Stands before an inline: what is typed there passes the gate that pages have."""

    formfield_overrides: ClassVar[Mapping[type[models.Field[Any, Any]], Mapping[str, Any]]] = {
        models.SlugField: {},  # refuses by itself what is no letter, digit or hyphen
        models.CharField: {"form_class": Text},
        models.TextField: {"form_class": Text},
        models.IntegerField: {"form_class": WholeNumber},
        models.DecimalField: {"form_class": DecimalNumber},
        models.DateField: {"form_class": Day},
        models.JSONField: {"form_class": Json},
    }

    @override
    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", KnownKeys(db_field, self.admin_site, using=kwargs.get("using")))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class GatedAdmin(GatedFields, ModelAdmin[Any]):
    """The page of a model in the back office behind the gate."""

    @override
    def response_action(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse | None:
        """What is done to the chosen rows; 400 where something else than rows was chosen."""
        if not all(is_key(key) for key in request.POST.getlist(ACTION_CHECKBOX_NAME)):
            raise SuspiciousOperation("Something else than rows was chosen.")
        return super().response_action(request, *args, **kwargs)
