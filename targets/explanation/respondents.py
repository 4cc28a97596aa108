"""Who is counted in a figure's coverage, by name: what each of its counts opens (design R9, R23)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from organizations.models import Organization
from targets.arithmetic.rollup import Contribution, Figure, Standing

ANSWERED = frozenset({Standing.COUNTED, Standing.NIL})


@dataclass(frozen=True, slots=True)
class Group:
    """Organizations of which the same is counted; ``key`` names the group within its page."""

    key: str
    organizations: tuple[Organization, ...]


@dataclass(frozen=True, slots=True)
class Respondents:
    """The organizations that the coverage of a figure counts, in the order of the tree; as ``Coverage`` has
    them, ``nil`` are among ``counted``."""

    counted: Group
    nil: Group
    pending: Group
    missing: Group
    counted_to_date: Group
    open_to_date: Group


def respondents(figure: Figure, organizations: Mapping[int, Organization], prefix: str = "") -> Respondents:
    """Who is counted in the coverage of ``figure``; ``organizations`` are its contributors by id, ``prefix``
    tells its groups from those of another figure on the page. No query."""

    def group(key: str, belongs: Callable[[Contribution], bool]) -> Group:
        found = [
            organizations[one.organization]
            for one in figure.contributors
            if isinstance(one.organization, int) and one.organization in organizations and belongs(one)
        ]
        return Group(f"{prefix}{key}", tuple(sorted(found, key=lambda node: str(node.path))))

    return Respondents(
        counted=group("counted", lambda one: one.standing in ANSWERED),
        nil=group("nil", lambda one: one.standing is Standing.NIL),
        pending=group("pending", lambda one: one.standing is Standing.PENDING),
        missing=group("missing", lambda one: one.standing is Standing.MISSING),
        counted_to_date=group("counted-to-date", lambda one: one.standing_to_date in ANSWERED),
        open_to_date=group("open-to-date", lambda one: one.standing_to_date not in ANSWERED),
    )
