"""Carries sample filings through their way, with the real actions wherever the clock allows."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import batched
from random import Random
from typing import Any

from organizations.models import Organization, User
from organizations.permissions import Role
from sample.year.answers import Answers
from sample.year.beneath import Beneath
from sample.year.cases import CaseWriter
from sample.year.lines import FilingLines
from sample.year.moments import at, minutes
from sample.year.numbers import FINANCING, GROWTH
from sample.year.people import Cast
from sample.year.phrases import JUMP_NOTE, REMARK_CITY, REMARK_PROVINCE, RETURN_UNIT
from sample.year.plan import (
    EXTENDED_UNTIL,
    EXTENSION_REASON,
    REOPEN_REASON,
    End,
    Plan,
    Twist,
    plan_for,
    workday,
)
from targets.arithmetic.plausibility import Numbers
from targets.figures.line_numbers import numbers_of
from targets.measurement_line.checks import measurement_problems
from targets.models import Measurement
from tasks.actions import (
    add_remark,
    extend_filing,
    reopen_filing,
    return_filing,
    start_review,
    withdraw_filing,
)
from tasks.actions.approve import approval, record_approval
from tasks.actions.notices import notify_events
from tasks.actions.submission import keep_snapshot
from tasks.actions.transition import Action, locked, locked_row, move
from tasks.lines.checked_lines import CheckedLine
from tasks.lines.doubts import explanations_of
from tasks.lines.kinds import LINE_KINDS, LineKind
from tasks.models import (
    CaseSection,
    CaseStudy,
    Filing,
    FilingLine,
    LineRevision,
    MeasureState,
    NoticeKind,
    ProgressEntry,
)

DAY = dt.timedelta(days=1)
ROWS = 500
LINE_FIELDS = ("version", "nil_return", "nil_reason", "note", "explanations", "edited_at", "edited_by")
ENTRY_FIELDS = (*LINE_FIELDS, "achievements", "problems", "next_steps")
CASE_FIELDS = ("version", "edited_at", "edited_by", "title", "text")
NUMBER_FIELDS = (*LINE_FIELDS, "value", "numerator", "denominator")
YUAN_10000 = 10_000


class Desk:
    """Where the sample filings are written, submitted and reviewed."""

    def __init__(
        self, cast: Cast, office: Organization, answers: Answers, writer: CaseWriter, rng: Random
    ) -> None:
        self.cast, self.office, self.rng = cast, office, rng
        self.answers, self.writer = answers, writer
        self.entries: list[ProgressEntry] = []
        self.case_studies: list[CaseStudy] = []
        self.measurements: list[Measurement] = []
        self.states: list[MeasureState] = []
        # What each organization stated on each target, by their ids, then by the place of the period.
        self.stated: dict[tuple[int, int], dict[int, Numbers]] = defaultdict(dict)
        self.beneath = Beneath()
        self.turn = 0

    def handle(self, filing: Filing, lines: FilingLines) -> None:
        """Take one filing as far as its plan goes."""
        plan = plan_for(filing, self.rng)
        case = Case(self, filing, plan, lines)
        case.play()
        self.beneath.keep(case.filing, lines.measurements)

    def flush(self) -> None:
        """Write all lines and states at once; the log and the revisions stand already."""
        for model, rows, fields in (
            (ProgressEntry, self.entries, ENTRY_FIELDS),
            (Measurement, self.measurements, NUMBER_FIELDS),
            (CaseStudy, self.case_studies, CASE_FIELDS),
        ):
            manager: Any = model._default_manager
            manager.bulk_create(
                rows, batch_size=ROWS, update_conflicts=True, unique_fields=["id"], update_fields=fields
            )
        CaseSection.objects.bulk_create(
            CaseSection(case=case, section=section) for case in self.case_studies for section in case.sections
        )
        for value in MeasureState.State:
            ids = [state.pk for state in self.states if state.state == value]
            for part in batched(ids, ROWS):
                MeasureState.objects.filter(pk__in=part).update(state=value)


class Case:
    """One filing on its way."""

    def __init__(self, desk: Desk, filing: Filing, plan: Plan, lines: FilingLines) -> None:
        self.desk, self.filing, self.plan = desk, filing, plan
        self.entries, self.measurements = lines.entries, lines.measurements
        self.blank_cases, self.case_studies = lines.case_studies, list[CaseStudy]()
        self.filer = desk.cast.one(filing.organization, Role.FILER)
        self.lead = desk.cast.one(filing.organization, Role.LEAD)
        desk.turn += 1

    @property
    def reviewer(self) -> User:
        """Who reviews at the organization that the filing goes to; the office's two take turns."""
        return self.desk.cast.one(self.filing.reports_to, Role.REVIEWER, self.desk.turn)

    def play(self) -> None:
        if self.plan.end is End.UNTOUCHED:
            return
        if self.plan.twist is Twist.EXTENDED:
            self.extend()
        self.fill_in()
        if self.plan.end is End.DRAFT:
            return
        if self.plan.end is End.HANDED_OVER:
            self.hand_over(at(self.plan.submitted_on, 15, 20))
            return
        self.submit(at(self.plan.submitted_on, 14, self.desk.rng.randint(0, 40)))
        reviewed_on = self.detour()
        if self.plan.end is End.SUBMITTED:
            return
        self.filing = start_review(
            filing=self.filing, by=self.reviewer, at=at(reviewed_on, 9, 10), version=self.filing.version
        )
        if self.plan.end is End.RETURNED:
            self.remark(at(reviewed_on, 10, 15))
            self.give_back(at(reviewed_on, 10, 20))
        elif self.plan.end is End.APPROVED:
            self.approve(at(reviewed_on, 10, self.desk.rng.randint(0, 59)))
            if self.plan.twist is Twist.REOPENED:
                self.reopen(reviewed_on)

    # --- Writing ----------------------------------------------------------------------------------
    def fill_in(self) -> None:
        """Enter every figure and the texts that the plan has written by now, one line after another."""
        written: list[FilingLine] = []
        for measurement in self.measurements:
            self.desk.answers.answer_target(self.filing, measurement)
            written.append(measurement)
        share = self.plan.filled if self.plan.end.is_draft else 1
        for entry in self.entries[: round(len(self.entries) * share)]:
            self.desk.states += self.desk.answers.answer_task(self.filing, entry)
            written.append(entry)
        self.tell_cases(share)
        self.mistake()
        for measurement in self.measurements:
            self.explain(measurement)
        moments = minutes(at(self.plan.edited_on, 8, 40), self.desk.rng)
        self.keep(written, moments, self.desk.rng)
        self.desk.measurements += self.measurements
        self.desk.case_studies += self.case_studies
        self.desk.entries += [line for line in written if isinstance(line, ProgressEntry)]

    def tell_cases(self, share: float) -> None:
        """Write the cases first thing in the morning; their chance is their own."""
        writer = self.desk.writer
        self.case_studies = writer.write(self.filing, self.blank_cases, share=share)
        moments = minutes(at(self.plan.edited_on, 8, 0), writer.rng)
        self.keep(self.case_studies, moments, writer.rng)

    def keep(self, lines: Iterable[FilingLine], moments: Iterator[dt.datetime], rng: Random) -> None:
        """Count one save of each line and keep what it says, as ``save_line`` does."""
        revisions = []
        for line in lines:
            by = self.lead if rng.random() < 0.1 else self.filer
            line.version += 1
            line.edited_at, line.edited_by = next(moments), by
            kind = kind_of(line)
            revisions.append(
                LineRevision(
                    filing=self.filing,
                    kind=kind.key,
                    line_id=line.pk,
                    version=line.version,
                    content=kind.content(line),
                    at=line.edited_at,
                    by=by,
                )
            )
        LineRevision.objects.bulk_create(revisions)

    def mistake(self) -> None:
        """The wrong number that a return or a reopening will be about."""
        if self.plan.twist is Twist.RETURNED_ONCE:
            line = self.line_on(FINANCING)
            line.value = line.value and line.value * YUAN_10000
        elif self.plan.twist is Twist.REOPENED:
            line = self.line_on(GROWTH)
            line.numerator = line.numerator and line.numerator - 3

    def explain(self, line: Measurement) -> None:
        """Write the sentence that each doubt wants; a note that says it moves there."""
        stated = self.desk.stated[self.filing.organization_id, line.target_id]
        place = self.filing.period.order
        stated[place] = numbers_of(line)
        earlier = [stated[order] for order in sorted(stated) if order < place]
        problems = measurement_problems(line, earlier, self.desk.beneath.figure(self.filing, line.target))
        doubts = [problem for problem in problems if problem.is_doubt]
        line.explanations = explanations_of(doubts, line.note or JUMP_NOTE)
        line.note = "" if doubts else line.note

    def correct(self, indicator: str, moment: dt.datetime) -> None:
        line = self.line_on(indicator)
        self.desk.answers.answer_target(self.filing, line)
        self.explain(line)
        self.keep([line], minutes(moment, self.desk.rng), self.desk.rng)

    def line_on(self, indicator: str) -> Measurement:
        return next(line for line in self.measurements if line.target.indicator.code == indicator)

    # --- Moving -----------------------------------------------------------------------------------
    def hand_over(self, moment: dt.datetime) -> None:
        """What ``hand_over_filing`` does, on a day of the past."""
        filing = locked(self.filing)
        filing.handed_over_at, filing.handed_over_by = moment, self.filer
        event = move(filing, Action.HAND_OVER, by=self.filer, at=moment)
        notify_events(events=[event], kind=NoticeKind.HANDED_OVER)
        self.filing = filing

    def submit(self, moment: dt.datetime) -> None:
        """What ``submit_filing`` does, on a day of the past."""
        filing = locked(self.filing)
        filing.version += 1
        filing.submitted_at, filing.submitted_by = moment, self.lead
        filing.review_started_at, filing.review_started_by = None, None
        filing.filed_on = filing.filed_on or moment.date()
        # An explanation of the sample stands only where a check asks for it.
        filing.warning_count = sum(len(line.explanations) for line in (*self.entries, *self.measurements))
        move(filing, Action.SUBMIT, by=self.lead, at=moment)
        lines = [
            CheckedLine(kind_of(line), line, kind_of(line).subject(line), ())
            for line in (*self.entries, *self.measurements, *self.case_studies)
        ]
        keep_snapshot(filing, lines, by=self.lead, at=moment)
        self.filing = filing

    def approve(self, moment: dt.datetime) -> None:
        """What ``approve_filing`` does for a reviewer who has read every doubt."""
        filing = locked_row(self.filing, self.reviewer)
        record_approval(approval(filing, filing.version, by=self.reviewer, at=moment))
        self.filing = filing

    def remark(self, moment: dt.datetime) -> None:
        """What is to be changed, said where it stands."""
        number, text = REMARK_PROVINCE if self.filing.reports_to.is_office else REMARK_CITY
        entry = next(entry for entry in self.entries if entry.task.section.number == number)
        add_remark(
            filing=self.filing,
            kind="progress",
            subject_id=entry.task_id,
            text=text,
            by=self.reviewer,
            at=moment,
            organization=self.filing.reports_to,
        )

    def give_back(self, moment: dt.datetime, reason: str = "") -> None:
        self.filing = return_filing(
            filing=self.filing, by=self.reviewer, at=moment, reason=reason, version=self.filing.version
        )

    def detour(self) -> dt.date:
        """A return or withdrawal between the first submission and the review; the day of the review."""
        first = self.plan.submitted_on
        if self.plan.twist is Twist.RETURNED_ONCE:
            returned_on = workday(first + DAY)
            again_on = workday(returned_on + DAY)
            self.filing = start_review(
                filing=self.filing, by=self.reviewer, at=at(returned_on, 9, 30), version=self.filing.version
            )
            self.give_back(at(returned_on, 10, 5), RETURN_UNIT)
            self.correct(FINANCING, at(again_on, 9, 15))
            self.submit(at(again_on, 15, 0))
            return workday(again_on + DAY)
        if self.plan.twist is Twist.WITHDRAWN_ONCE:
            self.filing = withdraw_filing(
                filing=self.filing, version=self.filing.version, by=self.lead, at=at(first, 14, 50)
            )
            self.submit(at(first, 15, 30))
        return self.plan.reviewed_on

    def extend(self) -> None:
        self.filing = extend_filing(
            filing=self.filing,
            seen_due_on=self.filing.due_on,
            by=self.desk.cast.one(self.desk.office, Role.ADMINISTRATOR),
            at=at(self.filing.period.due_on - DAY, 16, 0),
            due_on=EXTENDED_UNTIL,
            reason=EXTENSION_REASON,
        )

    def reopen(self, day: dt.date) -> None:
        """Reopened the same afternoon, corrected and approved the next days."""
        again_on = workday(day + DAY)
        self.filing = reopen_filing(
            filing=self.filing,
            version=self.filing.version,
            by=self.reviewer,
            at=at(day, 15, 0),
            reason=REOPEN_REASON,
        )
        self.correct(GROWTH, at(again_on, 9, 0))
        self.submit(at(again_on, 11, 0))
        approved_on = workday(again_on + DAY)
        self.filing = start_review(
            filing=self.filing, by=self.reviewer, at=at(approved_on, 9, 0), version=self.filing.version
        )
        self.approve(at(approved_on, 9, 40))


def kind_of(line: FilingLine) -> LineKind[Any]:
    """The kind of a line."""
    return next(kind for kind in LINE_KINDS.values() if isinstance(line, kind.model))
