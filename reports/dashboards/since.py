"""From which moment a dashboard tells what has changed."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from organizations.calendar import end_of, today
from organizations.models import User
from reports.dashboards.question import Question
from reports.visits import visit_of

# Who has not been here before is told of so many days.
WEEK = dt.timedelta(days=7)


class Occasion(StrEnum):
    """Why from that moment: the day that is named, the person's last visit, or else a week ago."""

    DAY = "day"
    VISIT = "visit"
    WEEK = "week"


@dataclass(frozen=True, slots=True)
class Since:
    """The moment, and why it is that one."""

    moment: dt.datetime
    occasion: Occasion

    @property
    def in_words(self) -> str:
        """ "Since your last visit, 21 November 2021, 09:30"."""
        if self.occasion is Occasion.VISIT:
            at = date_format(localtime(self.moment), "DATETIME_FORMAT")
            return _("Since your last visit, %(at)s") % {"at": at}
        day = date_format(localtime(self.moment) - dt.timedelta(days=1), "DATE_FORMAT")
        if self.occasion is Occasion.DAY:
            return _("Since the end of %(day)s") % {"day": day}
        return _("Since a week ago, the end of %(day)s") % {"day": day}

    @property
    def compared_with(self) -> str:
        """What stands before a change in a sentence: "since last week"."""
        match self.occasion:
            case Occasion.VISIT:
                return _("since your last visit")
            case Occasion.DAY:
                day = date_format(localtime(self.moment) - dt.timedelta(days=1), "DATE_FORMAT")
                return _("since %(day)s") % {"day": day}
        return _("since last week")


def since_visit(question: Question, user: User, at: dt.datetime) -> Since:
    """``since_of`` for a look at another view, which is no visit of its own: the overview alone notes them
    (one query; none where a day is asked for)."""
    if question.since is not None or question.on is not None:
        return since_of(question, None)
    visit = visit_of(user, question.organization)
    return since_of(question, visit.ended_before(at) if visit is not None else None)


def since_of(question: Question, last_visit: dt.datetime | None) -> Since:
    """The end of the day that is named; else the end of the person's last visit; else the end of the day
    seven days ago. Who asks for an earlier day compares that with a week before it: no visit was then."""
    if question.since is not None:
        return Since(end_of(question.since), Occasion.DAY)
    if last_visit is not None and question.on is None:
        return Since(last_visit, Occasion.VISIT)
    return Since(end_of((question.on or today()) - WEEK), Occasion.WEEK)
