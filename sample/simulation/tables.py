"""The tables in which simulated filings leave rows, and what the filings of one year share."""

from dataclasses import dataclass
from random import Random

from sample.simulation.filed import Filed
from sample.simulation.numbers import SimulatedNumbers
from sample.simulation.plan import YearPlan
from sample.simulation.rows import Table
from sample.simulation.tree import People
from sample.simulation.words import Words
from targets.models import Measurement
from tasks.models import (
    CaseSection,
    CaseStudy,
    FilingEvent,
    FilingSnapshot,
    LineRevision,
    MeasureState,
    ProgressEntry,
    Remark,
    RemarkStep,
    ReportingPeriod,
)


class Tables:
    """Every table but that of the filings themselves, which publishing has filled."""

    def __init__(self) -> None:
        self.entries, self.measurements = Table(ProgressEntry), Table(Measurement)
        self.states, self.revisions = Table(MeasureState), Table(LineRevision)
        self.events, self.snapshots = Table(FilingEvent), Table(FilingSnapshot)
        self.cases, self.case_sections = Table(CaseStudy), Table(CaseSection)
        self.remarks, self.remark_steps = Table(Remark), Table(RemarkStep)

    def all(self) -> list[Table]:
        return list(vars(self).values())

    def flush(self) -> None:
        for table in self.all():
            table.flush()


@dataclass(slots=True)
class Desk:
    """Where the filings of one year are written. ``place`` is that of the period at hand, from 0."""

    plan: YearPlan
    numbers: SimulatedNumbers
    words: Words
    people: People
    tables: Tables
    filed: Filed
    rng: Random
    case_rng: Random
    place: int = 0

    @property
    def period(self) -> ReportingPeriod:
        return self.plan.periods[self.place]

    @property
    def quarter(self) -> int:
        """The quarter in which the period ends, from 1."""
        return (self.plan.months[self.place].last - 1) // 3 + 1
