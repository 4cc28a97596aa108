"""How organizations stand with their reports, in words."""

from collections import Counter
from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import pgettext as _p

from reports.readiness import State
from reports.snapshot.year import Standing
from texts.punctuation import listed


def state_in_words(state: str) -> str:
    """The state of one organization's report, in a word."""
    return {
        State.FROZEN: _p("report", "Final"),
        State.CORRECTING: _p("report", "Final, being corrected"),
        State.APPROVED: _p("report", "Approved"),
        State.SUBMITTED: _p("report", "Waiting for approval"),
        State.RETURNED: _p("report", "Returned"),
        State.NOT_FILED: _p("report", "Not filed"),
    }[State(state)]


def counts_by_state(standings: Iterable[Standing]) -> dict[str, int]:
    """How many organizations stand where, by the word for it, the furthest first; only what occurs."""
    counted = Counter(standing.state for standing in standings)
    return {state_in_words(state): counted[state] for state in State if counted[state]}


def counts_in_words(standings: Iterable[Standing]) -> str:
    """ "31 final, 2 waiting for approval, 1 not filed"."""
    return listed(
        _p("state of a report", "%(state)s %(count)d") % {"state": word, "count": count}
        for word, count in counts_by_state(standings).items()
    ) or _("nobody")
