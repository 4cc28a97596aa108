"""Template tags of the pages on which a draft guidance is checked."""

from dataclasses import dataclass

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tasks.models import Guidance

register = template.Library()


@dataclass(frozen=True, slots=True)
class Step:
    """One step from a document to a plan in force; without an address it cannot be gone to yet."""

    number: int
    label: str
    url: str
    is_current: bool
    is_done: bool


STEPS = (
    ("document", _("Document"), ""),
    ("check", _("Check"), "tasks:draft-check"),
    ("goals", pgettext_lazy("step", "Goals"), "tasks:draft-check"),
    ("periods", pgettext_lazy("step", "Periods"), "tasks:draft-periods"),
    ("publish", _("Publish"), "tasks:draft-publish"),
)


@register.simple_tag
def draft_steps(guidance: Guidance | str | None, current: str) -> list[Step]:
    """The steps for a draft, or for none yet; those before ``current`` count as done."""
    keys = [key for key, _label, _name in STEPS]
    reached = keys.index(current)
    return [
        Step(number + 1, str(label), address(guidance, name, key), key == current, number < reached)
        for number, (key, label, name) in enumerate(STEPS)
    ]


def address(guidance: Guidance | str | None, name: str, key: str) -> str:
    """Where a step of this draft is done."""
    if not isinstance(guidance, Guidance) or not name:
        return ""
    try:
        return reverse(name, args=[guidance.year]) + ("#goals" if key == "goals" else "")
    except NoReverseMatch:
        return ""
