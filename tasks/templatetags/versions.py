"""Template tags of the reading page: what changed in a line, and how it stands."""

from dataclasses import dataclass

from django import template
from django.http import HttpRequest
from django.utils.translation import gettext as _

from tasks.lines.checked_lines import CheckedLine
from tasks.lines.differences import Change, number
from tasks.lines.versions import Version, Versions
from tasks.models import Filing
from texts.numbers import grouped_number

register = template.Library()


@dataclass(frozen=True, slots=True)
class Tab:
    """One view of a subject, as ``components/tabs.html`` shows it.

    ``opens_counted`` where the view lists just what ``count`` counts; else it marks that among the rest.
    """

    label: str
    url: str
    is_current: bool
    count: int | None = None
    opens_counted: bool = False


@register.simple_tag
def changes_since(version: Version, checked: CheckedLine) -> list[Change] | None:
    """What a line says otherwise than in ``version``; None where it was not there."""
    return version.changes(checked)


@register.simple_tag
def may_hold(version: Version, checked: CheckedLine) -> bool:
    """Whether the same line can stand in ``version`` at all."""
    return version.may_hold(checked)


@register.simple_tag
def standing_of(filing: Filing, checked: CheckedLine, versions: Versions) -> list[str]:
    """How a line stands against last period and its goal, in sentences."""
    before = versions.period.said(checked) if versions.period else None
    return checked.kind.standing(filing, checked.line, before)


@register.simple_tag(takes_context=True)
def version_tabs(context: template.Context, versions: Versions) -> list[Tab]:
    """As filed, and against each version there is; nothing where there is none."""
    request: HttpRequest = context["request"]
    lines, compare = context["lines"], context["compare"]
    found = [
        (name, label, version)
        for name, label, version in (
            ("returned", _("Since it was returned"), versions.returned),
            ("period", _("Since last period"), versions.period),
        )
        if version
    ]
    tabs = [Tab(_("As filed"), request.path, not compare)]
    for name, label, version in found:
        tabs.append(
            Tab(label, f"{request.path}?compare={name}", compare == name, version.changed_count(lines))
        )
    return tabs if found else []


@register.filter
def thousands(text: str) -> str:
    """A number of a content with thousands separators; a dash where there is none."""
    found = number(text)
    return "—" if found is None else grouped_number(found)
