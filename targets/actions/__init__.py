"""Everything that changes targets. Atomic; each takes ``by``, and ``at`` where the moment is kept."""

from targets.actions.goals import (
    accept_goal,
    add_goal,
    correct_goal,
    drop_goal,
    reopen_goal,
    restore_goal,
    split_goal,
)

__all__ = [
    "accept_goal",
    "add_goal",
    "correct_goal",
    "drop_goal",
    "reopen_goal",
    "restore_goal",
    "split_goal",
]
