"""Who is waited for: all who can do the step that a text waits for, each of them alone enough."""

from collections.abc import Iterable
from dataclasses import dataclass

from reports.sign_off.course import Course, Step, may_do


@dataclass(frozen=True, slots=True)
class Signer:
    """Somebody who could put their name under a text at an organization, both by id: in their own right, or
    as a deputy in place of somebody."""

    organization: int
    person: int
    in_place_of: int | None = None

    @property
    def acting(self) -> frozenset[int]:
        return frozenset({self.person} if self.in_place_of is None else {self.person, self.in_place_of})


@dataclass(frozen=True, slots=True)
class Signers:
    """Who holds which right: to check, and to countersign or sign out."""

    checking: tuple[Signer, ...] = ()
    signing: tuple[Signer, ...] = ()


def waited_for(course: Course, owner: int, editors: Iterable[int], signers: Signers) -> list[Signer]:
    """Those of ``signers`` who can do the next step of a text of ``owner``; who has the right themselves is
    not waited for in place of somebody else there."""
    step = course.waits_for
    if step is None:
        return []
    places = course.unsigned if step is Step.COUNTERSIGNED else {owner}
    offered = signers.checking if step is Step.CHECKED else signers.signing
    known = frozenset(editors)
    found = [
        each for each in offered if each.organization in places and may_do(course, step, each.acting, known)
    ]
    own = {(each.organization, each.person) for each in found if each.in_place_of is None}
    return [each for each in found if each.in_place_of is None or (each.organization, each.person) not in own]
