"""Template tags of the whole portal."""

from collections.abc import Mapping
from typing import Any

from django import template

register = template.Library()


@register.filter
def lookup(mapping: Mapping[Any, Any], key: Any) -> Any:
    """The value under ``key``; None without one."""
    return mapping.get(key)


@register.simple_tag
def crumb(label: object, url: str = "") -> dict[str, str]:
    """One step of the way to a page: ``{% crumb "Filings" url as filings %}``."""
    return {"label": str(label), "url": url}


@register.simple_tag
def listed(*items: Any) -> list[Any]:
    """The arguments as a list, for includes that take one."""
    return list(items)


@register.filter
def slugify_path(path: str) -> str:
    """A section's path as an anchor: ``二/三`` becomes ``二-三``."""
    return path.replace("/", "-")
