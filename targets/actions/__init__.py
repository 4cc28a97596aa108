"""Everything that changes targets. Atomic; each takes ``by``, and ``at`` where the moment is kept."""

from targets.actions.allocation import allocate_target, show_ranks
from targets.actions.amend import add_target, amend_target, set_milestones, withdraw_target
from targets.actions.goals import (
    accept_goal,
    accept_offered_goal,
    add_goal,
    correct_goal,
    drop_goal,
    reopen_goal,
    restore_goal,
    split_goal,
)
from targets.actions.indicator import correct_indicator, create_indicator

__all__ = [
    "accept_goal",
    "accept_offered_goal",
    "add_goal",
    "add_target",
    "allocate_target",
    "amend_target",
    "correct_goal",
    "correct_indicator",
    "create_indicator",
    "drop_goal",
    "reopen_goal",
    "restore_goal",
    "set_milestones",
    "show_ranks",
    "split_goal",
    "withdraw_target",
]
