"""The gate for text coming in, at the door of the back office."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db import models

from texts.form_fields import Day, DecimalNumber, Json, Text, WholeNumber


class GatedFields:
    """Stands before ``ModelAdmin`` or an inline: what is typed there passes the gate that pages have."""

    formfield_overrides: ClassVar[Mapping[type[models.Field[Any, Any]], Mapping[str, Any]]] = {
        models.SlugField: {},  # refuses by itself what is no letter, digit or hyphen
        models.CharField: {"form_class": Text},
        models.TextField: {"form_class": Text},
        models.IntegerField: {"form_class": WholeNumber},
        models.DecimalField: {"form_class": DecimalNumber},
        models.DateField: {"form_class": Day},
        models.JSONField: {"form_class": Json},
    }
