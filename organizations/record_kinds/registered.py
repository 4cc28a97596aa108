"""The kinds of records that rooms have made known when they started, in that order."""

from collections.abc import Callable

from organizations.models import User
from organizations.record_kinds.kind import RecordKind

_MAKERS: dict[str, Callable[[], RecordKind]] = {}
_YEARLY: dict[str, Callable[[int | None], RecordKind | None]] = {}
LONGEST_YEAR = 4


def register(key: str, make: Callable[[], RecordKind]) -> None:
    """Make a kind known under its key; ``make`` is called for each request that asks for it."""
    _MAKERS[key] = make


def register_yearly(stem: str, make: Callable[[int | None], RecordKind | None]) -> None:
    """Make a kind known of which each year has its own, under the stem and the year ("goals-2021"). ``make``
    gives that of a year, or of the year of work; None where there is none."""
    _YEARLY[stem] = make


def kind_of(key: str) -> RecordKind | None:
    """The kind of a key; None where there is none."""
    make = _MAKERS.get(key)
    return make() if make else yearly_kind_of(key)


def yearly_kind_of(key: str) -> RecordKind | None:
    stem, _hyphen, year = key.rpartition("-")
    make = _YEARLY.get(stem)
    is_year = year.isascii() and year.isdecimal() and len(year) <= LONGEST_YEAR
    return make(int(year)) if make and is_year else None


def kinds_for(user: User) -> list[RecordKind]:
    """The kinds that the person may take away and bring back; of yearly ones that of the year of work (one
    query each)."""
    yearly = (make(None) for make in _YEARLY.values())
    kinds = [*(make() for make in _MAKERS.values()), *(kind for kind in yearly if kind)]
    return [kind for kind in kinds if kind.is_for(user)]


def known_keys() -> list[str]:
    """The keys, of yearly ones with a word for the year."""
    return [*_MAKERS, *(f"{stem}-YEAR" for stem in _YEARLY)]
