"""Loads the sample: the guidance of 2021, organizations, people and a plausible year."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from random import Random

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from organizations.calendar import today
from organizations.models import Organization, User
from organizations.permissions import Role
from organizations.planting import add_organizations
from organizations.records import parse_records, read_json_list
from reading import decode, read_document
from sample.year.answers import Answers
from sample.year.cases import CaseWriter
from sample.year.desk import Desk
from sample.year.lines import lines_by_filing
from sample.year.moments import at
from sample.year.numbers import SampleNumbers
from sample.year.people import Cast, create_people, refuse_in_production
from sample.year.reports import Registry
from targets.goals.loading import add_indicators, create_targets
from targets.models import Measurement
from tasks.actions import publish_guidance, remind_filing
from tasks.actions.draft.import_document import import_document
from tasks.actions.periods import set_up_quarters
from tasks.drafts.draft_statement import draft_statement
from tasks.lines.cases import sections_for_cases
from tasks.models import (
    Basis,
    CaseStudy,
    Filing,
    Guidance,
    Notice,
    ProgressEntry,
    Responsibility,
    Task,
)

FIXTURES: Path = settings.BASE_DIR / "fixtures"
SOURCE = "guidance_2021.txt"
SEED = 2021
REMINDED_ON = dt.date(2021, 11, 19)
PUBLISHED_ON = dt.date(2021, 3, 3)
# Notices of this age were read by the people of the sample.
OLD_NEWS = dt.timedelta(days=14)
# Every local bureau reports on these as well: 五、工作要求 expects results from all of them.
SUPPORTED_SECTIONS = ("三/五", "三/六", "三/七")


@transaction.atomic
def load_sample() -> Guidance | None:
    """Load the sample into a portal without guidance; None, changing nothing, where one exists.

    The same every time: all that is made up comes from one seed. Raises ``BadRecords`` in production.
    """
    refuse_in_production()
    if Guidance.objects.exists():
        return None
    rng = Random(SEED)  # noqa: S311 (sample data, no secret)
    organizations = load_organizations()
    cast = create_people(organizations, rng)
    administrator = cast.one(organizations[0], Role.ADMINISTRATOR)
    guidance = prepare_guidance(by=administrator)
    publish_guidance(
        guidance=guidance,
        by=administrator,
        at=at(guidance.issued_on or PUBLISHED_ON, 16, 0),
        seen=draft_statement(guidance),
    )
    write_filings(guidance, cast, organizations, rng)
    Filing.objects.filter(period__guidance=guidance).update(is_sample=True)
    Registry(guidance, cast, organizations).play()
    Notice.objects.filter(on__lt=today() - OLD_NEWS).update(read_at=F("created_at"))
    refresh_statistics()
    return guidance


def refresh_statistics() -> None:
    """Tell PostgreSQL how full its tables are now; until it looks by itself it would plan for empty ones."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def load_organizations() -> list[Organization]:
    """The tree of 2021 in its order, the office first."""
    files = ("organizations.json", "cities.json")
    records = [record for name in files for record in parse_records(read_json_list(FIXTURES / name))]
    add_organizations(records=records, at=timezone.now())
    codes = {record.code for record in records}
    return [node for node in Organization.objects.order_by("path") if node.code in codes]


def prepare_guidance(*, by: User | None = None) -> Guidance:
    """The draft guidance with its goals, periods and the support that the office assigned, as prepared on
    the day of its notice."""
    text = decode((FIXTURES / SOURCE).read_bytes())
    document = read_document(text)
    issued_on = document.issued_on or PUBLISHED_ON
    guidance = import_document(
        document=document,
        source_text=text,
        source_name=SOURCE,
        by=by,
        at=at(issued_on, 9, 0),
    ).guidance
    add_indicators(data=read_json_list(FIXTURES / "indicators.json"))
    create_targets(guidance=guidance, data=read_json_list(FIXTURES / "targets_2021.json"))
    set_up_quarters(guidance=guidance, by=by, at=at(issued_on, 14, 0))
    Responsibility.objects.bulk_create(
        Responsibility(
            task=task,
            collective=Responsibility.Collective.LOCAL_BUREAUS,
            role=Responsibility.Role.SUPPORT,
            basis=Basis.ASSIGNED,
        )
        for task in Task.objects.filter(guidance=guidance, section__path__in=SUPPORTED_SECTIONS)
    )
    return guidance


def write_filings(guidance: Guidance, cast: Cast, organizations: Sequence[Organization], rng: Random) -> None:
    """Play the year: period after period, cities before their provinces."""
    answers = Answers(SampleNumbers(cities_of(organizations), rng), rng)
    writer = CaseWriter(sections_for_cases(guidance))
    desk = Desk(cast, organizations[0], answers, writer, rng)
    filings = list(
        Filing.objects.filter(period__guidance=guidance, organization__in=organizations)
        .select_related("organization", "reports_to", "period__guidance")
        .order_by("period__order", "-organization__depth", "organization__path")
    )
    lines = lines_by_filing(guidance, filings)
    for filing in filings:
        desk.handle(filing, lines[filing.pk])
    desk.flush()
    for filing in Filing.objects.filter(reports_to=organizations[0]).overdue(on=REMINDED_ON):
        reviewer = cast.one(organizations[0], Role.REVIEWER)
        remind_filing(filing=filing, by=reviewer, at=at(REMINDED_ON, 10, 30))
    ProgressEntry.objects.filter(filing__period__guidance=guidance, version=0).delete()
    Measurement.objects.filter(filing__period__guidance=guidance, version=0).delete()
    CaseStudy.objects.filter(filing__period__guidance=guidance, version=0).delete()


def cities_of(organizations: Sequence[Organization]) -> dict[str, list[str]]:
    """Codes of the cities by code of their province."""
    by_path = {str(node.path): node.code for node in organizations}
    found: dict[str, list[str]] = defaultdict(list)
    for node in organizations:
        if node.kind == Organization.Kind.CITY:
            found[by_path[node.parent_path]].append(node.code)
    return dict(found)
