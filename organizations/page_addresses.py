"""Addresses of pages, made quickly: a table may link from each of a thousand cells."""

import re
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import quote_plus

from django.urls import get_script_prefix, get_urlconf, reverse

# Names of pages times what they are about; the oldest give way.
MOST_KEPT = 2048
# What stands in an address as it is.
PLAIN = re.compile(r"[A-Za-z0-9_.~-]*")


def page_address(name: str, *about: str | int) -> str:
    """The address of a page by its name, as ``reverse`` has it. Kept, because names and codes of a page are
    few and an address depends on nothing else."""
    return reversed_once(get_urlconf(), get_script_prefix(), name, about)


@lru_cache(MOST_KEPT)
def reversed_once(urlconf: str | None, _prefix: str, name: str, about: tuple[str | int, ...]) -> str:
    return reverse(name, urlconf, args=about)


def query_of(pairs: Iterable[tuple[str, str]]) -> str:
    """The part of an address behind its question mark, as ``urlencode`` has it of texts."""
    return "&".join([f"{quoted(name)}={quoted(value)}" for name, value in pairs])


def quoted(text: str) -> str:
    """A text as a part of an address; most have nothing to quote."""
    return text if PLAIN.fullmatch(text) else quote_plus(text)
