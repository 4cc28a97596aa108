"""What hangs on the reporting tree in the rooms above, which this room does not know.

A room registers what it keeps when it starts; a change of the tree asks each of them first, and takes along
what goes with it.
"""

from typing import Protocol

from organizations.models import Organization


class Dependant(Protocol):
    """Something of a room above that belongs to a place in the tree. Its sentences are for people."""

    def obstacles_to_move(self, organization: Organization) -> list[str]:
        """What has to be settled before ``organization`` files to somebody else; locks what it looks at."""

    def take_along(self, organization: Organization, under: Organization) -> list[str]:
        """Hand what goes with ``organization`` over to its new superior; the names of what was."""

    def waiting_for_reviewers(self, organization: Organization) -> list[str]:
        """The names of what nobody could decide on, if ``organization`` had no reviewer."""


DEPENDANTS: list[Dependant] = []


def register(dependant: Dependant) -> None:
    """Make a kind of dependant known; the same kind once."""
    if not any(type(known) is type(dependant) for known in DEPENDANTS):
        DEPENDANTS.append(dependant)


def obstacles_to_move(organization: Organization) -> list[str]:
    return [sentence for each in DEPENDANTS for sentence in each.obstacles_to_move(organization)]


def take_along(organization: Organization, under: Organization) -> list[str]:
    return [name for each in DEPENDANTS for name in each.take_along(organization, under)]


def waiting_for_reviewers(organization: Organization) -> list[str]:
    return [name for each in DEPENDANTS for name in each.waiting_for_reviewers(organization)]
