"""How long publishing takes: ``python benchmarks/publishing.py`` (``DATABASE_URL`` names the database).

Publishes the guidance of 2021 to trees of growing size, by quarter and by month, within transactions that
are rolled back; the database only needs its migrations. Each time counts to the last check of a constraint;
beside it stands how often as long that is as one bare statement that writes the same rows. At last, unless
``--most`` says less, 43,000 organizations by quarter: the act, and each batch behind it.
"""

import argparse
import datetime as dt
import os
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guidance_portal.settings")

import django

django.setup()

from django.db import connection, transaction
from django.utils import timezone

from organizations.models import Organization
from sample.year.load import load_organizations, prepare_guidance
from tasks.actions import publish_guidance
from tasks.actions.periods import set_up_periods
from tasks.drafts.draft_statement import draft_statement, drafted_windows
from tasks.drafts.planned_periods import Rhythm, plan_periods
from tasks.models import Filing, Guidance
from tasks.opening_progress import opened_by_batches

SIZES = (400, 800, 1_600, 3_244)
VERY_MANY = 43_000
REPEATS = 3
LIMIT_SECONDS, LIMIT_RATIO = 1, 2
# Of the act that only notes what is to be opened, and of each batch.
LIMIT_BATCH_SECONDS = 2
BARE = """
INSERT INTO tasks_filing (organization_id, period_id, reports_to_id, status, version, is_sample)
SELECT one.id, period.id, above.id, 'draft', 0, %s FROM organizations_organization one
JOIN organizations_organization above ON above.path = substr(one.path, 1, length(one.path) - 4)
CROSS JOIN tasks_reportingperiod period WHERE one.depth > 1
"""


def grow(size: int) -> None:
    """Add cities below the provinces until the tree has ``size`` organizations."""
    provinces = list(Organization.objects.filter(kind=Organization.Kind.BUREAU))
    missing = size - Organization.objects.count()
    rows = []
    for number in range(missing):
        province = provinces[number % len(provinces)]
        step = Organization._int2str(province.numchild + number // len(provinces) + 1)
        name = f"测试市{number}"
        rows.append(
            Organization(
                path=province.path + step.rjust(Organization.steplen, "0"),
                depth=3,
                code=f"T{number}",
                name=name,
                short_name=name,
                english_name=f"Test city {number}",
                kind=Organization.Kind.CITY,
            )
        )
    Organization.objects.bulk_create(rows, batch_size=1_000)


def draft_for(size: int, rhythm: Rhythm) -> Guidance:
    """The guidance of 2021 in draft, and a tree of ``size`` organizations."""
    load_organizations()
    prepare_guidance()
    guidance = Guidance.objects.get(year=2021)
    planned = plan_periods(2021, rhythm, due_on=dt.date(2021, 12, 15), include_past=True)
    set_up_periods(
        guidance=guidance, by=None, at=timezone.now(), planned=planned, seen=drafted_windows(guidance)
    )
    grow(size)
    return guidance


def seconds_of(write: Callable[[], object]) -> tuple[float, int]:
    """How long it takes until the last constraint is checked, and how many filings there are then; all of it
    is undone."""
    with transaction.atomic():
        begun = time.perf_counter()
        write()
        connection.check_constraints()
        taken = time.perf_counter() - begun
        filings = Filing.objects.count()
        transaction.set_rollback(True)
    return taken, filings


def bare() -> None:
    with connection.cursor() as cursor:
        cursor.execute(BARE, [False])


def seconds_to_publish(size: int, rhythm: Rhythm) -> tuple[float, float, int]:
    """How long publishing to ``size`` organizations takes, how long one bare statement does, each the
    quickest of some, and how many filings are made."""
    with transaction.atomic():
        guidance = draft_for(size, rhythm)
        seen = draft_statement(guidance)

        def publish() -> None:
            publish_guidance(guidance=guidance, by=None, at=timezone.now(), seen=seen)

        pairs = [(seconds_of(publish), seconds_of(bare)) for _repeat in range(REPEATS)]
        transaction.set_rollback(True)
    return (
        min(one for (one, _filings), _bare in pairs),
        min(one for _published, (one, _filings) in pairs),
        pairs[0][0][1],
    )


def publish_in_batches(size: int) -> tuple[float, float]:
    """Publish to very many organizations by quarter; the seconds of the act, and of the longest batch."""
    # No worker looks into this transaction; the job that the act queues is done here.
    with transaction.atomic():
        guidance = draft_for(size, Rhythm.QUARTERLY)
        seen = draft_statement(guidance)
        begun = time.perf_counter()
        publish_guidance(guidance=guidance, by=None, at=timezone.now(), seen=seen)
        act, batches = time.perf_counter() - begun, []
        begun = time.perf_counter()
        for _opening in opened_by_batches(guidance):
            connection.check_constraints()
            batches.append(time.perf_counter() - begun)
            begun = time.perf_counter()
        filings, (alone, expected) = Filing.objects.count(), seconds_of_bare_alone()
        transaction.set_rollback(True)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_024
    print(
        f"  {size} organizations by quarter: the act {act:.2f} s, then {filings} filings in {len(batches)}"
        f" batches of at most {max(batches):.2f} s, {sum(batches):.1f} s in all,"
        f" ×{sum(batches) / alone:.1f} of one bare statement; at most {peak:.0f} MB"
    )
    if filings != expected:
        raise SystemExit(f"There are {filings} filings, not {expected}.")
    return act, max(batches)


def seconds_of_bare_alone() -> tuple[float, int]:
    """What one bare statement takes where nothing has been opened yet, and how many filings it makes."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM tasks_filing")
        return seconds_of(bare)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--most", type=int, default=VERY_MANY, help="organizations at most (%(default)s)")
    most = parser.parse_args().most
    if Guidance.objects.exists():
        print("This database holds a guidance already. Name an empty one in DATABASE_URL.")
        return 2
    print(f"Publishing on {connection.vendor}, load {os.getloadavg()[0]:.1f}")
    slowest = ratio = 0.0
    sizes = [size for size in SIZES if size <= most]
    for rhythm in (Rhythm.QUARTERLY, Rhythm.MONTHLY):
        before = None
        for size in sizes:
            taken, alone, filings = seconds_to_publish(size, rhythm)
            growth = f"  ×{taken / before:.1f} for twice as many" if before else ""
            print(
                f"  {rhythm.label!s:14} {size:5} organizations {filings:6} filings {taken:6.2f} s"
                f" ×{taken / alone:.2f} of one bare statement{growth}"
            )
            before, ratio = taken, taken / alone
        slowest = max(slowest, taken)
    print(
        f"Slowest for {sizes[-1]} organizations: {slowest:.2f} s (at most {LIMIT_SECONDS} s wanted),"
        f" ×{ratio:.2f} of one bare statement (at most {LIMIT_RATIO})"
    )
    longest = max(publish_in_batches(most)) if most > SIZES[-1] else 0
    return int(slowest > LIMIT_SECONDS or ratio > LIMIT_RATIO or longest > LIMIT_BATCH_SECONDS)


if __name__ == "__main__":
    sys.exit(main())
