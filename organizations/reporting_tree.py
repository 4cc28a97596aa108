"""The shape of the reporting tree: which kind stands under which, and who speaks for one that has ended."""

from collections.abc import Mapping

from organizations.models import Organization

Kind = Organization.Kind

# Office → departments and provincial units → cities → counties → townships (design §2). A municipality and
# some provinces have counties without a city between them, some cities townships without a county.
KINDS_UNDER: dict[str, frozenset[str]] = {
    Kind.OFFICE: frozenset({Kind.DEPARTMENT, Kind.BUREAU, Kind.CENTRE}),
    Kind.BUREAU: frozenset({Kind.CENTRE, Kind.CITY, Kind.COUNTY}),
    Kind.CITY: frozenset({Kind.COUNTY, Kind.TOWNSHIP}),
    Kind.COUNTY: frozenset({Kind.TOWNSHIP}),
}


def may_stand_under(kind: str, above: str | None) -> bool:
    """Whether an organization of ``kind`` may file to one of the kind ``above``; None is nobody at all."""
    if above is None:
        return kind == Kind.OFFICE
    return kind in KINDS_UNDER.get(above, frozenset())


def kinds_above(kind: str) -> list[str]:
    """The kinds that an organization of ``kind`` may file to."""
    return [above for above, below in KINDS_UNDER.items() if kind in below]


def ends_in_circle(pk: int, successor: int, successor_of: Mapping[int, int | None]) -> bool:
    """Whether ``pk`` would come to speak for itself, if ``successor`` spoke for it.

    ``successor_of`` tells who speaks for whom now.
    """
    reached: set[int] = set()
    following: int | None = successor
    while following is not None and following not in reached:
        if following == pk:
            return True
        reached.add(following)
        following = successor_of.get(following)
    return False
