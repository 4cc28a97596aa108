"""Who is not in a figure, and why: 缺报 is said of nobody before the due day is over."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from organizations.models import Organization
from targets.models import Measurement
from tasks.filings.timeliness import Absence, absence


@dataclass(frozen=True, slots=True)
class Absent:
    """Those of whom the same is said: the word for it, and their lines."""

    label: str
    lines: tuple[Measurement, ...]

    @property
    def organizations(self) -> list[Organization]:
        return [line.filing.organization for line in self.lines]


def by_absence(lines: Iterable[Measurement], on: dt.date) -> list[Absent]:
    """Lines without an answer that counts as they stand on a day, those that are late first."""
    absent: dict[Absence, list[Measurement]] = defaultdict(list)
    for line in lines:
        absent[absence_of(line, on)].append(line)
    return [Absent(str(key.label), tuple(absent[key])) for key in Absence if key in absent]


def absence_of(line: Measurement, on: dt.date) -> Absence:
    filing = line.filing
    return absence(opens_on=filing.period.opens_on, due_on=filing.due_on, today=on)
