"""Who files when, and how it goes: the script of the sample year."""

import datetime as dt
from dataclasses import dataclass
from enum import Enum
from random import Random

from tasks.models import Filing

PLAYS_ON = dt.date(2021, 11, 22)


class End(Enum):
    """How far a filing has come by the day on which the sample plays."""

    UNTOUCHED = "untouched"
    DRAFT = "draft"
    HANDED_OVER = "complete, and handed over to the lead"
    SUBMITTED = "submitted"
    IN_REVIEW = "in review"
    RETURNED = "returned"
    APPROVED = "approved"

    @property
    def is_draft(self) -> bool:
        return self in {End.UNTOUCHED, End.DRAFT}


class Twist(Enum):
    """What happened on the way besides submitting and approving."""

    NONE = "none"
    RETURNED_ONCE = "returned once, for a wrong unit"
    WITHDRAWN_ONCE = "withdrawn once by the lead"
    REOPENED = "reopened after approval"
    EXTENDED = "window extended"


@dataclass(frozen=True, slots=True)
class Plan:
    """One filing's way. Days in order; ``filled`` is the share of a draft's task lines that are written."""

    end: End
    edited_on: dt.date
    submitted_on: dt.date
    reviewed_on: dt.date
    twist: Twist = Twist.NONE
    filled: float = 1.0


QUARTER_LATE = {("63", 1): 2, ("54", 1): 5, ("46", 2): 3, ("22", 3): 2, ("53", 3): 4, ("D-LXB", 2): 2}
QUARTER_OPEN = {("54", 3): End.UNTOUCHED, ("66", 3): End.DRAFT, ("445300", 3): End.UNTOUCHED}
TWISTS = {
    ("45", 2): Twist.RETURNED_ONCE,
    ("21", 1): Twist.RETURNED_ONCE,
    ("43", 3): Twist.WITHDRAWN_ONCE,
    ("12", 1): Twist.REOPENED,
    ("41", 2): Twist.EXTENDED,
}
EXTENDED_UNTIL = dt.date(2021, 8, 10)
EXTENSION_REASON = "防汛救灾期间集中力量抢险，同意延期报送。"
REOPEN_REASON = "该季度融资惠及企业数经与登记系统核对有误，请更正后重新报送。"

YEAR_END: dict[str, End] = {
    **dict.fromkeys(("31", "35", "52", "D-SBJ", "D-BGS"), End.APPROVED),
    **dict.fromkeys(("11", "37", "51", "50", "33", "44-1", "D-ZLJ", "D-GFS"), End.SUBMITTED),
    **dict.fromkeys(("42", "61"), End.IN_REVIEW),
    "41": End.RETURNED,
    "32": End.HANDED_OVER,
    # Cities: all of 浙江 are approved, 江苏 and 广东 are under way.
    **{f"33{number:02}00": End.APPROVED for number in range(1, 12)},
    **dict.fromkeys(("320100", "320200", "320400", "320500"), End.APPROVED),
    **dict.fromkeys(("320600", "321000", "321100", "321200"), End.SUBMITTED),
    **dict.fromkeys(("440100", "440300", "440400", "440600", "441300", "442000"), End.APPROVED),
    **dict.fromkeys(("440200", "440700", "440800", "441200", "441900"), End.SUBMITTED),
    "440500": End.RETURNED,
}


def plan_for(filing: Filing, rng: Random) -> Plan:
    """The way of one filing; needs its organization and period."""
    if filing.period.is_year_end:
        return year_end_plan(filing, rng)
    return quarter_plan(filing, rng)


def quarter_plan(filing: Filing, rng: Random) -> Plan:
    """A past quarter: mostly approved; cities first, their provinces after them."""
    code, opens_on = filing.organization.code, filing.period.opens_on
    key = (code, filing.period.order)
    if filing.organization.depth > 2:
        edited, submitted, reviewed = 7, rng.randint(7, 9), 2
    else:
        first = 13 if filing.organization.numchild else 11
        edited, submitted, reviewed = first - rng.randint(0, 2), rng.randint(first, 16), rng.randint(1, 6)
    if key in QUARTER_LATE:
        submitted = (filing.period.due_on - opens_on).days + QUARTER_LATE[key]
    if TWISTS.get(key) is Twist.EXTENDED:
        submitted = (EXTENDED_UNTIL - opens_on).days - 4
    submitted_on = workday(opens_on + dt.timedelta(days=submitted))
    return Plan(
        end=QUARTER_OPEN.get(key, End.APPROVED),
        edited_on=min(workday(opens_on + dt.timedelta(days=edited)), submitted_on),
        submitted_on=submitted_on,
        reviewed_on=workday(submitted_on + dt.timedelta(days=reviewed)),
        twist=TWISTS.get(key, Twist.NONE),
        filled=0.5,
    )


def year_end_plan(filing: Filing, rng: Random) -> Plan:
    """The open window: everybody has entered figures, some have filed."""
    end = YEAR_END.get(filing.organization.code, End.DRAFT)
    if filing.organization.depth > 2:
        edited, submitted, reviewed = 15, 16, 17
    elif end in {End.APPROVED, End.RETURNED}:
        edited, submitted, reviewed = 16, 17, rng.choice((18, 19))
    else:
        edited, submitted, reviewed = rng.choice((16, 17, 18)), rng.choice((18, 19)), 22
    november = PLAYS_ON.replace
    return Plan(
        end=end,
        edited_on=november(day=edited),
        submitted_on=november(day=submitted),
        reviewed_on=november(day=reviewed),
        filled=rng.choice((0.2, 0.4, 0.6, 0.8)),
    )


def workday(day: dt.date) -> dt.date:
    """The day, or the Monday after it at a weekend."""
    return day + dt.timedelta(days=max(0, 7 - day.weekday()) if day.weekday() >= 5 else 0)
