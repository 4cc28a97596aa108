"""Template tags of the pages on which a draft guidance is checked."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

from django import template
from django.template import RequestContext, Template
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from organizations.models import Organization
from tasks.drafts.plan_parts import PlanPart
from tasks.models import Guidance, Responsibility, Task
from texts.pinyin import initials

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
    return reverse(name, args=[guidance.year]) + ("#goals" if key == "goals" else "")


TINTS = 6


@register.filter
def tint(task: Task) -> int:
    """The number of the colour in which a task is marked, so that neighbours differ."""
    return task.order % TINTS


@register.simple_tag
def organization_options(organizations: Iterable[Organization]) -> SafeString:
    """The options of a list to type into: every local bureau, then each full name with what else finds it:
    the short name, the code, the first letters of its pinyin."""
    collective = Responsibility.Collective.LOCAL_BUREAUS.label
    options = [
        (str(collective), ""),
        *(
            (
                organization.full_display_name,
                f"{organization.display_name} · {organization.code} · {initials(organization.short_name)}",
            )
            for organization in organizations
        ),
    ]
    return format_html_join("", '<option value="{}">{}</option>', options)


@register.simple_tag(takes_context=True)
def plan_part(context: RequestContext, part: PlanPart) -> SafeString:
    """What another room shows of the draft, within the page."""
    panel = cast("Template", context.template).engine.get_template(part.template_name)
    with context.push(**part.context(context["guidance"])):
        return SafeString(panel.render(context))
