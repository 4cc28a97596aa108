"""What follows from an approval, and from its end, in the rooms above, which this room does not know.

A room registers what it does when it starts; whatever approves, reopens or takes an approval back asks each
of them, in the same transaction.
"""

import datetime as dt
from collections.abc import Callable, Sequence

from organizations.models import User
from tasks.models import Filing

# For so long whoever approved can take it back.
TAKEN_BACK_WITHIN = dt.timedelta(minutes=1)

# Told the filings that one act approved, or that are approved no more, who did that, and when.
type Follower = Callable[[Sequence[Filing], User, dt.datetime], None]

FOLLOWERS: list[Follower] = []
FOLLOWERS_OF_THE_END: list[Follower] = []


def register(follower: Follower) -> None:
    """Make a follower known; the same one once."""
    if follower not in FOLLOWERS:
        FOLLOWERS.append(follower)


def register_end(follower: Follower) -> None:
    """Make a follower of approvals that end known; the same one once."""
    if follower not in FOLLOWERS_OF_THE_END:
        FOLLOWERS_OF_THE_END.append(follower)


def follow_approvals(filings: Sequence[Filing], *, by: User, at: dt.datetime) -> None:
    """Let every room do what follows from approving ``filings``."""
    if filings:
        for follower in FOLLOWERS:
            follower(filings, by, at)


def follow_end(filing: Filing, *, by: User, at: dt.datetime) -> None:
    """Let every room do what follows from a filing's being approved no more."""
    for follower in FOLLOWERS_OF_THE_END:
        follower([filing], by, at)
