"""How much of a table is read, so that reading always ends soon."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from reading.document import DocumentError

MOST_CELLS = 200_000
MOST_COLUMNS = 60
MOST_REPEATED = 1_000_000
"""So many characters may be said again for the rows that a merged cell covers."""

_TOO_MANY_CELLS = gettext_noop("A table of the document has more cells than can be read.")
_TOO_OFTEN_SAID = gettext_noop(
    "The merged cells of a table say more, for all of their rows, than can be read."
)


class Count:
    """What was read so far of something that has a limit."""

    def __init__(self, most: int, reason: str) -> None:
        self.most, self.reason, self.count = most, reason, 0

    def add(self, number: int) -> None:
        """Count ``number`` more. Raises DocumentError above the limit."""
        self.count += number
        if self.count > self.most:
            raise DocumentError(_(self.reason))


def cell_count() -> Count:
    return Count(MOST_CELLS, _TOO_MANY_CELLS)


def repetition_count() -> Count:
    return Count(MOST_REPEATED, _TOO_OFTEN_SAID)
