"""Plays simulated years from the first guidance to the day on which the portal plays."""

import datetime as dt
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from django.db import connection, transaction

from organizations.models import Organization, User
from organizations.permissions import Role
from organizations.records import BadRecords
from sample.simulation.clerk import FILING_FIELDS, Case
from sample.simulation.filed import Filed
from sample.simulation.numbers import SimulatedNumbers
from sample.simulation.plan import YearPlan
from sample.simulation.rows import Row, catch_up_ids, update_rows
from sample.simulation.tables import Desk, Tables
from sample.simulation.tree import People, add_people, beneath_each, plant_tree
from sample.simulation.ways import way_of
from sample.simulation.words import Words
from sample.simulation.years import add_guidance, years_until
from sample.year.load import refresh_statistics
from sample.year.people import refuse_in_production
from tasks.drafts.planned_periods import Rhythm
from tasks.models import Filing, Guidance


@dataclass(frozen=True, slots=True)
class Extent:
    """How much is simulated. The same seed makes the same figures on the same day."""

    cities: bool = False
    counties: bool = False
    years: int = 1
    seed: int = 2021
    rhythm: Rhythm = Rhythm.QUARTERLY


@transaction.atomic
def simulate(*, extent: Extent, regions: Path, on: dt.date, tell: Callable[[str], object]) -> None:
    """Fill a portal without guidances: the tree, its people, and every filing of some years up to day ``on``.

    What is written is what the real actions would have left: filings, lines, revisions, log, snapshots,
    remarks; only messages to people are left out. ``tell`` is given a line for each year. ``regions`` is the
    folder of the GB/T 2260 files. Raises ``BadRecords``, changing nothing.
    """
    refuse_in_production()
    if Guidance.objects.exists():
        raise BadRecords("There are guidances already; a simulation needs a portal without any.")
    organizations = plant_tree(cities=extent.cities, counties=extent.counties, regions=regions)
    people = add_people(organizations)
    tell(f"{len(organizations)} organizations")
    play = Play(extent, organizations, people, on)
    for year in years_until(on, extent.years):
        begun = time.perf_counter()
        count = play.year(year)
        tell(f"{year}: {count} filings in {time.perf_counter() - begun:.1f} s")
    catch_up_ids(play.tables.all())
    refresh_statistics()


class Play:
    """The years one after another; all chance comes from the seed."""

    def __init__(
        self, extent: Extent, organizations: Sequence[Organization], people: People, on: dt.date
    ) -> None:
        self.extent, self.people, self.on = extent, people, on
        self.organizations = {node.pk: node for node in organizations}
        self.rng = Random(f"ways {extent.seed}")  # noqa: S311 (made-up data, no secret)
        self.case_rng = Random(f"cases {extent.seed}")  # noqa: S311 (made-up data, no secret)
        numbers = Random(f"numbers {extent.seed}")  # noqa: S311 (made-up data, no secret)
        units = [node.code for node in organizations if node.is_local and node.depth == 2]
        self.numbers = SimulatedNumbers(beneath_each(organizations), units, numbers)
        office = organizations[0]
        self.administrator = User.objects.get(pk=people.one(office.pk, Role.ADMINISTRATOR))
        self.tables = Tables()

    def year(self, year: int) -> int:
        """Publish a guidance and play its year; returns the number of its filings."""
        guidance = add_guidance(year, rhythm=self.extent.rhythm, by=self.administrator)
        plan = YearPlan(guidance)
        self.numbers.begin(year, plan.months)
        words = Words(self.rng)
        desk = Desk(
            plan=plan,
            numbers=self.numbers,
            words=words,
            people=self.people,
            tables=self.tables,
            filed=Filed(plan.targets),
            rng=self.rng,
            case_rng=self.case_rng,
        )
        rows: list[Row] = []
        filings = self.filings_by_period(guidance)
        opened = [period.order for period in plan.periods if period.opens_on <= self.on]
        for place, period in enumerate(plan.periods):
            desk.place = place
            is_last = period.order == max(opened, default=0)
            rows += [self.played(desk, *filing, is_last=is_last) for filing in filings[period.pk]]
        self.tables.flush()
        update_rows(Filing, FILING_FIELDS, rows)
        connection.check_constraints()
        return len(rows)

    def played(
        self, desk: Desk, filing: int, organization: Organization, above: int, *, is_last: bool
    ) -> Row:
        way = way_of(organization, desk.period, on=self.on, is_last=is_last, rng=self.rng)
        return Case(desk, filing, organization, above, way).play()

    def filings_by_period(self, guidance: Guidance) -> dict[int, list[tuple[int, Organization, int]]]:
        """Id, organization and the id of the one above of every filing, by period: the lowest in the tree
        first, so that those above can look at what was approved beneath them."""
        found: dict[int, list[tuple[int, Organization, int]]] = defaultdict(list)
        rows = Filing.objects.filter(period__guidance=guidance).order_by(
            "-organization__depth", "organization__path"
        )
        for pk, organization, above, period in rows.values_list(
            "pk", "organization_id", "reports_to_id", "period_id"
        ):
            found[period].append((pk, self.organizations[organization], above))
        return found
