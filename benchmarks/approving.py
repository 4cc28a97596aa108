"""How long approving takes until every total is right: ``python benchmarks/approving.py``.

``DATABASE_URL`` names the server; the database is a scratch one that is gone afterwards. First 744 filings
of 31 provinces and 93 cities on eight indicators are approved by the real actions: the cities' all at once
by each province, the provinces' one by one by the office, which reads the doubts about each first, each in a
transaction of its own. Every total of every organization is asked for and compared with a plain sum. Then one
filing at a time, read before, is approved until the national figures show it. Beside both stands the bare
work: the same rows updated, their log entries added and the same values read, in plain statements, which ask
nobody whether that may be. The exit code tells of the ratios alone.
"""

import datetime as dt
import os
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guidance_portal.settings")

import django

django.setup()

from django.db import connection, transaction
from django.utils import timezone

from benchmarks.scratch import (
    INDICATORS,
    Form,
    Over,
    Rule,
    Said,
    add_year,
    analyze,
    employ,
    file_all,
    plant,
    scratch_database,
)
from organizations.models import Organization, User
from organizations.permissions import Role
from targets.figures.queries import figures_of
from targets.figures.subordinates import subordinate_figures
from targets.models import Target
from tasks.actions import approve_filing, approve_filings
from tasks.drafts.planned_periods import Kind, PlannedPeriod
from tasks.filings.concerns import concerns_of
from tasks.models import Filing, Guidance, ReportingPeriod

YEAR = 2021
PROVINCES, CITIES, PERIODS = 31, 93, 6
FILINGS = (PROVINCES + CITIES) * PERIODS
ONE_BY_ONE = 60
# Times the bare work: all approvals with every total, one until a national total shows it, and all eight.
MOST_TIMES_ALL, MOST_TIMES_ONE, MOST_TIMES_EIGHT = 15, 16, 8
APPROVED = "UPDATE tasks_filing SET status = 'approved', approved_at = %s, approved_by_id = %s WHERE id = %s"
LOGGED = """
INSERT INTO tasks_filingevent (filing_id, action, from_status, to_status, version, reason, at, by_id)
VALUES (%s, 'approve', 'submitted', 'approved', %s, '', %s, %s)
"""
STATED = """
SELECT m.target_id, m.filing_id, m.value, m.numerator, m.denominator, m.nil_return, f.status
FROM targets_measurement m JOIN tasks_filing f ON f.id = m.filing_id
JOIN tasks_reportingperiod p ON p.id = f.period_id
WHERE f.reports_to_id = %s AND p.guidance_id = %s AND m.target_id IN ({targets})
"""
DAY = dt.timedelta(days=1)
# Organization id, indicator code, order of the period (0 for the whole year) and the figure.
Totals = dict[tuple[int, str, int], Decimal | None]
People = dict[tuple[int, str], User]


def planned(count: int) -> list[PlannedPeriod]:
    """So many periods of a month each, from January, the last the year end."""
    starts = [dt.date(YEAR, month, 1) for month in range(1, count + 1)]
    ends = [*[start - DAY for start in starts[1:]], dt.date(YEAR, 12, 31)]
    kinds = [*[Kind.MONTH] * (count - 1), Kind.YEAR_END]
    return [
        PlannedPeriod(kind, start, end, end - 10 * DAY, end)
        for kind, start, end in zip(kinds, starts, ends, strict=True)
    ]


def read(filing: Filing, people: People) -> frozenset[str]:
    """What its reviewer finds on the page of a filing and confirms having read."""
    return concerns_of(filing, people[filing.reports_to_id, Role.REVIEWER]).keys


def approve(filing: Filing, people: People, confirmed: frozenset[str]) -> None:
    """Approve one as the reviewer who got it and has read it."""
    approve_filing(
        filing=filing,
        by=people[filing.reports_to_id, Role.REVIEWER],
        at=timezone.now(),
        version=filing.version,
        confirmed=confirmed,
    )


def approve_all(filings: Iterable[Filing], office: Organization, people: People) -> float:
    """The cities' filings, all at once for each province, then the provinces' one after another, each read
    before; returns the seconds of reading, which is no part of approving."""
    queues: dict[int, list[Filing]] = defaultdict(list)
    for filing in filings:
        queues[filing.reports_to_id].append(filing)
    own = queues.pop(office.pk)
    for province, queue in queues.items():
        chosen = [(filing, filing.version) for filing in queue]
        reviewer = people[province, Role.REVIEWER]
        outcome = approve_filings(chosen=chosen, by=reviewer, at=timezone.now())
        if outcome.refused:
            raise SystemExit(f"Not approved: {outcome.refused[0]}")
    reading = 0.0
    for filing in own:
        begun = time.perf_counter()
        confirmed = read(filing, people)
        reading += time.perf_counter() - begun
        approve(filing, people, confirmed)
    return reading


def totals_shown(office: Organization, targets: list[Target], periods: list[ReportingPeriod]) -> Totals:
    """Every total at every level, as the portal gives it: the office's figures of the year, and each
    province's total of its cities for each period."""
    shown: Totals = {}
    for pk, found in figures_of(office, targets, until=periods[-1]).items():
        shown[office.pk, code_of(targets, pk), 0] = found.figure.value
    for province in Organization.objects.filter(kind=Organization.Kind.BUREAU):
        for period in periods:
            figures = subordinate_figures(organization=province, period=period, targets=targets)
            for pk, figure in figures.items():
                shown[province.pk, code_of(targets, pk), period.order] = figure.value
    return shown


def code_of(targets: list[Target], pk: int) -> str:
    return next(target.indicator.code for target in targets if target.pk == pk)


def totals_wanted(office: Organization, said: list[Said]) -> Totals:
    """The same by plain sums over what was filed."""
    groups: dict[tuple[int, str, int], list[Said]] = defaultdict(list)
    for one in said:
        if one.reports_to != office.pk:
            groups[one.reports_to, one.indicator, one.period].append(one)
        elif INDICATORS[one.indicator][2] == Over.SUM or one.period == PERIODS:
            groups[office.pk, one.indicator, 0].append(one)
    return {key: plain_total(key[1], group) for key, group in groups.items()}


def plain_total(indicator: str, group: list[Said]) -> Decimal:
    """One total by the rule of its indicator."""
    form, rule, _over = INDICATORS[indicator]
    values = [one.value for one in group if one.value is not None]
    if form == Form.VALUE:
        return {Rule.SUM: sum, Rule.MIN: min, Rule.MAX: max}[rule](values)
    top = sum(one.numerator or 0 for one in group)
    bottom = sum(one.denominator or 0 for one in group)
    return (Decimal(top) / Decimal(bottom) - (form == Form.GROWTH)) * 100


def differences(shown: Totals, wanted: Totals) -> list[str]:
    """Every total that is not what it should be."""
    step = Decimal("0.000000001")
    return [
        f"{key}: {shown.get(key)} instead of {value}"
        for key, value in wanted.items()
        if value is not None and (shown.get(key) or Decimal(-1)).quantize(step) != value.quantize(step)
    ]


def until_shown(
    office: Organization, targets: list[Target], last: ReportingPeriod, filing: Filing, people: People
) -> float:
    """Milliseconds from the approval of one filing that was read until the national figures of ``targets``
    hold it."""
    confirmed = read(filing, people)
    before = figures_of(office, targets, until=last)[targets[0].pk].figure.coverage.counted
    begun = time.perf_counter()
    approve(filing, people, confirmed)
    figures = figures_of(office, targets, until=last)
    taken = (time.perf_counter() - begun) * 1_000
    if figures[targets[0].pk].figure.coverage.counted != before + 1:
        raise SystemExit("The national figure does not show the approval.")
    return taken


def everything(guidance: Guidance, said: list[Said], people: People) -> bool:
    """Approve all, ask for every total, and compare; whether it is right and quick enough beside the bare
    work."""
    office = Organization.objects.get(kind=Organization.Kind.OFFICE)
    targets = list(guidance.targets.select_related("indicator", "guidance").order_by("order"))
    periods = list(guidance.periods.order_by("order"))
    filings = list(Filing.objects.filter(period__guidance=guidance))
    begun = time.perf_counter()
    reading = approve_all(filings, office, people)
    approved = time.perf_counter()
    shown = totals_shown(office, targets, periods)
    done = time.perf_counter()
    wrong = differences(shown, totals_wanted(office, said))
    taken, bare_taken = done - begun - reading, bare_seconds(filings, targets, people)
    times = taken / bare_taken
    print(
        f"  {len(filings)} approvals {approved - begun - reading:.2f} s ({reading:.2f} s of reading before),"
        f" {len(shown)} totals {done - approved:.2f} s"
    )
    print(
        f"  together {taken:.2f} s, × {times:.1f} of the bare work, which takes {bare_taken:.2f} s (at most"
        f" × {MOST_TIMES_ALL} wanted); {len(wrong)} totals wrong"
    )
    print("\n".join(f"    {line}" for line in wrong[:5]), end="\n" if wrong else "")
    return not wrong and times <= MOST_TIMES_ALL


def bare_seconds(filings: list[Filing], targets: list[Target], people: People) -> float:
    """What the bare work of approving all takes, and of reading what each organization got."""
    begun = time.perf_counter()
    for filing in filings:
        bare_approval(filing, people[filing.reports_to_id, Role.REVIEWER])
    for organization in {filing.reports_to_id for filing in filings}:
        bare_reading(organization, targets)
    return time.perf_counter() - begun


def bare_approval(filing: Filing, reviewer: User) -> None:
    now = timezone.now()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(APPROVED, [now, reviewer.pk, filing.pk])
        cursor.execute(LOGGED, [filing.pk, filing.version, now, reviewer.pk])


def bare_reading(organization: int, targets: list[Target]) -> None:
    with connection.cursor() as cursor:
        places = ", ".join(["%s"] * len(targets))
        values = [organization, targets[0].guidance_id, *(target.pk for target in targets)]
        cursor.execute(STATED.format(targets=places), values)
        cursor.fetchall()


def bare(office: Organization, targets: list[Target], filing: Filing, reviewer: User) -> float:
    """Milliseconds of the bare work of one approval and the reading of ``targets``."""
    begun = time.perf_counter()
    bare_approval(filing, reviewer)
    bare_reading(office.pk, targets)
    return (time.perf_counter() - begun) * 1_000


def one_by_one(guidance: Guidance, people: People) -> bool:
    """Approve the provinces' last filings once more, one at a time, until the national total shows each, and
    until all eight do; whether both are quick enough."""
    targets = list(guidance.targets.select_related("indicator", "guidance").order_by("order"))
    is_quick = True
    asked = (
        ("the national total shows it", targets[:1], MOST_TIMES_ONE),
        ("all eight do", targets, MOST_TIMES_EIGHT),
    )
    for name, shown, limit in asked:
        taken, plain = one_at_a_time(guidance, shown, people)
        median, slow = statistics.median(taken), statistics.quantiles(taken, n=20)[-1]
        least = statistics.median(plain)
        is_quick = is_quick and median <= limit * least
        print(
            f"  one approval until {name}: median {median:.1f} ms, quickest {min(taken):.1f} ms, 95 % within"
            f" {slow:.1f} ms; × {median / least:.1f} of the bare work, which takes {least:.1f} ms (at most"
            f" × {limit} wanted)"
        )
    return is_quick


def one_at_a_time(
    guidance: Guidance, targets: list[Target], people: People
) -> tuple[list[float], list[float]]:
    """What each approval takes until the national figures of ``targets`` show it, and the bare work of the
    next one, in turn; in milliseconds."""
    office = Organization.objects.get(kind=Organization.Kind.OFFICE)
    last, taken, plain = guidance.periods.latest("order"), list[float](), list[float]()
    for turn in range(2 * (1 + ONE_BY_ONE // PROVINCES)):
        filings = list(Filing.objects.filter(period=last, reports_to=office).order_by("pk"))
        Filing.objects.filter(period=last, reports_to=office).update(
            status=Filing.Status.SUBMITTED, approved_at=None, approved_by=None
        )
        for place, filing in enumerate(filings):
            if (place + turn) % 2:
                plain.append(bare(office, targets, filing, people[office.pk, Role.REVIEWER]))
            else:
                taken.append(until_shown(office, targets, last, filing, people))
    return taken, plain


def main() -> int:
    print(f"Approving on {connection.vendor}, load {os.getloadavg()[0]:.1f}")
    with scratch_database():
        plant(PROVINCES, CITIES, 0)
        people = employ()
        guidance = add_year(YEAR, planned(PERIODS))
        said = file_all(guidance, people, Random(2), approved=False)  # noqa: S311 (numbers, no secret)
        analyze()
        is_right = everything(guidance, said, people)
        is_quick = one_by_one(guidance, people)
    return int(not (is_right and is_quick))


if __name__ == "__main__":
    sys.exit(main())
