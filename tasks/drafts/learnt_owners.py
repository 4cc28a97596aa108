"""What was learnt of printed names, and whether it still holds: the names an office has settled once."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from organizations.models import Organization
from tasks.drafts.owner_matching import OwnerMatcher, bare_name
from tasks.models import LearntOwner, Responsibility

Meant = Organization | Responsibility.Collective


@dataclass(frozen=True, slots=True)
class Meaning:
    """Who is meant by a printed name, nobody where it was dropped before; ``learnt`` is by what it was
    settled as before, None where an organization is called so."""

    meant: tuple[Meant, ...]
    learnt: LearntOwner | None = None


class PrintedOwners:
    """Who is meant by the names that a document prints, by the organizations that there are ``on`` a day: by
    what they are called, and by what was learnt (two queries)."""

    def __init__(self, matcher: OwnerMatcher, *, on: dt.date) -> None:
        self.matcher = matcher
        self.on = on
        self.learnt = LearntOwners()

    def meaning(self, name: str) -> Meaning | None:
        """Who is meant; None where somebody has to say it, also where what was learnt does not hold any
        more."""
        matched = self.matcher.match(name)
        learnt = self.learnt.of(name)
        if learnt is None:
            return Meaning((matched,)) if matched is not None else None
        return Meaning(meant_by(learnt), learnt) if still_means(learnt, matched, on=self.on) else None


class LearntOwners:
    """What was learnt of names and is in use, found by the name however it is set (two queries).

    ``names`` are those that are asked about; None stands for all.
    """

    def __init__(self, names: Iterable[str] | None = None) -> None:
        rows = LearntOwner.objects.in_use().with_meaning()
        if names is not None:
            rows = rows.filter(key__in={key_of(name) for name in names})
        self.by_key = {row.key: row for row in rows}

    def of(self, name: str) -> LearntOwner | None:
        return self.by_key.get(key_of(name))


def key_of(name: str) -> str:
    """A printed name as names are compared; cut to what is kept."""
    return bare_name(name)[: LearntOwner._meta.get_field("key").max_length]


def still_means(learnt: LearntOwner, matched: Meant | None, *, on: dt.date) -> bool:
    """Whether a name still means what was learnt; ``matched`` is who is called so by now.

    It does not where an organization was closed or renamed since. One organization is meant only as long as
    the name is an alias of it; several, a collective or nobody only as long as no organization is called so.
    """
    if any(has_changed(learnt, on=on)):
        return False
    organizations = learnt.organizations
    if len(organizations) == 1:
        return matched == organizations[0]
    is_named = bool(organizations) or learnt.meaning != LearntOwner.Meaning.ORGANIZATIONS
    return matched is None and is_named


def meant_by(learnt: LearntOwner) -> tuple[Meant, ...]:
    """Who is meant, where what was learnt holds."""
    if learnt.collective:
        return (Responsibility.Collective(learnt.collective),)
    return tuple(learnt.organizations)


def has_changed(learnt: LearntOwner, *, on: dt.date) -> list[bool]:
    """Of each organization that was meant, whether it was closed or renamed since."""
    return [
        meant.called != meant.organization.name or not meant.organization.is_there_on(on)
        for meant in learnt.meant.all()
    ]


def proposed_anew(learnt: LearntOwner, *, on: dt.date) -> list[Organization]:
    """Who may be meant by a name that does not mean any more what was learnt: the same organizations, and
    those that others were merged into."""
    found = (
        organization if organization.is_there_on(on) else organization.successor
        for organization in learnt.organizations
    )
    return [organization for organization in found if organization is not None]
