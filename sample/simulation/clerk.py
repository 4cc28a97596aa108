"""Takes one simulated filing its way, and leaves the rows that the real actions would have left."""

import datetime as dt
import hashlib

from organizations.models import Organization
from organizations.permissions import Role
from sample.simulation.filed import Approved
from sample.simulation.lines import Lines
from sample.simulation.rows import Row, encoded
from sample.simulation.tables import Desk
from sample.simulation.ways import Action, Step, Way
from sample.simulation.words import REOPEN_REASON, RETURN_REASON, RETURN_TEXT
from tasks.actions.transition import MOVES
from tasks.models import Filing, RemarkStep

HALF_AN_HOUR = dt.timedelta(minutes=30)
Done = tuple[dt.datetime | None, int | None]
NEVER: Done = (None, None)


class Case:
    """One filing on its way; ``reports_to`` and the people are ids."""

    def __init__(self, desk: Desk, pk: int, organization: Organization, reports_to: int, way: Way) -> None:
        self.desk, self.pk, self.way = desk, pk, way
        self.organization, self.reports_to = organization, reports_to
        self.lead = desk.people.one(organization.pk, Role.LEAD)
        self.reviewer = desk.people.one(reports_to, Role.REVIEWER, turn=pk)
        filer = desk.people.one(organization.pk, Role.FILER)
        self.lines = Lines(desk, pk, organization, filer, self.lead)
        self.status: Filing.Status = Filing.Status.DRAFT
        self.version, self.warning_count = 0, 0
        self.filed_on: dt.date | None = None
        self.submitted = self.review_started = self.returned = self.approved = NEVER
        self.approvals: list[Approved] = []
        self.remark: tuple[int, int, Step] | None = None

    def play(self) -> Row:
        """Everything that has happened to the filing; returns what has become of its own row."""
        if self.way.edited_at is not None:
            self.lines.fill_in(
                self.way.edited_at,
                beneath_at=self.way.steps[0].at if self.way.steps else self.way.edited_at,
                is_draft=not self.way.steps,
                has_slip=self.way.has_slip,
            )
            for step in self.way.steps:
                if step.is_corrected:
                    self.correct(step.at - HALF_AN_HOUR)
                self.move(step)
            self.lines.store()
            self.keep_remark(None)
            self.desk.filed.keep(
                self.organization.pk,
                self.reports_to,
                self.desk.period.order,
                self.lines.said(),
                self.approvals,
            )
        return self.row()

    # --- Moving -----------------------------------------------------------------------------------
    def move(self, step: Step) -> None:
        """One legal move with its log entry, as ``move`` of the real actions writes it."""
        before, target = self.status, MOVES[step.action][1]
        self.status = target or before
        by, reason = self.reviewer, ""
        match step.action:
            case Action.SUBMIT:
                by = self.lead
                self.submit(step)
            case Action.START_REVIEW:
                self.review_started = (step.at, by)
            case Action.APPROVE:
                self.approved = (step.at, by)
                self.approvals.append(Approved(step.at, self.lines.said()))
            case Action.RETURN:
                self.returned, self.remark = (step.at, by), (self.version, by, step)
                reason = self.why_returned
            case Action.REOPEN:
                self.returned, self.approved, reason = (step.at, by), NEVER, REOPEN_REASON
                self.approvals.append(Approved(step.at, None))
        events = self.desk.tables.events
        moved = (step.action.value, before.value, self.status.value)
        events.take((events.next_id(), self.pk, *moved, self.version, reason, step.at, by))

    @property
    def why_returned(self) -> str:
        return RETURN_REASON if self.lines.slipped else RETURN_TEXT

    def submit(self, step: Step) -> None:
        """What ``submit_filing`` writes: the next version with its snapshot."""
        self.version += 1
        self.submitted, self.review_started = (step.at, self.lead), NEVER
        self.filed_on = self.filed_on or step.at.date()
        self.warning_count = self.lines.problem_count
        content = {
            "organization": self.organization.code,
            "year": self.desk.plan.guidance.year,
            "period": self.desk.period.order,
            "version": self.version,
            "lines": self.lines.contents(),
        }
        canonical, snapshots = encoded(content), self.desk.tables.snapshots
        checksum = hashlib.sha256(canonical).hexdigest()
        snapshots.take((snapshots.next_id(), self.pk, self.version, canonical, checksum, step.at, self.lead))

    def correct(self, moment: dt.datetime) -> None:
        """The line that came back is put right, and the remark on it settled."""
        self.lines.correct(moment)
        self.keep_remark(moment)

    def keep_remark(self, resolved_at: dt.datetime | None) -> None:
        """The remark that a return leaves behind, and that its correction resolves."""
        if self.remark is None:
            return
        version, by, step = self.remark
        self.remark = None
        resolver = self.lead if resolved_at else None
        remarks, remark_steps = self.desk.tables.remarks, self.desk.tables.remark_steps
        remark = remarks.next_id()
        remarks.take((remark, self.pk, version, self.reports_to, resolved_at, resolver))
        steps = [(RemarkStep.Step.MADE, self.why_returned, step.at, by)]
        if resolved_at and resolver:
            steps.append((RemarkStep.Step.RESOLVED, "", resolved_at, resolver))
        for kind, text, at, person in steps:
            remark_steps.take((remark_steps.next_id(), remark, kind.value, text, at, person))

    def row(self) -> Row:
        """The filing's id and what it has become, by ``FILING_FIELDS`` of the tables."""
        pairs = (self.submitted, self.review_started, self.returned, self.approved)
        own = (self.status.value, self.version, self.filed_on, self.warning_count, True)
        return (self.pk, *own, *(value for pair in pairs for value in pair))
