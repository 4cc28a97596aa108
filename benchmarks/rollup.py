"""How long figures take: ``python benchmarks/rollup.py`` (add ``--database`` for the portal's own data).

Without a database it rolls up made-up reports by the pure rules: a year of a full tree, level by level,
beside the bare work of making the same reports and adding their numbers up. With one it asks for the office's
figures on every target, as the dashboard does.
"""

import argparse
import os
import sys
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from targets.arithmetic.rollup import Report, roll_up
from targets.arithmetic.rules import NumberForm, OverOrganizations, OverPeriods, Rule

ORGANIZATIONS = 3_200
PERIODS = 4
INDICATORS = 10
BENEATH = 32
REPEATS = 5
NOTHING = Decimal(0)
LIMIT_BARE = 4.0
SUM = Rule(NumberForm.VALUE, OverOrganizations.SUM, OverPeriods.SUM)
RATIO = Rule(NumberForm.RATIO, OverOrganizations.WEIGHTED_MEAN, OverPeriods.LATEST, scale=100)


def best_of(work: Callable[[], object]) -> float:
    """The shortest of several runs, in milliseconds."""
    times = []
    for _repeat in range(REPEATS):
        begun = time.perf_counter()
        work()
        times.append((time.perf_counter() - begun) * 1_000)
    return min(times)


def reports(rule: Rule, organizations: range) -> list[Report]:
    """One approved report for each organization and period."""
    return [
        Report(one, period, "approved", value=Decimal(one) / 100)
        if rule.form is NumberForm.VALUE
        else Report(one, period, "approved", numerator=Decimal(one + 1), denominator=Decimal(one + 2))
        for one in organizations
        for period in range(1, PERIODS + 1)
    ]


def whole_tree() -> None:
    """Every indicator over every level: one roll-up for each group of subordinates."""
    for _indicator in range(INDICATORS // 2):
        for rule in (SUM, RATIO):
            for first in range(0, ORGANIZATIONS, BENEATH):
                group = range(first, first + BENEATH)
                roll_up(reports(rule, group), group, rule)


def bare_sums() -> None:
    """The same reports, and nothing but their numbers added up for each group."""
    for _indicator in range(INDICATORS // 2):
        for rule in (SUM, RATIO):
            for first in range(0, ORGANIZATIONS, BENEATH):
                said = reports(rule, range(first, first + BENEATH))
                sum((each.value or each.numerator or NOTHING for each in said), NOTHING)


def from_database() -> None:
    """The office's figures on the latest guidance's targets."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guidance_portal.settings")
    import django  # noqa: PLC0415 (only where asked for)

    django.setup()
    from organizations.models import Organization  # noqa: PLC0415
    from targets.figures.queries import figures_of  # noqa: PLC0415
    from targets.models import Target  # noqa: PLC0415

    office = Organization.objects.get(kind=Organization.Kind.OFFICE)
    targets = list(
        Target.objects.select_related("indicator", "guidance").order_by("-guidance__year", "order")
    )
    took = best_of(lambda: figures_of(office, targets))
    print(f"Figures of {len(targets)} targets from the database: {took:.1f} ms")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database", action="store_true", help="measure on the portal's own data too")
    given = parser.parse_args()
    filings = ORGANIZATIONS * PERIODS
    bare, took = best_of(bare_sums), best_of(whole_tree)
    print(
        f"{filings} filings, {INDICATORS} indicators, every level: {took:.0f} ms,"
        f" ×{took / bare:.1f} the bare sums ({bare:.0f} ms; at most ×{LIMIT_BARE} wanted)"
    )
    if given.database:
        from_database()
    return int(took > bare * LIMIT_BARE)


if __name__ == "__main__":
    sys.exit(main())
