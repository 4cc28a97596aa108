"""Whether figures stay quick over the years: ``python benchmarks/years.py``.

``DATABASE_URL`` names the server; the database is a scratch one that is gone afterwards. 3,200 organizations
file eight indicators every month; the office's figures of the last year are asked for, first with that year
alone, then with nine more years before it. Beside it stands the bare work: one statement that adds up what
the office's subordinates filed that year, target by target.
"""

import datetime as dt
import os
import statistics
import sys
import time
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guidance_portal.settings")

import django

django.setup()

from django.db import connection, transaction

from benchmarks.scratch import add_year, analyze, employ, file_all, plant, scratch_database
from organizations.models import Organization, User
from targets.figures.queries import figures_of
from targets.models import Target
from tasks.drafts.planned_periods import Kind, PlannedPeriod
from tasks.models import Filing, Guidance

LAST, YEARS = 2021, 10
PROVINCES, CITIES, COUNTIES = 31, 333, 2_834
REPEATS = 40
LIMIT_MILLISECONDS, LIMIT_GROWTH = 60, 1.15
DAY = dt.timedelta(days=1)
BARE = """
    SELECT line.target_id, sum(line.value), sum(line.numerator), sum(line.denominator)
    FROM tasks_filing AS filing
    JOIN tasks_reportingperiod AS period ON period.id = filing.period_id
    JOIN tasks_guidance AS guidance ON guidance.id = period.guidance_id
    JOIN organizations_organization AS above ON above.id = filing.reports_to_id
    JOIN targets_measurement AS line ON line.filing_id = filing.id
    WHERE guidance.year = %s AND above.depth = 1 AND filing.status = 'approved'
    GROUP BY line.target_id
"""


def months_of(year: int) -> list[PlannedPeriod]:
    """Twelve months, each due twenty days after it, the last the year end."""
    starts = [dt.date(year, month, 1) for month in range(1, 13)]
    ends = [*[start - DAY for start in starts[1:]], dt.date(year, 12, 31)]
    kinds = [*[Kind.MONTH] * 11, Kind.YEAR_END]
    return [
        PlannedPeriod(kind, start, end, end + DAY, end + 20 * DAY)
        for kind, start, end in zip(kinds, starts, ends, strict=True)
    ]


def add_years(years: range, people: dict[tuple[int, str], User], rng: Random) -> None:
    """Years of approved filings by everybody."""
    for year in years:
        begun = time.perf_counter()
        with transaction.atomic():
            file_all(add_year(year, months_of(year)), people, rng, approved=True)
        print(f"    {year} written in {time.perf_counter() - begun:.0f} s", flush=True)
    analyze()


def milliseconds() -> list[float]:
    """What the office's figures of the last year take, each time anew."""
    office = Organization.objects.get(kind=Organization.Kind.OFFICE)
    targets = list(
        Target.objects.filter(guidance__year=LAST).select_related("indicator", "guidance").order_by("order")
    )
    last = Guidance.objects.get(year=LAST).periods.latest("order")
    taken = []
    for _repeat in range(REPEATS + 3):
        begun = time.perf_counter()
        figures = figures_of(office, targets, until=last)
        taken.append((time.perf_counter() - begun) * 1_000)
    counted = {shown.figure.coverage.counted for shown in figures.values()}
    if counted != {PROVINCES}:
        raise SystemExit(f"The figures count {counted} organizations, not {PROVINCES}.")
    return taken[3:]


def bare_milliseconds() -> float:
    """What the database takes to add up the same numbers in one statement: the median."""
    taken = []
    for _repeat in range(REPEATS):
        begun = time.perf_counter()
        with connection.cursor() as cursor:
            cursor.execute(BARE, [LAST])
            cursor.fetchall()
        taken.append((time.perf_counter() - begun) * 1_000)
    return statistics.median(taken)


def measured() -> float:
    """Print what figures take with the filings that stand now; returns the median in milliseconds."""
    taken, bare = milliseconds(), bare_milliseconds()
    median = statistics.median(taken)
    print(
        f"  {Filing.objects.count():7} filings: median {median:5.1f} ms, ×{median / bare:.1f} the bare sum"
        f" ({bare:.1f} ms), quickest {min(taken):5.1f} ms,"
        f" 95 % within {statistics.quantiles(taken, n=20)[-1]:5.1f} ms"
    )
    return median


def main() -> int:
    print(f"The office's figures over the years on {connection.vendor}, load {os.getloadavg()[0]:.1f}")
    with scratch_database():
        plant(PROVINCES, CITIES, COUNTIES)
        people = employ()
        rng = Random(3)  # noqa: S311 (numbers, no secret)
        add_years(range(LAST, LAST + 1), people, rng)
        one = measured()
        add_years(range(LAST - YEARS + 1, LAST), people, rng)
        all_years = measured()
    print(
        f"  {all_years:.1f} ms with {YEARS} years (at most {LIMIT_MILLISECONDS} ms wanted),"
        f" ×{all_years / one:.2f} against one year"
    )
    return int(all_years > LIMIT_MILLISECONDS or all_years > one * LIMIT_GROWTH)


if __name__ == "__main__":
    sys.exit(main())
