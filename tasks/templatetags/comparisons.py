"""Changed words in templates."""

from django import template

from tasks.comparison import Mark, Op, marks

register = template.Library()


@register.simple_tag
def marked(before: str, after: str) -> list[Mark]:
    """The runs of text from ``before`` to ``after``."""
    return marks(before, after)


@register.filter
def without(runs: list[Mark], op: str) -> list[Mark]:
    """The runs of one side: those that are not ``deleted`` or not ``inserted``."""
    return [run for run in runs if run.op is not Op(op)]
