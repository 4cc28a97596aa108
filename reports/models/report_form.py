"""The forms that a report has, as rows and addresses name them."""

from collections.abc import Collection
from itertools import combinations

from django.db import models
from django.utils.translation import gettext_lazy as _

# What several files come in.
PACKAGE = "zip"


class FormKey(models.TextChoices):
    """The forms of a report, in the order in which pages, packages and manifests name them. A key is also
    what the file's name ends in."""

    DOCX = "docx", _("Word (.docx)")
    PDF = "pdf", _("PDF (.pdf)")
    XLSX = "xlsx", _("Excel (.xlsx)")
    JSON = "json", _("JSON (.json)")


def as_stated(forms: Collection[str]) -> str:
    """Forms as a row states them: each once, in their order, joined by commas."""
    return ",".join(key for key in FormKey.values if key in forms)


# Every choice of forms, as rows state it.
FORM_CHOICES = tuple(
    as_stated(chosen)
    for number in range(1, len(FormKey) + 1)
    for chosen in combinations(FormKey.values, number)
)
