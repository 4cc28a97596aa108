"""拟稿 → 核稿 → 会签 → 签发: which step a text waits for, and of whom."""

from collections.abc import Iterable
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
    """A step that was done, for which organization and by whom, both by id."""

    step: Step
    organization: int
    by: int


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
        """Who did one of ``steps`` in this round."""
        return frozenset(each.by for each in self.done if each.step in steps)


def may_check(course: Course, person: int, editors: Iterable[int]) -> bool:
    """Whether a person may check a text: nobody checks what they themselves drafted (after design R4)."""
    return person not in {*editors, *course.people(Step.HANDED_ON)}


def may_sign_out(course: Course, person: int) -> bool:
    """Whether a person may sign a text out: not who has checked it, so that two people have read it."""
    return person not in course.people(Step.CHECKED)
