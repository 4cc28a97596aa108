"""A report put together: the year gathered, the document composed, the long tables, in one snapshot file."""

import datetime as dt
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from organizations.models import Organization
from reports.snapshot.digests import Digests
from reports.snapshot.head import Replaced
from reports.snapshot.snapshot import canonical
from reports.snapshot.year import Year
from tasks.models import Guidance


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which report is wanted: of which guidance and organization, as of when; ``with_submitted`` adds what
    waits for approval, marked (design R22)."""

    guidance: Guidance
    organization: Organization
    at: dt.datetime
    with_submitted: bool = False


@dataclass(frozen=True, slots=True)
class Seal:
    """What freezing adds: which version, by whom, and how the one that it replaces is told of."""

    version: int
    by: str
    replaced: Callable[[Year], Replaced | None]


def substance_of(year: Year) -> str:
    """The SHA-256 of all that a year says: equal where freezing again would say nothing new."""
    return hashlib.sha256(canonical(year)).hexdigest()


@dataclass(frozen=True, slots=True)
class Gathered:
    """The year of a report before it is composed, with its ``substance``."""

    year: Year
    substance: str
    is_sample: bool


def gather(wanted: Wanted) -> Gathered:
    """The year of the report that is wanted."""
    raise NotImplementedError(wanted)


def write_report(path: Path, wanted: Wanted, gathered: Gathered, seal: Seal | None) -> Digests:
    """Compose what was gathered and write it to ``path``; without a ``seal`` it is 未定稿."""
    raise NotImplementedError((path, wanted, gathered, seal))
