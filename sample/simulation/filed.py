"""What has been filed in a simulated year so far, as the checks of later filings look back on it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from targets.arithmetic.plausibility import Numbers
from targets.arithmetic.rollup import Figure, Report, roll_up
from targets.figures.subordinates import combines_beneath
from targets.figures.terms import rule_of
from targets.models import Target

NO_NUMBERS = Numbers()


@dataclass(frozen=True, slots=True)
class Approved:
    """What stood approved of one filing from one moment on, by target id; None when it was reopened."""

    since: dt.datetime
    numbers: Mapping[int, Numbers] | None


class Filed:
    """The numbers of one year: what each organization stated, and what stood approved beneath each."""

    def __init__(self, targets: Sequence[Target]) -> None:
        self.rules = {target.pk: rule_of(target.indicator) for target in targets if combines_beneath(target)}
        self.stated: dict[tuple[int, int], list[Numbers]] = defaultdict(list)
        self.beneath: dict[tuple[int, int], list[tuple[int, list[Approved]]]] = defaultdict(list)

    def earlier(self, organization: int, target: int) -> Sequence[Numbers]:
        """What an organization wrote for the earlier periods of the year."""
        return self.stated[organization, target]

    def keep(
        self,
        organization: int,
        reports_to: int,
        period: int,
        numbers: Mapping[int, Numbers],
        approvals: list[Approved],
    ) -> None:
        """Remember one filing: what it says in the end, and what stood approved of it when."""
        for target, one in numbers.items():
            self.stated[organization, target].append(one)
        self.beneath[reports_to, period].append((organization, approvals))

    def figures(self, organization: int, period: int, *, at: dt.datetime) -> dict[int, Figure]:
        """What the direct subordinates' approved filings came to at a moment, by target id."""
        beneath = self.beneath.get((organization, period), ())
        standing = [
            (subordinate, last)
            for subordinate, approvals in beneath
            if (last := standing_at(approvals, at)) is not None
        ]
        expected = [subordinate for subordinate, _approvals in beneath]
        figures = {}
        for target, rule in self.rules.items():
            reports = [
                Report(organization, period, "approved", said.value, said.numerator, said.denominator)
                for organization, numbers in standing
                for said in [numbers.get(target, NO_NUMBERS)]
            ]
            figures[target] = roll_up(reports, expected, rule, period=period)
        return figures


def standing_at(approvals: Sequence[Approved], at: dt.datetime) -> Mapping[int, Numbers] | None:
    """What stood approved of one filing at a moment."""
    past = [approved.numbers for approved in approvals if approved.since <= at]
    return past[-1] if past else None
