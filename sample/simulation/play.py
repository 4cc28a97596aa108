"""Plays simulated years from the first guidance to the day on which the portal plays."""

import datetime as dt
import gc
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random

from django.db import connection, transaction
from django.db.models import Model

from organizations.models import Organization, User
from organizations.permissions import Role
from organizations.records import BadRecords
from sample.simulation.clerk import Case
from sample.simulation.filed import Filed
from sample.simulation.numbers import SimulatedNumbers
from sample.simulation.people import People, add_people
from sample.simulation.plan import YearPlan
from sample.simulation.row_count import RowCount
from sample.simulation.rows import catch_up_ids
from sample.simulation.tables import Desk, Tables
from sample.simulation.tree import CITIES, COUNTIES, TOWNSHIPS, UNITS, beneath_each, branches, plant_tree
from sample.simulation.ways import way_of
from sample.simulation.words import Words
from sample.simulation.writer import Answer, Writer, writing
from sample.simulation.years import add_guidance, years_until
from sample.year.load import refresh_statistics
from sample.year.people import refuse_in_production
from tasks.drafts.planned_periods import Rhythm
from tasks.models import Filing, Guidance

# From so many rows on PostgreSQL is told how many there are.
FEW_ROWS = 100
# The ids of a filing, of who files it, of who reviews it and of its period.
Opened = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Extent:
    """How much is simulated. The same seed makes the same figures on the same day."""

    cities: bool = False
    counties: bool = False
    townships: bool = False
    years: int = 1
    seed: int = 2021
    rhythm: Rhythm = Rhythm.QUARTERLY

    @property
    def levels(self) -> int:
        """How many levels of the tree stand below the provinces; the lower ones need those above them."""
        if self.townships:
            return TOWNSHIPS
        return COUNTIES if self.counties else CITIES * self.cities


@transaction.atomic
def simulate(*, extent: Extent, regions: Path, on: dt.date, tell: Callable[[str], object]) -> int:
    """Fill a portal without guidances: the tree, its people, and every filing of some years up to day ``on``;
    returns how many rows were written, in whatever table.

    What is written is what the real actions would have left: filings, lines, revisions, log, snapshots,
    remarks; only messages to people are left out. ``tell`` is given a line for each year. ``regions`` is the
    folder of the GB/T 2260 files. Raises ``BadRecords``, changing nothing. Memory grows with the tree, and
    with the filings of one unit and year: neither with the years, nor with how much is filed in all.
    """
    refuse_in_production()
    if Guidance.objects.exists():
        raise BadRecords("There are guidances already; a simulation needs a portal without any.")
    count = RowCount()
    organizations = plant_tree(levels=extent.levels, regions=regions)
    people = add_people(organizations)
    tell(f"{len(organizations)} organizations")
    with uncollected(), writing() as writer:
        play = Play(extent, organizations, people, on, writer)
        for year in years_until(on, extent.years):
            begun = time.perf_counter()
            filings = play.year(year)
            tell(f"{year}: {filings} filings in {time.perf_counter() - begun:.1f} s")
        play.tables.filings.close()
    catch_up_ids(play.tables.all())
    refresh_statistics()
    return count.since({table.model: table.count for table in play.tables.all()})


class Play:
    """The years one after another, and in each the units that file to the office, each with everybody beneath
    it; all chance comes from the seed."""

    def __init__(
        self,
        extent: Extent,
        organizations: Sequence[Organization],
        people: People,
        on: dt.date,
        writer: Writer,
    ) -> None:
        self.extent, self.people, self.on, self.writer = extent, people, on, writer
        self.branches = branches(organizations)
        units = [node.code for node in organizations if node.is_local and node.depth == UNITS]
        self.numbers = SimulatedNumbers(beneath_each(organizations), units, extent.seed)
        office = organizations[0]
        self.administrator = User.objects.get(pk=people.one(office.pk, Role.ADMINISTRATOR))
        self.tables = Tables(writer)
        self.known_rows = FEW_ROWS

    def year(self, year: int) -> int:
        """Publish a guidance and play its year; returns the number of its filings."""
        self.writer.wait()
        guidance = add_guidance(year, rhythm=self.extent.rhythm, by=self.administrator)
        plan, before = YearPlan(guidance), self.tables.filings.count
        tell_sizes(self.writer, [Organization, Filing])
        for branch, filings in self.opened(guidance):
            self.play_branch(plan, branch, filings)
            self.tables.flush()
            self.tell_growth()
            check_constraints(self.writer)
        self.writer.wait()
        connection.check_constraints()
        return self.tables.filings.count - before

    def tell_growth(self) -> None:
        """Tell PostgreSQL how large the tables are, whenever they have grown tenfold: it knows only of what
        is committed, and looks keys up in tables that it holds for empty by reading all of them."""
        written = sum(table.count for table in self.tables.all())
        if written >= 10 * self.known_rows:
            tell_sizes(self.writer, [table.model for table in self.tables.all()])
            self.known_rows = written

    def opened(self, guidance: Guidance) -> Iterator[tuple[list[Organization], list[Opened]]]:
        """Each branch with the filings that publishing has opened for it, asked for while the one before is
        played."""
        asked: Answer | None = None
        for branch, following in zip(self.branches, [*self.branches[1:], None], strict=True):
            filings = (asked or self.filings_of(guidance, branch[0]))()
            asked = self.filings_of(guidance, following[0]) if following else None
            yield branch, filings

    def filings_of(self, guidance: Guidance, unit: Organization) -> Answer:
        """The filings of a unit and of everybody beneath it: the lowest in the tree first, so that those
        above can look at what was approved beneath them."""
        beneath = Filing.objects.filter(period__guidance=guidance, organization__path__startswith=unit.path)
        rows = beneath.order_by("-organization__depth", "organization__path")
        return self.writer.read(rows.values_list("pk", "organization_id", "reports_to_id", "period_id"))

    def play_branch(self, plan: YearPlan, branch: list[Organization], filings: list[Opened]) -> None:
        """A unit's year, and that of everybody beneath it."""
        desk = self.desk_of(branch[0], plan)
        by_pk = {node.pk: node for node in branch}
        by_period: dict[int, list[Opened]] = defaultdict(list)
        for filing in filings:
            by_period[filing[-1]].append(filing)
        last = max([period.order for period in plan.periods if period.opens_on <= self.on], default=0)
        for period in desk.periods():
            for pk, filer, above, _period in by_period[period.pk]:
                organization = by_pk[filer]
                way = way_of(organization, period, on=self.on, is_last=period.order == last, rng=desk.rng)
                self.tables.filings.take(Case(desk, pk, organization, above, way).play())

    def desk_of(self, unit: Organization, plan: YearPlan) -> Desk:
        """The desk of a unit's year, with a chance of its own."""
        year = plan.guidance.year
        if unit.is_local:
            self.numbers.begin(unit.code, year, plan.months)
        rng = self.chance("ways", year, unit)
        return Desk(
            plan=plan,
            numbers=self.numbers,
            words=Words(rng),
            people=self.people,
            tables=self.tables,
            filed=Filed(plan.targets),
            rng=rng,
            case_rng=self.chance("cases", year, unit),
            place=0,
            period=plan.periods[0],
            quarter=1,
        )

    def chance(self, of: str, year: int, unit: Organization) -> Random:
        return Random(f"{of} {self.extent.seed} {year} {unit.code}")  # noqa: S311 (made-up data, no secret)


@contextmanager
def uncollected() -> Iterator[None]:
    """Python looks for no circles of objects meanwhile: a filing leaves none behind, and looking through the
    tree again and again takes a tenth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def tell_sizes(writer: Writer, models: Iterable[type[Model]]) -> None:
    """Let PostgreSQL look how full some tables are."""
    if connection.vendor == "postgresql":
        names = ", ".join(connection.ops.quote_name(model._meta.db_table) for model in models)
        writer.run(f"ANALYZE {names}")


def check_constraints(writer: Writer) -> None:
    """Let PostgreSQL check what it has put off, which it keeps in memory until then. Others check a whole
    year at once."""
    if connection.vendor == "postgresql":
        writer.run("SET CONSTRAINTS ALL IMMEDIATE")
        writer.run("SET CONSTRAINTS ALL DEFERRED")
