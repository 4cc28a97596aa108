"""What an indicator means, and when that is fixed (design R21): one answer for every door."""

from collections.abc import Mapping
from typing import Any

from targets.models import Indicator
from tasks.models import Guidance

# What the numbers mean, and by which code files and calls go. Names, definitions and translations explain it,
# and may be put better.
MEANING = (
    "code",
    "form",
    "unit",
    "scale",
    "decimals",
    "over_organizations",
    "over_periods",
    "never_falls",
)


def is_used(indicator: Indicator) -> bool:
    """Whether a guidance in force has a goal for it, withdrawn or not: figures may rest on what it means (one
    query)."""
    used = Guidance.objects.published().filter(targets__indicator=indicator.pk)
    return indicator.pk is not None and used.exists()


def fix_meanings(guidance: Guidance) -> None:
    """Have the database refuse another meaning of every indicator that a guidance in force has a goal for
    (one query). Whoever brings goals into force calls this in the same transaction."""
    Indicator.objects.filter(is_fixed=False, targets__guidance=guidance).update(is_fixed=True)


def fixed_fields(indicator: Indicator) -> tuple[str, ...]:
    """The fields that cannot be changed any more: what it means, once it is used (one query)."""
    return MEANING if is_used(indicator) else ()


def different_meaning(indicator: Indicator, said: Mapping[str, Any]) -> list[str]:
    """The fields in which ``said`` gives the indicator another meaning; what it does not name is the same."""
    return [name for name in MEANING if name in said and said[name] != getattr(indicator, name)]


def label_of(field: str) -> str:
    """What people call a field, in the language of the page."""
    labels = {known.name: known.verbose_name for known in Indicator._meta.concrete_fields}
    return str(labels[field])
