"""What an amendment changes, part by part, as people read it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext as _

from tasks.models.amendment import LANGUAGE


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that an amendment changed, as people read it; "" where there was or is nothing."""

    field: str
    before: str
    after: str


def differences(before: Sequence[tuple[str, str]], after: Sequence[tuple[str, str]]) -> list[Change]:
    """What is another than before, of fields in the same order."""
    return [
        Change(field, old, new)
        for (field, old), (_same, new) in zip(before, after, strict=True)
        if old != new
    ]


def measure_changes(before: dict[int, str], after: dict[int, str]) -> list[Change]:
    """The measures that were reworded, dropped or added, each under the place it has or had."""
    with translation.override(LANGUAGE):
        places = dict(enumerate_ids(before)) | dict(enumerate_ids(after))
        return [
            Change(_("Measure %(place)s") % {"place": places[pk]}, before.get(pk, ""), after.get(pk, ""))
            for pk in {**before, **after}
            if before.get(pk) != after.get(pk)
        ]


def enumerate_ids(texts: dict[int, str]) -> list[tuple[int, int]]:
    return [(pk, place) for place, pk in enumerate(texts, start=1)]
