"""One published figure beside its recomputation, and how a difference is told on the command line."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from organizations.models import Organization
from targets.explanation.recompute import Recomputed
from targets.models import Target
from tasks.models import ReportingPeriod

BENEATH = " subordinates"
BENEATH_TO_DATE = " subordinates to date"


@dataclass(frozen=True, slots=True)
class Compared:
    """One figure in both ways, in the indicator's unit. ``whose`` is empty for the organization's own, else
    which total of its subordinates it is; ``as_of`` is the earlier day at whose end it stood so.
    ``supplemented`` are those whose supplements it is said to hold, by id; None where nothing is said."""

    organization: Organization
    period: ReportingPeriod
    target: Target
    shown: Decimal | None
    shown_counted: int
    recomputed: Recomputed
    whose: str = ""
    as_of: dt.date | None = None
    supplemented: frozenset[int] | None = None

    @property
    def is_beneath(self) -> bool:
        return bool(self.whose)

    @property
    def agrees(self) -> bool:
        is_same = self.supplemented is None or self.supplemented == self.recomputed.supplemented
        return is_same and self.recomputed.agrees_with(self.shown, counted=self.shown_counted)

    def __str__(self) -> str:
        """For the command line: "2021 · period 3 · 44 subordinates · code: shown 1 from 2, recomputed 3 from
        2"; of an earlier day with the day before the figures."""
        again = self.recomputed
        value = None if again.value is None else float(again.value)
        day = f" on {self.as_of.isoformat()}" if self.as_of else ""
        said = (
            f"{self.target.guidance.year} · period {self.period.order} · {self.organization.code}{self.whose}"
            f" · {self.target.indicator.code}{day}: shown {self.shown} from {self.shown_counted},"
            f" recomputed {value} from {again.counted}"
        )
        if self.supplemented is None or self.supplemented == again.supplemented:
            return said
        return f"{said}; supplements of {len(self.supplemented)}, recomputed {len(again.supplemented)}"


@dataclass(frozen=True, slots=True)
class ComparedShare:
    """How much of its share an organization has reached, as its rank takes it and as its figure says."""

    organization: Organization
    target: Target
    ranked: Decimal | None
    judged: Decimal | None

    @property
    def agrees(self) -> bool:
        return self.ranked == self.judged

    def __str__(self) -> str:
        return (
            f"{self.target.guidance.year} · {self.organization.code} · {self.target.indicator.code}:"
            f" reached {self.judged} of its share, ranked by {self.ranked}"
        )


type Comparison = Compared | ComparedShare
