"""Indicators and the goals of a guidance, as files bring them."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from organizations.models import Organization
from organizations.records import BadRecords
from targets.arithmetic.comparators import STATED
from targets.goals.proposals import settle_proposals
from targets.indicator_meaning import different_meaning
from targets.models import Indicator, Target
from tasks.models import Guidance, Section

INDICATOR_FIELDS = frozenset(field.name for field in Indicator._meta.concrete_fields if field.editable) - {
    "id"
}
NUMBERS = (*STATED, "baseline", "tolerance")
DECIMAL = re.compile(r"-?[0-9]{1,20}(?:\.[0-9]{1,20})?")
TEXTS = ("text", "comparator", "basis", "reported_by")
TARGET_KEYS = frozenset({"indicator", "section", "responsible", "remark", *NUMBERS, *TEXTS})


@transaction.atomic
def add_indicators(*, data: Sequence[Any]) -> list[Indicator]:
    """Add the indicators whose codes are new and return them; those that stand stay as edited.

    ``data`` has the shape of ``fixtures/indicators.json``. Raises ``BadRecords``, changing nothing.
    """
    standing = set(Indicator.objects.values_list("code", flat=True))
    new = []
    for place, item in enumerate(data, start=1):
        indicator = Indicator(**known_keys(item, INDICATOR_FIELDS, f"Indicator {place}"))
        if indicator.code not in standing:
            check(indicator, f"Indicator {place}")
            indicator.save()
            new.append(indicator)
    return new


def used_otherwise(data: Sequence[Mapping[str, Any]]) -> list[str]:
    """A sentence for each standing indicator that means something else than ``data`` says (one query). It
    stays as it is; what means something else takes a code of its own."""
    standing = {indicator.code: indicator for indicator in Indicator.objects.all()}
    found = ((item["code"], different_meaning(standing[item["code"]], item)) for item in data)
    return [
        f"{code} stays as it is, though the file says another {', '.join(names)}: give that its own code."
        for code, names in found
        if names
    ]


@transaction.atomic
def create_targets(*, guidance: Guidance, data: Sequence[Any]) -> list[Target]:
    """Create the goals of a draft guidance, in the order of ``data`` (``fixtures/targets_2021.json``).

    Sections go by path, indicators and responsible departments by code. Raises ``BadRecords`` for unknown
    ones, for a guidance that has goals already, and for a published one, whose filings are open. What the
    reader proposed is settled with it: linked where the file covers it, dropped otherwise.
    """
    if guidance.is_published:
        raise BadRecords(f"The guidance of {guidance.year} is published; its goals stand.")
    if guidance.targets.exists():
        raise BadRecords(f"The guidance of {guidance.year} has its goals already.")
    targets = []
    for place, item in enumerate(data, start=1):
        target = parse_target(guidance, place, known_keys(item, TARGET_KEYS, f"Goal {place}"))
        check(target, f"Goal {place}")
        target.save()
        targets.append(target)
    settle_proposals(guidance, targets)
    return targets


def known_keys(item: Any, keys: frozenset[str], where: str) -> dict[str, Any]:
    """The record, if it is one and knows no other keys."""
    if not isinstance(item, dict):
        raise BadRecords(f"{where} is no object.")
    unknown = sorted(set(item) - keys)
    if unknown:
        raise BadRecords(f"{where}: “{unknown[0]}” is unknown.")
    return item


def parse_target(guidance: Guidance, place: int, item: dict[str, Any]) -> Target:
    """An unsaved goal with what it refers to."""
    where = f"Goal {place}"
    sections = Section.objects.filter(guidance=guidance)
    return Target(
        guidance=guidance,
        order=place,
        indicator=referred(Indicator.objects.all(), "code", item.get("indicator"), f"{where}, indicator"),
        section=referred(sections, "path", item.get("section"), f"{where}, section"),
        responsible=referred(
            Organization.objects.all(), "code", item.get("responsible"), f"{where}, responsible"
        ),
        **{name: item.get(name, "") for name in TEXTS},
        **{name: number(item.get(name), f"{where}, {name}") for name in NUMBERS if name != "tolerance"},
        tolerance=number(item.get("tolerance"), f"{where}, tolerance") or Decimal(0),
    )


def referred(rows: Any, field: str, key: Any, where: str) -> Any:
    """The row that a code or path names."""
    found = rows.filter(**{field: key}).first() if isinstance(key, str) else None
    if found is None:
        raise BadRecords(f"{where}: “{key}” is unknown.")
    return found


def number(text: Any, where: str) -> Decimal | None:
    """A decimal string; None where there is none."""
    if text is None:
        return None
    if not isinstance(text, str) or not DECIMAL.fullmatch(text):
        raise BadRecords(f"{where}: “{text}” is no decimal string.")
    return Decimal(text)


def check(row: Indicator | Target, where: str) -> None:
    """Raise ``BadRecords`` with the first thing that is wrong with an unsaved row."""
    try:
        row.full_clean()
    except ValidationError as error:
        field, (first, *_others) = next(iter(error.message_dict.items()))
        raise BadRecords(f"{where}, {field}: {first}") from None
