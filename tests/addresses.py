"""Every address of the portal by its name."""

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver


def walk(patterns: list[Any], namespace: str = "") -> Iterator[str]:
    """The names of the addresses, those of included ones with their namespace."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = ":".join(filter(None, [namespace, pattern.namespace]))
            yield from walk(pattern.url_patterns, inner)
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield f"{namespace}:{pattern.name}" if namespace else pattern.name
