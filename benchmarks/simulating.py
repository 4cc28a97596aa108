"""How quickly a simulation writes: ``python benchmarks/simulating.py`` (``DATABASE_URL`` names a PostgreSQL
database, beside which one of its own is made; ``--organizations N``, ``--years N``).

Simulates a tree down to the townships, then copies the very rows that it wrote from memory into tables of
the same columns, indexes and constraints: that is the bare work. Each round of both is rolled back. Fails
where the best simulation takes more than ``LIMIT_TIMES`` the best copy, or where several years need more
memory than one by more than ``LIMIT_MEGABYTES``. Both are compared within one run, so a busy machine changes
little.
"""

import argparse
import io
import os
import resource
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guidance_portal.settings")

import django

django.setup()

from django.db import connection, transaction
from django.urls import get_resolver

from benchmarks.made_up_regions import write_regions
from benchmarks.scratch import scratch_database
from organizations.calendar import today
from sample.simulation.play import Extent, simulate
from sample.simulation.row_count import RowCount

LIMIT_TIMES, LIMIT_MEGABYTES = 4, 40
ROUNDS = 2
CITIES, COUNTIES = 60, 300
CONSTRAINTS = """
    SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = %s::regclass AND contype = 'f'
"""


def megabytes() -> float:
    """The most memory that this process has had so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def simulated(regions: Path, years: int) -> tuple[int, float]:
    """How many rows a simulation of so many years writes, and in how many seconds."""
    begun = time.perf_counter()
    written = simulate(
        extent=Extent(townships=True, years=years), regions=regions, on=today(), tell=lambda _text: None
    )
    return written, time.perf_counter() - begun


def copied() -> tuple[int, float]:
    """How many rows stand in all tables, and how many seconds it takes to copy them from memory into tables
    like theirs, every constraint checked."""
    texts, rows, taken = {}, 0, 0.0
    with connection.cursor() as cursor:
        for model in RowCount().models():
            table, text = model._meta.db_table, io.BytesIO()
            cursor.cursor.copy_expert(f'COPY "{table}" TO STDOUT', text)
            rows += cursor.rowcount
            texts[table] = text.getvalue()
            cursor.execute(f'CREATE TABLE "bare_{table}" (LIKE "{table}" INCLUDING ALL)')
            cursor.execute(CONSTRAINTS, [table])
            for (constraint,) in cursor.fetchall():
                cursor.execute(f'ALTER TABLE "bare_{table}" ADD {constraint}')
        begun = time.perf_counter()
        for table, given in texts.items():
            cursor.cursor.copy_expert(f'COPY "bare_{table}" FROM STDIN', io.BytesIO(given), len(given))
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        taken = time.perf_counter() - begun
    return rows, taken


def memory_grown(regions: Path, years: int) -> float:
    """How many megabytes more several years need than one."""
    with transaction.atomic():
        simulated(regions, 1)
        transaction.set_rollback(True)
    before = megabytes()
    with transaction.atomic():
        simulated(regions, years)
        transaction.set_rollback(True)
    return megabytes() - before


def compare(regions: Path) -> float:
    """Print both, round after round; returns by how many times the best simulation is slower."""
    simulations, copies = [], []
    for _round in range(ROUNDS):
        with transaction.atomic():
            rows, seconds = simulated(regions, 1)
            same, bare = copied()
            transaction.set_rollback(True)
        print(f"  {rows:9,} rows simulated in {seconds:6.1f} s  {rows / seconds:9,.0f} a second", flush=True)
        print(f"  {same:9,} rows copied    in {bare:6.1f} s  {same / bare:9,.0f} a second", flush=True)
        simulations.append(seconds / rows)
        copies.append(bare / same)
    return min(simulations) / min(copies)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--organizations", type=int, default=3_000, help="how large the tree is")
    parser.add_argument("--years", type=int, default=3, help="how many years memory must not grow with")
    given = parser.parse_args()
    if connection.vendor != "postgresql":
        print("Name a PostgreSQL database in DATABASE_URL.")
        return 2
    _ = get_resolver().url_patterns  # what only the first simulation would pay for
    townships = max(COUNTIES, given.organizations - CITIES - COUNTIES - 90)
    with scratch_database(), tempfile.TemporaryDirectory() as folder:
        regions = write_regions(Path(folder), cities=CITIES, counties=COUNTIES, townships=townships)
        grown = memory_grown(regions, given.years)
        print(
            f"  {given.years} years need {grown:.0f} MB more than one (at most {LIMIT_MEGABYTES})", flush=True
        )
        times = compare(regions)
    print(f"A simulation takes ×{times:.2f} of the bare COPY (at most ×{LIMIT_TIMES})")
    return int(times > LIMIT_TIMES or grown > LIMIT_MEGABYTES)


if __name__ == "__main__":
    sys.exit(main())
