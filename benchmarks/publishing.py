"""How long publishing takes: ``python benchmarks/publishing.py`` (``DATABASE_URL`` names the database).

Publishes the guidance of 2021 to trees of growing size, by quarter and by month, within transactions that
are rolled back; the database only needs its migrations. Each time counts to the last check of a constraint.
"""

import datetime as dt
import os
import sys
import time
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

SIZES = (400, 800, 1_600, 3_200)
LIMIT_SECONDS = 2


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


def seconds_to_publish(size: int, rhythm: Rhythm) -> tuple[float, int]:
    """How long publishing to ``size`` organizations takes, and how many filings it makes."""
    with transaction.atomic():
        if not Guidance.objects.filter(year=2021).exists():
            load_organizations()
            prepare_guidance()
        guidance = Guidance.objects.get(year=2021)
        planned = plan_periods(2021, rhythm, due_on=dt.date(2021, 12, 15))
        set_up_periods(
            guidance=guidance, by=None, at=timezone.now(), planned=planned, seen=drafted_windows(guidance)
        )
        grow(size)
        begun = time.perf_counter()
        publish_guidance(guidance=guidance, by=None, at=timezone.now(), seen=draft_statement(guidance))
        connection.check_constraints()
        taken = time.perf_counter() - begun
        filings = Filing.objects.filter(period__guidance=guidance).count()
        transaction.set_rollback(True)
    return taken, filings


def main() -> int:
    if Guidance.objects.exists():
        print("This database holds a guidance already. Name an empty one in DATABASE_URL.")
        return 2
    print(f"Publishing on {connection.vendor}")
    seconds_to_publish(SIZES[0], Rhythm.QUARTERLY)  # what only the first one pays for
    slowest = 0.0
    for rhythm in (Rhythm.QUARTERLY, Rhythm.MONTHLY):
        before = None
        for size in SIZES:
            taken, filings = seconds_to_publish(size, rhythm)
            growth = f"  ×{taken / before:.1f} for twice as many" if before else ""
            print(
                f"  {rhythm.label!s:14} {size:5} organizations {filings:6} filings {taken:6.2f} s"
                f" {filings / taken:7,.0f} a second{growth}"
            )
            before = taken
        slowest = max(slowest, taken)
    print(f"Slowest for {SIZES[-1]} organizations: {slowest:.2f} s (at most {LIMIT_SECONDS} s wanted)")
    return int(slowest > LIMIT_SECONDS)


if __name__ == "__main__":
    sys.exit(main())
