"""拟稿 → 核稿 → 会签 → 签发: which step a text waits for, and of whom."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum


class Step(StrEnum):
    """An act of the sign-off, by the key under which it is kept."""

    HANDED_ON = "handed_on"
    CHECKED = "checked"
    COUNTERSIGNED = "countersigned"
    SIGNED_OUT = "signed_out"
    SENT_BACK = "sent_back"
    TAKEN_BACK = "taken_back"
    GIVEN_UP = "given_up"


# What ends a round: after it the text is edited again, or issued.
ENDINGS = frozenset({Step.SIGNED_OUT, Step.SENT_BACK, Step.TAKEN_BACK, Step.GIVEN_UP})


class Order(StrEnum):
    """Which steps an organization wants between drafting and signing out."""

    FULL = "full"
    CHECKED = "checked"
    SIGNED = "signed"


@dataclass(frozen=True, slots=True)
class Done:
    """A step that was done, for which organization and by whom, both by id; a deputy did it for
    ``in_place_of``."""

    step: Step
    organization: int
    by: int
    in_place_of: int | None = None

    @property
    def people(self) -> frozenset[int]:
        """Whose step it is: who did it, and whom a deputy stood in for."""
        return frozenset({self.by} if self.in_place_of is None else {self.by, self.in_place_of})


@dataclass(frozen=True, slots=True)
class Course:
    """One round: what was done in it so far, and who is to countersign, by the ids of organizations."""

    order: Order
    done: tuple[Done, ...]
    countersigners: frozenset[int] = frozenset()

    @property
    def is_running(self) -> bool:
        steps = [each.step for each in self.done]
        return Step.HANDED_ON in steps and ENDINGS.isdisjoint(steps)

    @property
    def waits_for(self) -> Step | None:
        """The step that comes next; None before a text is handed on and after its round has ended."""
        if not self.is_running:
            return None
        if self.order is not Order.SIGNED and not self.has(Step.CHECKED):
            return Step.CHECKED
        if self.order is Order.FULL and self.unsigned:
            return Step.COUNTERSIGNED
        return Step.SIGNED_OUT

    @property
    def unsigned(self) -> frozenset[int]:
        """Who has not countersigned yet: each in its own time, in any order."""
        signed = {each.organization for each in self.done if each.step is Step.COUNTERSIGNED}
        return self.countersigners - signed

    def has(self, step: Step) -> bool:
        return any(each.step is step for each in self.done)

    def people(self, *steps: Step) -> frozenset[int]:
        """Whose step one of ``steps`` was in this round."""
        return frozenset().union(*(each.people for each in self.done if each.step in steps))


# Who acts: a person by id, and with them whom they stand in for.
type Acting = Collection[int]


def may_check(course: Course, acting: Acting, editors: Iterable[int]) -> bool:
    """Whether somebody may check a text: nobody checks what they themselves drafted, nor what the one
    drafted whom they stand in for (after design R4)."""
    return {*editors, *course.people(Step.HANDED_ON)}.isdisjoint(acting)


def may_sign_out(course: Course, acting: Acting) -> bool:
    """Whether somebody may sign a text out: not who has checked it, nor had it checked by a deputy, so that
    two people have read it."""
    return course.people(Step.CHECKED).isdisjoint(acting)


def may_do(course: Course, step: Step, acting: Acting, editors: Iterable[int]) -> bool:
    """Whether somebody may do the step that a text waits for, for all that was done so far."""
    if step is Step.CHECKED:
        return may_check(course, acting, editors)
    return step is not Step.SIGNED_OUT or may_sign_out(course, acting)
