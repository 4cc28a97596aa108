"""What follows from an approval in the rooms above, which this room does not know.

A room registers what it does when it starts; whatever approves asks each of them, in the same transaction.
"""

import datetime as dt
from collections.abc import Callable, Sequence

from organizations.models import User
from tasks.models import Filing

# Told the filings that one act approved, who approved them, and when.
type Follower = Callable[[Sequence[Filing], User, dt.datetime], None]

FOLLOWERS: list[Follower] = []


def register(follower: Follower) -> None:
    """Make a follower known; the same one once."""
    if follower not in FOLLOWERS:
        FOLLOWERS.append(follower)


def follow_approvals(filings: Sequence[Filing], *, by: User, at: dt.datetime) -> None:
    """Let every room do what follows from approving ``filings``."""
    if filings:
        for follower in FOLLOWERS:
            follower(filings, by, at)
