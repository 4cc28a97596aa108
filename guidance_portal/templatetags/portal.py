"""Template tags of the whole portal."""

from django import template

register = template.Library()
