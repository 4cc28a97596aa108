"""Where measures stand, counted in words."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from tasks.models import MeasureState
from texts.punctuation import listed

State = MeasureState.State


def states_in_words(states: Sequence[str]) -> str:
    """ "19 completed, 8 in progress, 1 delayed": what does not occur is left out."""
    patterns = {
        State.COMPLETED: _("%(count)d completed"),
        State.IN_PROGRESS: _("%(count)d in progress"),
        State.DELAYED: _("%(count)d delayed"),
        State.NOT_STARTED: _("%(count)d not started"),
    }
    return listed(
        pattern % {"count": states.count(state)} for state, pattern in patterns.items() if state in states
    )


def state_in_words(state: str) -> str:
    """The state of one measure; of one without an answer, that there is none."""
    return str(State(state).label) if state else _("not reported")
