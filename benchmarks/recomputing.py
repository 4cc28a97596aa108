"""How long every figure takes to be computed anew, and what that holds: ``python benchmarks/recomputing.py``.

``DATABASE_URL`` names the server; the database is a scratch one that is gone afterwards. A year of quarters
by a small tree and by one several times as large (``--counties``) is recomputed as ``recompute_rollups``
does it, and beside it the same snapshots are read once by a server-side cursor; times are this process' own,
without the database's. It fails where statements or
memory grow with the organizations, or where a figure differs.
"""

import argparse
import os
import resource
import sys
import time
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guidance_portal.settings")

import django

django.setup()

from django.db import connection, transaction
from django.db.models import QuerySet

from benchmarks.scratch import add_year, analyze, employ, file_all, plant, scratch_database
from sample.simulation.rows import Table, catch_up_ids
from targets.explanation.recomputed import CHECKS
from targets.models import Measurement
from tasks.drafts.planned_periods import Rhythm, plan_periods
from tasks.models import Filing, FilingEvent, FilingSnapshot, Guidance

YEAR = 2021
PROVINCES, CITIES, COUNTIES = 31, 62, 100
TIMES = 4
# A tree several times as large may hold so many megabytes more, and take so much more of statements for each.
LIMIT_MEGABYTES, LIMIT_GROWTH = 60, 1.1


def snapshots_of(guidance: Guidance) -> None:
    """Keep what each filing says as submitting would have."""
    table = Table(FilingSnapshot)
    said: dict[int, list[dict[str, object]]] = {}
    lines = Measurement.objects.filter(filing__period__guidance=guidance).order_by("filing")
    values = ("filing_id", "target__indicator__code", "value", "numerator", "denominator")
    for filing, code, *numbers in lines.values_list(*values).iterator():
        value, numerator, denominator = (None if each is None else str(each) for each in numbers)
        line = {"kind": "measurement", "indicator": code, "nil_return": False, "nil_reason": "", "note": ""}
        line |= {"value": value, "numerator": numerator, "denominator": denominator, "explanations": {}}
        said.setdefault(filing, []).append(line)
    submitted = FilingEvent.objects.filter(filing__period__guidance=guidance, action="submit")
    for filing, at, by in submitted.values_list("filing_id", "at", "by_id").iterator():
        content = {"lines": said.pop(filing)}
        table.add(filing_id=filing, version=1, content=content, sha256="0" * 64, at=at, by_id=by)
    table.flush()
    catch_up_ids([table])


def megabytes() -> float:
    """The most memory that this process has had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_024


def bare_seconds(snapshots: QuerySet[FilingSnapshot]) -> float:
    """Reading the snapshots once, without looking at them."""
    begun = time.process_time()
    for _content in snapshots.values_list("filing_id", "content").iterator(chunk_size=500):
        pass
    return time.process_time() - begun


def recomputed() -> tuple[int, int, float]:
    """How many figures there are, how many differ, and how long all of them take."""
    figures = differing = 0
    begun = time.process_time()
    guidances = list(Guidance.objects.published().defer("source_text"))
    for check in CHECKS:
        for stage in check(guidances, 1):
            for compared in stage.parts:
                for each in compared:
                    figures += 1
                    differing += not each.agrees
    return figures, differing, time.process_time() - begun


def measured(counties: int) -> tuple[float, float, int]:
    """Fill a tree, recompute it, print it; statements an organization, the peak, and how many differ."""
    plant(PROVINCES, CITIES, counties)
    planned = plan_periods(YEAR, Rhythm.QUARTERLY, due_on=None, include_past=True)
    with transaction.atomic():
        guidance = add_year(YEAR, planned)
        file_all(guidance, employ(), Random(3), approved=True)  # noqa: S311 (numbers, no secret)
        snapshots_of(guidance)
    analyze()
    statements = 0

    def counting(execute: object, *given: object) -> object:
        nonlocal statements
        statements += 1
        return execute(*given)  # type: ignore[operator]

    with connection.execute_wrapper(counting):
        figures, differing, seconds = recomputed()
    bare, asked = bare_seconds(FilingSnapshot.objects.all()), PROVINCES + CITIES + counties
    print(
        f"  {asked:6} organizations {Filing.objects.count():7} filings {figures:8} figures"
        f" {seconds:7.1f} s of its own, ×{seconds / bare:.0f} of reading alone,"
        f" {1_000 * seconds / asked:5.1f} ms and {statements / asked:4.2f} statements each,"
        f" at most {megabytes():.0f} MB",
        flush=True,
    )
    return statements / asked, megabytes(), differing


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--counties", type=int, default=COUNTIES * TIMES, help="of the larger tree")
    counties = parser.parse_args().counties
    print(f"Recomputing on {connection.vendor}")
    with scratch_database():
        small, held, differing = measured(COUNTIES)
    with scratch_database():
        large, held_then, differing_then = measured(counties)
    print(
        f"Statements each: ×{large / small:.2f} (at most {LIMIT_GROWTH}); memory: {held_then - held:+.0f} MB"
        f" (at most {LIMIT_MEGABYTES}); {differing + differing_then} figures differ"
    )
    grows = large > small * LIMIT_GROWTH or held_then > held + LIMIT_MEGABYTES
    return int(grows or bool(differing + differing_then))


if __name__ == "__main__":
    sys.exit(main())
