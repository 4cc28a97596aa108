"""Template filters of the stream of lines."""

from django import template
from django.utils.functional import Promise

from tasks.filings.line_rules import TEXT_PARTS, Part
from tasks.models import ProgressEntry

register = template.Library()


@register.filter
def texts(line: ProgressEntry, part: Part | None) -> list[tuple[str | Promise, str]]:
    """What a line on a task says, each text with what it is; of one ``part`` that alone, of all those that
    say anything."""
    parts = [part] if part in TEXT_PARTS else TEXT_PARTS
    return [(each.label, getattr(line, each.value)) for each in parts if getattr(line, each.value).strip()]
