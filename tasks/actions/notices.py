"""Writing notices, reading them, and choosing how to be told."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from itertools import batched

from django.db import transaction

from organizations.calendar import day_of
from organizations.models import User
from tasks.models import Filing, FilingEvent, Notice, NoticeKind, NoticePreference
from tasks.notices.announcements import Announcement, announced
from tasks.notices.audience import Message, addressed

# So many people are told at a time.
AT_ONCE = 500


@transaction.atomic(savepoint=False)
def write_notices(
    *,
    messages: Sequence[Message],
    on: dt.date,
    at: dt.datetime,
    by: User | None = None,
    are_new: bool = False,
) -> list[Notice]:
    """Write what is new of ``messages`` for everybody concerned but ``by``, who knows already.

    Safe to repeat, and beside another process: the constraint lets each notice stand once. ``are_new`` says
    that what they tell has only just happened, so that nobody can have been told before.
    """
    notices = addressed(messages, on=on, at=at, but=by.pk if by else None, are_new=are_new)
    Notice.objects.bulk_create(notices, ignore_conflicts=True, batch_size=1000)
    return notices


@transaction.atomic(savepoint=False)
def notify_events(*, events: Sequence[FilingEvent], kind: NoticeKind) -> None:
    """Tell the filers' sides of returns or approvals that one person has just made; part of the transaction
    that wrote the events."""
    if not events:
        return
    messages = [
        Message(event.filing, kind, f"event-{event.pk}", {"person": str(event.by), "reason": event.reason})
        for event in events
    ]
    by, at = events[0].by, events[0].at
    write_notices(messages=messages, on=day_of(at), at=at, by=by, are_new=True)


@transaction.atomic(savepoint=False)
def withdraw_notices(*, event: FilingEvent, kind: NoticeKind) -> set[int]:
    """Take back what was said of ``event`` to those who have not read it; the people, by id, who have."""
    said = Notice.objects.filter(filing=event.filing, kind=kind, key=f"event-{event.pk}")
    said.filter(read_at=None, mailed_at=None).delete()
    return set(said.values_list("user_id", flat=True))


@transaction.atomic(savepoint=False)
def withdraw_waiting(*, filing: Filing) -> None:
    """Take back, from the leads who have not read it, that a filing waits for their signature (one
    statement)."""
    waiting = Notice.objects.filter(filing=filing, kind=NoticeKind.HANDED_OVER)
    waiting.filter(read_at=None, mailed_at=None).delete()


@transaction.atomic(savepoint=False)
def notify_people(*, event: FilingEvent, kind: NoticeKind, people: Collection[int]) -> None:
    """Tell of ``event`` those of its kind's audience who are among ``people``, by id."""
    values = {"person": str(event.by), "reason": event.reason}
    message = Message(event.filing, kind, f"event-{event.pk}", values)
    told = addressed([message], on=day_of(event.at), at=event.at, but=event.by_id, are_new=True)
    Notice.objects.bulk_create([notice for notice in told if notice.user_id in people])


@transaction.atomic
def notify_remark(*, filing: Filing, key: str, text: str, by: User, at: dt.datetime) -> None:
    """Tell the filer's side of a remark, which ``key`` names once and for all."""
    message = Message(filing, NoticeKind.REMARK, key, {"person": str(by), "reason": text})
    write_notices(messages=[message], on=day_of(at), at=at, by=by)


@transaction.atomic(savepoint=False)
def announce(
    *, announcement: Announcement, people: Collection[int], on: dt.date, at: dt.datetime
) -> list[Notice]:
    """Say something about no filing to people, by id, who were not told yet; safe to repeat (two queries for
    each so many people)."""
    written = []
    for some in batched(sorted(people), AT_ONCE):
        notices = announced(announcement, some, on=on, at=at)
        written += Notice.objects.bulk_create(notices, ignore_conflicts=True)
    return written


@transaction.atomic(savepoint=False)
def withdraw_announcement(*, kind: NoticeKind, key: str) -> None:
    """Take back what was announced, from those who have not read it and got no mail (one statement)."""
    said = Notice.objects.filter(filing=None, kind=kind, key=key)
    said.filter(read_at=None, mailed_at=None).delete()


@transaction.atomic(savepoint=False)
def withdraw_unread(*, kind: NoticeKind, prefix: str, key: str, people: Collection[int]) -> None:
    """Take back what was announced under keys that begin with ``prefix`` and was not read, but for what was
    said under ``key`` to some people, by id (one statement)."""
    said = Notice.objects.filter(filing=None, kind=kind, key__startswith=prefix)
    said.filter(read_at=None, mailed_at=None).exclude(key=key, user__in=people).delete()


@transaction.atomic
def mark_read(*, by: User, at: dt.datetime, notice: Notice) -> int:
    """Mark one notice of the person read; how many were unread."""
    return Notice.objects.filter(user=by, pk=notice.pk).unread().update(read_at=at)


@transaction.atomic
def mark_all_read(*, by: User, at: dt.datetime, up_to: int) -> int:
    """Mark every notice of the person read up to the one, by id, that was the latest when they read the list;
    how many were unread. What came since stays new."""
    return Notice.objects.filter(user=by, pk__lte=up_to).unread().update(read_at=at)


@transaction.atomic
def choose_channels(*, by: User, channels: Mapping[NoticeKind, tuple[bool, bool]]) -> None:
    """Keep where the person wants each kind, in the portal and by mail; a waiting mail follows at once."""
    NoticePreference.objects.bulk_create(
        [
            NoticePreference(user=by, kind=kind, in_portal=in_portal, by_mail=by_mail)
            for kind, (in_portal, by_mail) in channels.items()
        ],
        update_conflicts=True,
        unique_fields=["user", "kind"],
        update_fields=["in_portal", "by_mail"],
    )
    unwanted = [kind for kind, (_in_portal, by_mail) in channels.items() if not by_mail]
    Notice.objects.filter(user=by, kind__in=unwanted, mailed_at=None).update(is_by_mail=False)
