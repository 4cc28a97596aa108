"""Template tags of a department's page."""

from typing import Any

from django import template
from django.urls import reverse

from tasks.lines.kinds import LINE_KINDS, LineKind
from tasks.templatetags.versions import Tab

register = template.Library()


@register.simple_tag
def kind_tabs(current: LineKind[Any]) -> list[Tab]:
    """The kinds of line, each with the page of its lines."""
    return [
        Tab(str(kind.label), reverse("tasks:department-lines", args=[key]), is_current=key == current.key)
        for key, kind in LINE_KINDS.items()
    ]
