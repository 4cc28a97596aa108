"""How fast a server answered for some seconds, by what was asked of it."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pace:
    """How many answers came in some seconds, and how long each took, in milliseconds."""

    seconds: float
    times: dict[str, list[float]]
    processor_seconds: float

    def rate(self, what: str) -> float:
        return len(self.times[what]) / self.seconds

    def within(self, what: str, percent: int) -> float:
        return statistics.quantiles(self.times[what], n=100)[percent - 1]

    def told(self) -> str:
        return ", ".join(
            f"{what} {self.rate(what):.1f}/s, median {self.within(what, 50):.1f} ms, 95 % within"
            f" {self.within(what, 95):.1f} ms"
            for what, each in self.times.items()
            if len(each) > 1
        )


def together(paces: Sequence[Pace]) -> Pace:
    """Several paces as one."""
    times: dict[str, list[float]] = {}
    for pace in paces:
        for what, each in pace.times.items():
            times.setdefault(what, []).extend(each)
    return Pace(sum(pace.seconds for pace in paces), times, sum(pace.processor_seconds for pace in paces))
