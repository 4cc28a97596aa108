"""The register of hand-ins of one guidance: everybody who owes a report, with all that happened."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from organizations.models import Organization
from organizations.prepared_queries import PreparedQuery
from reports.hand_ins.standing import Electronic, Form, Standing, State, Submission
from reports.models import AnnualReport, Edition, HandIn, HandInStep
from reports.readiness import is_awaited, last_period_of
from tasks.models import Filing, Guidance

Kind = HandInStep.Kind


@dataclass(frozen=True, slots=True)
class Entry:
    """One organization that owes a report: its last filing of the year, the latest frozen version and
    whether that was signed out, what it has handed in, and what else happened, each in its order."""

    guidance: Guidance
    filing: Filing
    report: AnnualReport | None
    is_issued: bool
    hand_ins: tuple[HandIn, ...]
    steps: tuple[HandInStep, ...]
    today: dt.date

    @property
    def organization(self) -> Organization:
        return self.filing.organization

    @property
    def hand_in(self) -> HandIn | None:
        """What was handed in last."""
        return self.hand_ins[-1] if self.hand_ins else None

    @property
    def returned(self) -> HandInStep | None:
        """Why what was handed in last came back; None where it did not."""
        return next(
            (step for step in self.steps if self.hand_in and step.hand_in_id == self.hand_in.pk), None
        )

    @property
    def arrivals(self) -> list[HandInStep]:
        """The entries of paper that hold, in their order."""
        taken_back = {step.arrival_id for step in self.steps}
        return [step for step in self.steps if step.kind == Kind.ARRIVED and step.pk not in taken_back]

    @property
    def arrival(self) -> HandInStep | None:
        return self.arrivals[-1] if self.arrivals else None

    @property
    def reminders(self) -> list[HandInStep]:
        return [step for step in self.steps if step.kind == Kind.REMINDED]

    @property
    def last_reminder(self) -> HandInStep | None:
        return self.reminders[-1] if self.reminders else None

    @property
    def standing(self) -> Standing:
        returned = {step.hand_in_id for step in self.steps if step.kind == Kind.RETURNED}
        return Standing(
            version=self.report.version if self.report else None,
            submissions=[
                Submission(each.report.version, each.handed_in_on, each.pk in returned)
                for each in self.hand_ins
            ],
            arrivals=[step.arrived_on for step in self.arrivals if step.arrived_on],
            due_on=self.guidance.report_due_on,
            today=self.today,
        )

    @property
    def may_be_handed_in(self) -> bool:
        """Whether there is a version that is not handed in."""
        standing = self.standing
        return self.report is not None and (not standing.is_handed_in or standing.is_outdated)

    @property
    def may_be_reminded(self) -> bool:
        """Whether something is missing, and nobody has reminded of it today."""
        last = self.last_reminder
        return not self.standing.is_complete and (last is None or last.noted_on != self.today)


@dataclass(frozen=True, slots=True)
class Register:
    """Everybody who owes a report on a guidance, in the order of the tree."""

    guidance: Guidance
    entries: tuple[Entry, ...]
    today: dt.date

    def narrowed(self, form: Form | None, state: State | None) -> list[Entry]:
        return [entry for entry in self.entries if entry.standing.fits(form, state)]

    def count(self, state: State, form: Form | None = None) -> int:
        return len(self.narrowed(form, state))

    @property
    def total(self) -> int:
        return len(self.entries)

    @property
    def electronically(self) -> int:
        return self.count(State.DONE, Form.ELECTRONIC)

    @property
    def on_paper(self) -> int:
        return self.count(State.DONE, Form.PAPER)

    @property
    def missing(self) -> int:
        """How many have not handed in in both forms."""
        return self.count(State.MISSING)

    @property
    def returned(self) -> int:
        return sum(entry.standing.electronic is Electronic.RETURNED for entry in self.entries)


def owed_filings(guidance: Guidance) -> "list[Filing]":
    """The last filings of the year to the office (two queries): who makes one owes a report, for the
    receiving department takes those of the office's direct subordinates."""
    period = last_period_of(guidance)
    if period is None:
        return []
    found = filings_to_the_office.rows(period=period.pk)
    for filing in found:
        filing.period = period
    return [filing for filing in found if not filing.organization.is_office and is_awaited(filing)]


@PreparedQuery
def filings_to_the_office(period: int) -> QuerySet[Filing]:
    filings = Filing.objects.filter(period=period, reports_to__kind=Organization.Kind.OFFICE)
    return filings.select_related("organization").order_by("organization__path")


def register_of(guidance: Guidance, today: dt.date, filings: Iterable[Filing] | None = None) -> Register:
    """The register, or the part of it that is about given ``filings`` (five queries, two more without)."""
    owed = owed_filings(guidance) if filings is None else list(filings)
    organizations = tuple([filing.organization_id for filing in owed])
    latest = latest_reports.rows(guidance=guidance.pk, organizations=organizations) if owed else ()
    reports = {report.organization_id: report for report in latest}
    issued = set(issued_reports.rows(reports=tuple([report.pk for report in latest]))) if latest else set()
    hand_ins, steps = (
        hand_ins_by_organization(guidance, organizations),
        steps_by_organization(guidance, organizations),
    )
    entries = []
    for filing in owed:
        key = filing.organization_id
        report = reports.get(key)
        is_issued = report is not None and report.pk in issued
        entry = Entry(guidance, filing, report, is_issued, tuple(hand_ins[key]), tuple(steps[key]), today)
        entries.append(entry)
    return Register(guidance, tuple(entries), today)


@PreparedQuery
def latest_reports(guidance: int, organizations: tuple[int, ...]) -> QuerySet[AnnualReport]:
    return AnnualReport.objects.latest_of(guidance, organizations).select_related("verification")


@PreparedQuery
def issued_reports(reports: tuple[int, ...]) -> QuerySet[Edition, int]:
    return Edition.objects.filter(report__in=reports).values_list("report", flat=True)


def hand_ins_by_organization(guidance: Guidance, organizations: tuple[int, ...]) -> dict[int, list[HandIn]]:
    grouped: dict[int, list[HandIn]] = defaultdict(list)
    asked = {"guidance": guidance.pk, "organizations": organizations}
    for hand_in in hand_ins_in_order.rows(**asked) if organizations else ():
        hand_in.guidance = guidance
        grouped[hand_in.report.organization_id].append(hand_in)
    return grouped


@PreparedQuery
def hand_ins_in_order(guidance: int, organizations: tuple[int, ...]) -> QuerySet[HandIn]:
    found = HandIn.objects.filter(guidance=guidance, report__organization__in=organizations)
    return found.select_related("report", "handed_in_by").order_by("number")


def steps_by_organization(guidance: Guidance, organizations: tuple[int, ...]) -> dict[int, list[HandInStep]]:
    grouped: dict[int, list[HandInStep]] = defaultdict(list)
    asked = {"guidance": guidance.pk, "organizations": organizations}
    for step in steps_in_order.rows(**asked) if organizations else ():
        grouped[step.organization_id].append(step)
    return grouped


@PreparedQuery
def steps_in_order(guidance: int, organizations: tuple[int, ...]) -> QuerySet[HandInStep]:
    found = HandInStep.objects.filter(guidance=guidance, organization__in=organizations)
    return found.select_related("report", "by").order_by("pk")


def entry_of(guidance: Guidance, organization: Organization, today: dt.date) -> Entry | None:
    """How one organization stands (seven queries at most); None for one that owes no report, as those who
    file to a bureau."""
    found = entries_of(guidance, [organization], today)
    return found[0] if found else None


def entries_of(guidance: Guidance, organizations: Iterable[Organization], today: dt.date) -> list[Entry]:
    """How some organizations stand, of those that owe a report."""
    keys = {organization.pk for organization in organizations if not organization.is_office}
    if not keys:
        return []
    owed = [filing for filing in owed_filings(guidance) if filing.organization_id in keys]
    return list(register_of(guidance, today, owed).entries) if owed else []
