"""The tables in which simulated filings leave rows, and what the filings of one unit's year share."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from sample.simulation.filed import Filed
from sample.simulation.numbers import SimulatedNumbers
from sample.simulation.people import People
from sample.simulation.plan import YearPlan
from sample.simulation.rows import Table, Update
from sample.simulation.words import Words
from sample.simulation.writer import Writer
from targets.models import Measurement
from tasks.models import (
    CaseSection,
    CaseStudy,
    Filing,
    FilingEvent,
    FilingSnapshot,
    LineRevision,
    MeasureState,
    ProgressEntry,
    Remark,
    RemarkStep,
    ReportingPeriod,
)

# What the rows of every kind of line give first.
SHARED = (
    *("filing_id", "version", "nil_return", "nil_reason", "note", "explanations"),
    *("edited_at", "edited_by_id"),
)
# What the rows of filings become, after their id.
FILING_FIELDS = (
    *("status", "version", "filed_on", "warning_count", "is_sample", "submitted_at", "submitted_by"),
    *("review_started_at", "review_started_by", "returned_at", "returned_by", "approved_at", "approved_by"),
)


class Tables:
    """Every table that filings leave rows in, and the filings themselves, which publishing has filled."""

    def __init__(self, writer: Writer) -> None:
        to = writer
        self.entries = Table(
            ProgressEntry, *SHARED, "task_id", "achievements", "problems", "next_steps", writer=to
        )
        self.measurements = Table(
            Measurement, *SHARED, "target_id", "value", "numerator", "denominator", writer=to
        )
        self.cases = Table(CaseStudy, *SHARED, "number", "title", "text", writer=to)
        self.states = Table(MeasureState, "entry_id", "measure_id", "state", writer=to)
        self.case_sections = Table(CaseSection, "case_id", "section_id", writer=to)
        revised = ("filing_id", "kind", "line_id", "version", "content", "at", "by_id")
        self.revisions = Table(LineRevision, *revised, writer=to)
        self.snapshots = Table(
            FilingSnapshot, "filing_id", "version", "content", "sha256", "at", "by_id", writer=to
        )
        moved = ("filing_id", "action", "from_status", "to_status", "version", "reason", "at", "by_id")
        self.events = Table(FilingEvent, *moved, writer=to)
        remarked = ("filing_id", "version", "organization_id", "resolved_at", "resolved_by_id")
        self.remarks = Table(Remark, *remarked, writer=to)
        self.remark_steps = Table(RemarkStep, "remark_id", "step", "text", "at", "by_id", writer=to)
        self.filings = Update(Filing, FILING_FIELDS, writer)

    def all(self) -> list[Table]:
        return [table for table in vars(self).values() if isinstance(table, Table)]

    def flush(self) -> None:
        for table in self.all():
            table.flush()
        self.filings.flush()


@dataclass(slots=True)
class Desk:
    """Where the filings of one unit's year are written. ``place`` is that of the ``period`` at hand, from 0;
    ``quarter``, from 1, the one in which it ends."""

    plan: YearPlan
    numbers: SimulatedNumbers
    words: Words
    people: People
    tables: Tables
    filed: Filed
    rng: Random
    case_rng: Random
    place: int
    period: ReportingPeriod
    quarter: int

    def periods(self) -> Iterator[ReportingPeriod]:
        """The periods of the year one after another, each at hand meanwhile."""
        for place, period in enumerate(self.plan.periods):
            self.place, self.period = place, period
            self.quarter = (self.plan.months[self.place].last - 1) // 3 + 1
            yield period
