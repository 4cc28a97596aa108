"""Which way a simulated filing takes: when it is written, submitted, returned, approved."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from random import Random

from organizations.models import Organization
from sample.year.moments import at
from sample.year.plan import workday
from tasks.models import FilingEvent, ReportingPeriod

Action = FilingEvent.Action
# The days of a window, from 0, on which each depth of the tree submits, and those its reviewers take after:
# townships first, then counties, then cities, then those who report to the office.
TOP, COUNTY, TOWNSHIP = 2, 4, 5
SUBMIT_DAYS = {TOWNSHIP: (0, 1), COUNTY: (1, 4), 3: (8, 10), TOP: (14, 16)}
# A county that has townships waits for them; who reports to the office and waits for nobody may be earlier.
WAITING_COUNTY_DAYS, UNHINDERED_DAYS = (4, 5), (4, 16)
REVIEW_DAYS = {TOWNSHIP: (1, 1), COUNTY: (1, 1), 3: (1, 1), TOP: (1, 5)}
LATE_DAYS = (1, 8)


class Twist(Enum):
    """What is unusual about a way."""

    NONE = "none"
    MISSING = "never filed"
    LATE = "submitted after the due day"
    RETURNED = "returned and submitted again the same day"
    REOPENED = "approved, then reopened and corrected"
    STILL_RETURNED = "returned and not submitted again yet"
    STILL_WAITING = "submitted and not reviewed yet"


CHANCES = {Twist.LATE: 0.03, Twist.RETURNED: 0.03, Twist.REOPENED: 0.01}
# Those of the last window that has opened.
LAST_CHANCES = {Twist.STILL_RETURNED: 0.02, Twist.STILL_WAITING: 0.08}
# Those without anybody beneath them sometimes fail to file at all.
MISSING_CHANCE = 0.015


@dataclass(frozen=True, slots=True)
class Step:
    """One move at one moment; ``is_corrected`` says that a line was corrected just before it."""

    action: FilingEvent.Action
    at: dt.datetime
    is_corrected: bool = False


@dataclass(frozen=True, slots=True)
class Way:
    """A filing's way up to the day on which the portal plays. ``edited_at`` is None where nobody has
    begun yet."""

    twist: Twist
    edited_at: dt.datetime | None
    steps: tuple[Step, ...]

    @property
    def has_slip(self) -> bool:
        """Whether what was written first was not right, so that it came back or will."""
        return self.twist in {Twist.RETURNED, Twist.REOPENED, Twist.STILL_RETURNED}


UNTOUCHED = Way(Twist.NONE, None, ())


def way_of(
    organization: Organization, period: ReportingPeriod, *, on: dt.date, is_last: bool, rng: Random
) -> Way:
    """The way of one filing as far as it has come at the end of day ``on``. ``is_last`` marks the filings of
    the last window that has opened."""
    if period.opens_on > on:
        return UNTOUCHED
    twist = twist_of(organization, is_last=is_last, rng=rng)
    depth = min(max(organization.depth, TOP), TOWNSHIP)
    day = period.opens_on + dt.timedelta(days=rng.randint(*submit_days(depth, organization.numchild)))
    if twist is Twist.LATE:
        day = period.due_on + dt.timedelta(days=rng.randint(*LATE_DAYS))
    submitted_on = workday(day)
    reviewed_on = workday(submitted_on + dt.timedelta(days=rng.randint(*REVIEW_DAYS[depth])))
    edited_at = at(max(period.opens_on, submitted_on - dt.timedelta(days=rng.randint(0, 2))), 8, 40)
    if twist is Twist.MISSING or edited_at.date() > on:
        return UNTOUCHED
    minute = rng.randint(0, 39)
    steps = steps_of(twist, submitted_on, reviewed_on, minute)
    return Way(twist, edited_at, tuple(step for step in steps if step.at.date() <= on))


def submit_days(depth: int, subordinates: int) -> tuple[int, int]:
    """The first and the last day of a window on which somebody submits who waits for so many others."""
    if depth == TOP and not subordinates:
        return UNHINDERED_DAYS
    return WAITING_COUNTY_DAYS if depth == COUNTY and subordinates else SUBMIT_DAYS[depth]


def twist_of(organization: Organization, *, is_last: bool, rng: Random) -> Twist:
    """By chance; one draw for each filing."""
    drawn = rng.random()
    if organization.numchild == 0 and organization.is_local:
        if drawn < MISSING_CHANCE:
            return Twist.MISSING
        drawn -= MISSING_CHANCE
    for twist, chance in (LAST_CHANCES if is_last else CHANCES).items():
        if drawn < chance:
            return twist
        drawn -= chance
    return Twist.NONE


def steps_of(twist: Twist, submitted_on: dt.date, reviewed_on: dt.date, minute: int) -> Sequence[Step]:
    """Every step to the end, in order."""
    submitted, begun = at(submitted_on, 14, minute), at(reviewed_on, 9, minute)
    approved = at(reviewed_on, 10, minute)
    first = [Step(Action.SUBMIT, submitted)]
    review = [Step(Action.START_REVIEW, begun), Step(Action.APPROVE, approved)]
    if twist is Twist.STILL_WAITING:
        return first
    if twist is Twist.STILL_RETURNED:
        return [*first, Step(Action.START_REVIEW, begun), Step(Action.RETURN, approved)]
    if twist is Twist.RETURNED:
        return [
            Step(Action.SUBMIT, at(submitted_on, 13, minute)),
            Step(Action.START_REVIEW, at(submitted_on, 14, minute)),
            Step(Action.RETURN, at(submitted_on, 15, minute)),
            Step(Action.SUBMIT, at(submitted_on, 16, minute), is_corrected=True),
            *review,
        ]
    if twist is Twist.REOPENED:
        return [*first, *review, *reopened(reviewed_on, minute)]
    return [*first, *review]


def reopened(approved_on: dt.date, minute: int) -> list[Step]:
    """Reopened in the afternoon, corrected and approved on the next workday."""
    again_on = workday(approved_on + dt.timedelta(days=1))
    return [
        Step(Action.REOPEN, at(approved_on, 15, minute)),
        Step(Action.SUBMIT, at(again_on, 11, minute), is_corrected=True),
        Step(Action.START_REVIEW, at(again_on, 14, minute)),
        Step(Action.APPROVE, at(again_on, 15, minute)),
    ]
