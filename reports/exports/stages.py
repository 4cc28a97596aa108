"""How far the making of an export is: steps of equal weight, one after another, each told as it goes."""

from collections.abc import Callable
from enum import StrEnum

from reports.rendering import Progress
from reports.snapshot.document import Value
from reports.snapshot.year import Name

# A step is told of in so many parts at most: nobody sees finer ones, and each costs a query.
PARTS = 50


class Step(StrEnum):
    GATHER = "gather"
    WRITE = "write"
    PROVE = "prove"
    PACK = "pack"
    KEEP = "keep"


class Stage(Value, frozen=True):
    """What is being done: a step, of which organization and form, and which report of how many it is."""

    step: Step
    organization: Name | None = None
    form: str = ""
    place: int = 0
    count: int = 0


# Told what is being done, and how many parts of how many are.
type Watch = Callable[[Stage, int, int], None]


class Course:
    """The steps of one export in their order, for whoever watches."""

    def __init__(self, steps: int, watch: Watch) -> None:
        self.steps = steps
        self.watch = watch
        self.begun = 0
        self.told = -1

    def begin(self, stage: Stage) -> Progress:
        """Begin the next step; answers what to tell its progress to."""
        passed, self.begun = self.begun, self.begun + 1

        def tell(done: int, total: int) -> None:
            parts = PARTS * passed + PARTS * min(done, total) // max(total, 1)
            if parts > self.told:
                self.told = parts
                self.watch(stage, parts, PARTS * self.steps)

        self.told = min(self.told, PARTS * passed - 1)
        tell(0, 1)
        return tell

    def skip(self) -> None:
        """Pass over a step that there is no need for."""
        self.begun += 1


def unwatched(_stage: Stage, _done: int, _total: int) -> None:
    """Nobody watches."""
