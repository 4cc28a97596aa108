"""The lines of one simulated filing: what they say, and the rows that saving them would have left."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from organizations.models import Organization
from sample.simulation.numbers import national
from sample.simulation.rows import encoded
from sample.simulation.tables import Desk
from sample.simulation.words import (
    CORRECTION,
    COUNTED_ABOVE,
    MISSING_NOTE,
    NOT_YET_KNOWN,
    NOTHING_NEW,
    extra_note,
)
from sample.year.cases import stories_of
from sample.year.moments import minutes
from sample.year.numbers import FINANCING
from sample.year.phrases import JUMP_NOTE
from targets.arithmetic.plausibility import Numbers
from targets.arithmetic.rollup import Figure
from targets.figures.line_numbers import numbers_of
from targets.measurement_line.checks import measurement_problems
from targets.models import Measurement
from tasks.lines.doubts import Explanation
from tasks.lines.kinds import LINE_KINDS
from tasks.lines.progress import entry_problems
from tasks.models import CaseStudy, FilingLine, ProgressEntry

LEAD_WRITES = 0.1
# What a slip of the pen makes of a figure.
SLIP_TIMES, SLIP_MORE, STEP = Decimal("1.1"), Decimal("0.1"), Decimal("0.01")


@dataclass(slots=True)
class Written[Line: FilingLine]:
    """One line as it was saved last, with the id of its row and the number of its failed checks."""

    kind: str
    line: Line
    pk: int
    content: dict[str, Any] = field(default_factory=dict)
    problems: int = 0
    version: int = 0
    edited_at: dt.datetime | None = None
    edited_by: int | None = None


type AnyWritten = Written[ProgressEntry] | Written[Measurement] | Written[CaseStudy]


class Lines:
    """The lines of one filing, written by its filer and now and then by the lead; ``filer`` and ``lead`` are
    ids of people."""

    def __init__(self, desk: Desk, filing: int, organization: Organization, filer: int, lead: int) -> None:
        self.desk, self.filing, self.organization = desk, filing, organization
        self.filer, self.lead = filer, lead
        self.entries: list[Written[ProgressEntry]] = []
        self.measurements: list[Written[Measurement]] = []
        self.cases: list[Written[CaseStudy]] = []
        self.slipped: Written[Measurement] | None = None

    @property
    def all(self) -> Sequence[AnyWritten]:
        """In the order of the snapshots: tasks first, cases last."""
        return [*self.entries, *self.measurements, *self.cases]

    @property
    def problem_count(self) -> int:
        return sum(written.problems for written in self.all)

    def contents(self) -> list[dict[str, Any]]:
        """What the lines say, as a snapshot keeps it."""
        return [{"kind": written.kind, **written.content, "evidence": []} for written in self.all]

    def said(self) -> dict[int, Numbers]:
        """What the filing states by target id."""
        return {written.line.target_id: numbers_of(written.line) for written in self.measurements}

    # --- Writing ----------------------------------------------------------------------------------
    def fill_in(
        self, begun_at: dt.datetime, *, beneath_at: dt.datetime, is_draft: bool, has_slip: bool
    ) -> None:
        """Write every figure, and the texts as far as a draft has come, a few minutes apart.

        The subordinates' total stands beside them as it was at ``beneath_at``; ``has_slip`` makes one figure
        wrong, if there is one that can be.
        """
        entries, measurements = self.desk.plan.lines_for(self.organization)
        if is_draft:
            entries = entries[: self.desk.rng.randint(0, len(entries))]
        moments, beneath = minutes(begun_at, self.desk.rng), self.beneath(beneath_at)
        for entry in entries:
            self.desk.words.answer_task(self.organization, entry, self.desk.quarter)
            self.entries.append(Written("progress", entry, self.desk.tables.entries.next_id()))
            self.save(self.entries[-1], next(moments), doubt_count(entry))
        for line in measurements:
            written = Written("measurement", line, self.desk.tables.measurements.next_id())
            self.measurements.append(written)
            self.answer(line)
            if has_slip and line.value and line.target.indicator.code == FINANCING:
                line.value = (line.value * SLIP_TIMES + SLIP_MORE).quantize(STEP)
                self.slipped = written
            self.save(written, next(moments), self.explain(line, beneath))
        if self.desk.period.is_year_end and not is_draft:
            self.tell_cases(next(moments))

    def tell_cases(self, moment: dt.datetime) -> None:
        """Tell a case or two of a local organization; a department has none."""
        if not self.organization.is_local:
            return
        plan, rng = self.desk.plan, self.desk.case_rng
        stories = stories_of(self.organization, rng.randint(1, len(plan.cases)), rng)
        for case, story in zip(plan.cases, stories, strict=False):
            plan.writer.tell(case, story)
            self.cases.append(Written("case", case, self.desk.tables.cases.next_id()))
            self.save(self.cases[-1], moment, 0)
            self.store_case(self.cases[-1])

    def correct(self, moment: dt.datetime) -> None:
        """Put the slip right, or say more in the first text; where there is none, in a note."""
        if self.slipped is not None:
            line = self.slipped.line
            self.answer(line)
            self.save(self.slipped, moment, self.explain(line, self.beneath(moment)))
        elif self.entries:
            entry = self.entries[0].line
            entry.achievements += CORRECTION
            self.save(self.entries[0], moment, self.entries[0].problems)
        elif self.measurements:
            self.measurements[0].line.note = CORRECTION
            self.save(self.measurements[0], moment, self.measurements[0].problems)

    def save(self, written: AnyWritten, moment: dt.datetime, problems: int) -> None:
        """Count one save of a line and keep what it says, as ``save_line`` does."""
        by = self.lead if self.desk.rng.random() < LEAD_WRITES else self.filer
        written.version += 1
        written.edited_at, written.edited_by, written.problems = moment, by, problems
        written.content = LINE_KINDS[written.kind].content(written.line)
        revisions, content = self.desk.tables.revisions, encoded(written.content)
        said = (written.kind, written.pk, written.version, content)
        revisions.take((revisions.next_id(), self.filing, *said, moment, by))

    # --- Figures ----------------------------------------------------------------------------------
    def answer(self, line: Measurement) -> None:
        """Give a measurement its numbers, or its nil return with the reason."""
        indicator, desk = line.target.indicator.code, self.desk
        if self.organization.is_local:
            said = desk.numbers.local(indicator, self.organization.code, desk.place)
            line.nil_reason = COUNTED_ABOVE if said == Numbers() else ""
        else:
            said = national(indicator, desk.plan.guidance.year, desk.plan.months[desk.place])
            line.nil_reason = NOT_YET_KNOWN if said == Numbers() else ""
        if said.value == 0 and indicator == FINANCING:
            said, line.nil_reason = Numbers(), NOTHING_NEW
        line.nil_return, line.note = bool(line.nil_reason), ""
        line.value, line.numerator, line.denominator = said.value, said.numerator, said.denominator

    def explain(self, line: Measurement, beneath: Mapping[int, Figure]) -> int:
        """Write the explanation that each doubt wants; returns how many there are (design R5, R7)."""
        total = beneath.get(line.target_id)
        earlier = self.desk.filed.earlier(self.organization.pk, line.target_id)
        doubts = [problem for problem in measurement_problems(line, earlier, total) if problem.is_doubt]
        line.explanations = {
            doubt.key: Explanation(
                text=self.difference(line) if doubt.key == "subordinates" else JUMP_NOTE,
                compared=doubt.compared,
            )
            for doubt in doubts
        }
        return len(doubts)

    def difference(self, line: Measurement) -> str:
        """Why the figure is not what the subordinates' come to."""
        code, place = self.organization.code, self.desk.place
        extra = self.desk.numbers.apart(line.target.indicator.code, code, place)
        return MISSING_NOTE if extra is None else extra_note(extra)

    def beneath(self, moment: dt.datetime) -> Mapping[int, Figure]:
        """What the direct subordinates' approved filings came to at a moment, by target id."""
        if not self.organization.numchild:
            return {}
        return self.desk.filed.figures(self.organization.pk, self.desk.period.order, at=moment)

    # --- Rows -------------------------------------------------------------------------------------
    def store(self) -> None:
        """Leave the row of every line as it stands in the end."""
        for entry in self.entries:
            self.store_entry(entry)
        for written in self.measurements:
            line = written.line
            numbers = (line.value, line.numerator, line.denominator)
            self.desk.tables.measurements.take((*self.shared(written), line.target_id, *numbers))

    def store_entry(self, written: Written[ProgressEntry]) -> None:
        entry, states = written.line, self.desk.tables.states
        texts = (entry.achievements, entry.problems, entry.next_steps)
        self.desk.tables.entries.take((*self.shared(written), entry.task_id, *texts))
        for state in entry.states:
            states.take((states.next_id(), written.pk, state.measure_id, state.state))

    def store_case(self, written: Written[CaseStudy]) -> None:
        """The row of a case, and of each section it belongs to; nobody corrects it afterwards."""
        case, links = written.line, self.desk.tables.case_sections
        self.desk.tables.cases.take((*self.shared(written), case.number, case.title, case.text))
        for section in case.sections:
            links.take((links.next_id(), written.pk, section.pk))

    def shared(self, written: Written[Any]) -> tuple[Any, ...]:
        """The id and what the rows of every kind of line begin with, by ``SHARED`` of the tables."""
        line = written.line
        return (
            *(written.pk, self.filing, written.version, line.nil_return, line.nil_reason),
            *(line.note, encoded(line.explanations), written.edited_at, written.edited_by),
        )


def doubt_count(entry: ProgressEntry) -> int:
    return sum(problem.is_doubt for problem in entry_problems(entry, is_proved=False))
