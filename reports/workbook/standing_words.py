"""How an organization stands with its year-end filing, in a word."""

from collections import Counter
from collections.abc import Iterable

from django.utils.translation import gettext as _

from reports.snapshot.year import Standing


def standing_in_words(state: str) -> str:
    """A key of ``Standing.state`` in a word. A draft is simply not filed (design R22)."""
    words = {
        "frozen": _("Report frozen"),
        "approved": _("Approved"),
        "submitted": _("Waiting for approval"),
        "returned": _("Returned"),
    }
    return words.get(state, _("Not filed"))


def counted_standings(standings: Iterable[Standing]) -> dict[str, int]:
    """How many organizations stand where, the furthest first."""
    found = Counter(standing.state for standing in standings)
    counted: dict[str, int] = {}
    for state in ("frozen", "approved", "submitted", "returned", "draft", "not_filed"):
        if found[state]:
            word = standing_in_words(state)
            counted[word] = counted.get(word, 0) + found[state]
    return counted
