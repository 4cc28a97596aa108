"""A database of their own for benchmarks, and a made-up portal of any size in it.

The database stands beside the one that ``DATABASE_URL`` names, and is gone afterwards. Eight indicators, one
for each way of combining; every local organization reports all of them.
"""

import datetime as dt
import os
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from random import Random

from django.db import connection
from django.utils import timezone

from organizations.models import Membership, Organization, User
from organizations.permissions import Role
from organizations.planting import add_organizations
from organizations.records import OrganizationRecord
from reading import Comparator
from sample.simulation.rows import Table, catch_up_ids, update_rows
from targets.models import Indicator, Measurement, Target
from tasks.actions.publish import open_periods
from tasks.drafts.planned_periods import PlannedPeriod
from tasks.models import Basis, Filing, FilingEvent, Guidance, ReportingPeriod, Section
from tasks.opening_progress import opened_by_batches

Rule = Indicator.OverOrganizations
Over = Indicator.OverPeriods
Form = Indicator.Form
INDICATORS = {
    "increments": (Form.VALUE, Rule.SUM, Over.SUM),
    "more-increments": (Form.VALUE, Rule.SUM, Over.SUM),
    "levels": (Form.VALUE, Rule.SUM, Over.LATEST),
    "smallest": (Form.VALUE, Rule.MIN, Over.LATEST),
    "largest": (Form.VALUE, Rule.MAX, Over.LATEST),
    "share": (Form.RATIO, Rule.WEIGHTED_MEAN, Over.LATEST),
    "share-of-increments": (Form.RATIO, Rule.WEIGHTED_MEAN, Over.SUM),
    "growth": (Form.GROWTH, Rule.WEIGHTED_MEAN, Over.LATEST),
}
FILED = ("status", "version", "filed_on", "submitted_at", "submitted_by", "approved_at", "approved_by")
Numbers = tuple[Decimal | None, Decimal | None, Decimal | None]


@contextmanager
def scratch_database(file: Path | None = None) -> Iterator[None]:
    """An empty database with its migrations, while the block runs; each process has one of its own.

    SQLite keeps it in memory, or in ``file`` where other processes are to use it too.
    """
    before = str(connection.settings_dict["NAME"])
    is_served = connection.vendor == "postgresql"
    embedded = str(file) if file else None
    connection.settings_dict["TEST"]["NAME"] = f"guidance_benchmark_{os.getpid()}" if is_served else embedded
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(before, verbosity=0)


def plant(provinces: int, cities: int, counties: int) -> Organization:
    """The office with a department and ``provinces``, with so many cities and counties in all, spread
    evenly; returns the office."""
    levels = ((Organization.Kind.BUREAU, provinces), (Organization.Kind.CITY, cities))
    records = [record("CNIPA", Organization.Kind.OFFICE, None), record("D", Organization.Kind.DEPARTMENT)]
    above = ["CNIPA"]
    for kind, count in (*levels, (Organization.Kind.COUNTY, counties)):
        codes = [f"{kind.value[0].upper()}{kind.value[1].upper()}{number}" for number in range(count)]
        records += [
            record(code, kind, above[number % len(above)]) for number, code in enumerate(codes) if above
        ]
        above = codes
    add_organizations(records=records, at=timezone.now())
    return Organization.objects.get(code="CNIPA")


def record(code: str, kind: Organization.Kind, parent: str | None = "CNIPA") -> OrganizationRecord:
    return OrganizationRecord(code, f"机构{code}", code, code, kind.value, parent)


def employ() -> dict[tuple[int, str], User]:
    """A filer, a lead and a reviewer for every organization, by organization id and role."""
    places = [
        (node, role) for node in Organization.objects.all() for role in (Role.FILER, Role.LEAD, Role.REVIEWER)
    ]
    users = [User(username=f"{node.code}-{role.value}", name=node.code) for node, role in places]
    User.objects.bulk_create(users, batch_size=1_000)
    Membership.objects.bulk_create(
        [
            Membership(user=user, organization=node, role=role)
            for user, (node, role) in zip(users, places, strict=True)
        ],
        batch_size=1_000,
    )
    return {(node.pk, role): user for user, (node, role) in zip(users, places, strict=True)}


def add_year(year: int, planned: list[PlannedPeriod]) -> Guidance:
    """A published guidance with the eight indicators' goals, whose filings are open."""
    guidance = Guidance.objects.create(
        year=year,
        title=f"指引{year}",
        issuer="国家知识产权局",
        source_text="一、目标",
        source_sha256="0" * 64,
        status=Guidance.Status.PUBLISHED,
        published_at=timezone.now(),
    )
    section = Section.objects.create(
        guidance=guidance, order=1, path="一", kind=Section.Kind.PART, level=1, starts_at=0, ends_at=4
    )
    Target.objects.bulk_create(
        Target(
            guidance=guidance,
            indicator=indicator,
            section=section,
            order=order,
            text=indicator.name,
            comparator=Comparator.AT_LEAST,
            value=Decimal(100),
            responsible=Organization.objects.get(code="D"),
            basis=Basis.ASSIGNED,
            reported_by=Target.ReportedBy.LOCAL_BUREAUS,
        )
        for order, indicator in enumerate(indicators(), start=1)
    )
    periods = ReportingPeriod.objects.bulk_create(
        ReportingPeriod(
            guidance=guidance,
            kind=one.kind,
            order=order,
            starts_on=one.starts_on,
            ends_on=one.ends_on,
            opens_on=one.opens_on,
            due_on=one.due_on,
        )
        for order, one in enumerate(planned, start=1)
    )
    open_periods(guidance=guidance, periods=periods)
    deque(opened_by_batches(guidance), maxlen=0)
    return guidance


def indicators() -> list[Indicator]:
    """The eight indicators, made at the first call."""
    return [
        Indicator.objects.get_or_create(
            code=code,
            defaults={
                "name": code,
                "english_name": code,
                "form": form,
                "unit": "家" if form == Form.VALUE else "%",
                "english_unit": "units" if form == Form.VALUE else "%",
                "scale": 1 if form == Form.VALUE else 100,
                "over_organizations": organizations,
                "over_periods": periods,
            },
        )[0]
        for code, (form, organizations, periods) in INDICATORS.items()
    ]


@dataclass(frozen=True, slots=True)
class Said:
    """What one filing says on one indicator."""

    organization: int
    reports_to: int
    period: int
    indicator: str
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None


def file_all(
    guidance: Guidance,
    people: dict[tuple[int, str], User],
    rng: Random,
    *,
    approved: bool,
) -> list[Said]:
    """Submit every filing of a guidance with made-up numbers, and approve it where ``approved``; as the
    actions would have left filings, lines and log. Returns what they say."""
    targets = list(guidance.targets.select_related("indicator"))
    lines, events = Table(Measurement), Table(FilingEvent)
    status = Filing.Status.APPROVED if approved else Filing.Status.SUBMITTED
    moment, rows, said = timezone.now() - dt.timedelta(hours=1), [], []
    instant = dt.timedelta(microseconds=10)
    filings = Filing.objects.filter(period__guidance=guidance).order_by("pk")
    for pk, node, above, order in filings.values_list(
        "pk", "organization_id", "reports_to_id", "period__order"
    ):
        lead, filer = people[node, Role.LEAD].pk, people[node, Role.FILER].pk
        reviewer = people[above, Role.REVIEWER].pk if approved else None
        moment += instant
        when = moment if approved else None
        rows.append((pk, status.value, 1, moment.date(), moment, lead, when, reviewer))
        log_moves(events, pk, moment, lead, reviewer)
        for target in targets:
            numbers = made_up(target.indicator, rng)
            said.append(Said(node, above, order, target.indicator.code, *numbers))
            lines.add(
                filing_id=pk,
                target_id=target.pk,
                version=1,
                nil_return=False,
                nil_reason="",
                note="",
                explanations={},
                note_answers_doubts=False,
                edited_at=moment,
                edited_by_id=filer,
                **dict(zip(("value", "numerator", "denominator"), numbers, strict=True)),
            )
    lines.flush()
    events.flush()
    update_rows(Filing, FILED, rows)
    catch_up_ids([lines, events])
    return said


def log_moves(events: Table, filing: int, at: dt.datetime, lead: int, reviewer: int | None) -> None:
    """Log that ``lead`` submitted a filing and, where there is one, that ``reviewer`` approved it."""
    moves = [("submit", "draft", "submitted", lead)]
    moves += [("approve", "submitted", "approved", reviewer)] if reviewer else []
    for action, before, after, by in moves:
        log = {"action": action, "from_status": before, "to_status": after, "reason": ""}
        events.add(filing_id=filing, version=1, at=at, by_id=by, **log)


def made_up(indicator: Indicator, rng: Random) -> Numbers:
    """A value, or numerator and denominator."""
    if not indicator.has_two_numbers:
        return Decimal(rng.randrange(100_000)) / 100, None, None
    whole = rng.randrange(1, 1_000)
    return None, Decimal(rng.randrange(whole + 1)), Decimal(whole)


def analyze() -> None:
    """Tell PostgreSQL how full its tables are."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
