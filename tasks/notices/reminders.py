"""The reminders of one day: written for every filing that was never submitted, a batch at a time."""

import datetime as dt
from collections.abc import Iterator
from itertools import batched

from organizations.workdays import is_counted_in_weekdays, workdays_between
from tasks.models import Filing, Guidance, Notice, NoticeKind
from tasks.notices.audience import Message, addressed
from tasks.notices.schedule import reminders_on

BATCH = 500


def reminders(*, on: dt.date) -> Iterator[list[Message]]:
    """What is to be said on day ``on``, in batches, whether it was said before or not (one query)."""
    unfiled = Filing.objects.filter(
        period__guidance__status=Guidance.Status.PUBLISHED, period__opens_on__lte=on, filed_on=None
    )
    for filings in batched(list(unfiled.select_related("period").order_by("pk")), BATCH):
        yield [message for filing in filings for message in reminders_of(filing, on=on)]


def reminders_of(filing: Filing, *, on: dt.date) -> list[Message]:
    """What is to be said on day ``on`` about one filing that was never submitted."""
    opens_on = filing.period.opens_on
    values = {
        "due_on": filing.due_on.isoformat(),
        "workdays": workdays_between(on, filing.due_on),
        "in_weekdays": is_counted_in_weekdays(on, filing.due_on),
    }
    return [
        # An extension starts the reminders anew; the window still opened only once.
        Message(filing, kind, f"{opens_on if kind is NoticeKind.OPENED else filing.due_on}", values)
        for kind in reminders_on(on, opens_on=opens_on, due_on=filing.due_on)
    ]


def outstanding(*, on: dt.date, at: dt.datetime) -> Iterator[Notice]:
    """The notices that ``write_reminders`` would write now."""
    for messages in reminders(on=on):
        yield from addressed(messages, on=on, at=at)
