"""What stands in the cells of tables: a value in words, and a dash where there is none."""

from reports.composition.days import long_day
from reports.composition.manuscript import Manuscript
from reports.snapshot.year import Name

DASH = "—"
# So much of a checksum tells two files, or two reports, of a year apart; the whole stands in the snapshot.
CHECKSUM_SHOWN = 16


def name_or_dash(manuscript: Manuscript, name: Name | None) -> str:
    return DASH if name is None else manuscript.said(name)


def percent_or_dash(percent: str | None) -> str:
    return DASH if percent is None else f"{percent}%"


def day_or_dash(day: str | None) -> str:
    """A day of the snapshot written out."""
    return long_day(day) if day else DASH


def beginning_of(checksum: str) -> str:
    return checksum[:CHECKSUM_SHOWN]
