"""Which reminder of a filing that was never submitted is due on which day.

Plain arithmetic over days; all days are inclusive, Asia/Shanghai (design R6).
"""

import datetime as dt

from organizations.workdays import ONE_DAY, workdays_after, workdays_before
from tasks.models import NoticeKind

WORKDAYS_AHEAD = ((7, NoticeKind.DUE_IN_7), (3, NoticeKind.DUE_IN_3), (1, NoticeKind.DUE_IN_1))
# On which workday after the due day the level above hears of it.
WORKDAYS_UNTIL_ABOVE = 3


def moments(opens_on: dt.date, due_on: dt.date) -> list[tuple[dt.date, NoticeKind]]:
    """Every day on which the filer's side is reminded, in order; none but the first before the window opens.

    Where two fall on one day, the later in the list is the one that counts.
    """
    ahead = [(workdays_before(due_on, number), kind) for number, kind in WORKDAYS_AHEAD]
    return [
        (opens_on, NoticeKind.OPENED),
        *((day, kind) for day, kind in ahead if day >= opens_on),
        (due_on, NoticeKind.DUE_TODAY),
        (due_on + ONE_DAY, NoticeKind.OVERDUE),
    ]


def reminders_on(day: dt.date, *, opens_on: dt.date, due_on: dt.date) -> list[NoticeKind]:
    """What is to be said on ``day``: the latest moment that was reached, and the word to the level above.

    A moment on which nobody ran the reminders is made up for by the next one, not sent beside it.
    """
    reached = [kind for moment, kind in moments(opens_on, due_on) if moment <= day]
    kinds = reached[-1:]
    if day >= workdays_after(due_on, WORKDAYS_UNTIL_ABOVE):
        kinds.append(NoticeKind.OVERDUE_BELOW)
    return kinds
