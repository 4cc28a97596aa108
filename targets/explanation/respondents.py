"""Who is counted in a figure's coverage, by name: what each of its counts opens (design R9, R23)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from organizations.models import Organization
from targets.arithmetic.rollup import AnswerStatus, Contribution, Figure

ANSWERED = frozenset({AnswerStatus.COUNTED, AnswerStatus.NIL})


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
        members = [
            organizations[part.organization]
            for part in figure.contributors
            if isinstance(part.organization, int) and part.organization in organizations and belongs(part)
        ]
        return Group(f"{prefix}{key}", tuple(sorted(members, key=lambda member: str(member.path))))

    return Respondents(
        counted=group("counted", lambda part: part.status in ANSWERED),
        nil=group("nil", lambda part: part.status is AnswerStatus.NIL),
        pending=group("pending", lambda part: part.status is AnswerStatus.PENDING),
        missing=group("missing", lambda part: part.status is AnswerStatus.MISSING),
        counted_to_date=group("counted-to-date", lambda part: part.status_to_date in ANSWERED),
        open_to_date=group("open-to-date", lambda part: part.status_to_date not in ANSWERED),
    )
