"""A copy of the database held against what the manifest says of the original."""

from guidance_portal.backups.contents import Tell
from guidance_portal.backups.holdings import differences, holdings
from guidance_portal.backups.manifest import Holdings
from guidance_portal.backups.refusal import BackupError

SHOWN = 5


def in_short(sentences: list[str]) -> str:
    """The first few of many sentences, on one line."""
    more = [f"and {len(sentences) - SHOWN} more"] if len(sentences) > SHOWN else []
    return "; ".join([*sentences[:SHOWN], *more])


def verify_copy(expected: Holdings, tell: Tell) -> Holdings:
    """Account for the copy in which the default connection stands; refuse it unless its tables, rows, rules
    and migrations are those of the original. Its figures are the caller's to compare."""
    found = holdings(tell)
    if said := differences(expected, found):
        raise BackupError(f"The copy is not what was copied: {in_short(said)}.")
    return found
