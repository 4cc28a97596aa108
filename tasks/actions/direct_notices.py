"""Notices to named people about what is no filing: whoever writes them knows whom they concern."""

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction

from organizations.calendar import day_of
from organizations.models import User
from tasks.models import Notice, NoticeKind, NoticePreference


@transaction.atomic(savepoint=False)
def notify_directly(
    *,
    people: Collection[int],
    kind: NoticeKind,
    key: str,
    values: Mapping[str, Any],
    by: User,
    at: dt.datetime,
) -> None:
    """Tell some people, by id, what ``by`` has done, each as they chose to be told of its kind; ``by`` knows,
    and who was told under this key already is not told again (two queries)."""
    people = set(people) - {by.pk}
    if not people:
        return
    rows = NoticePreference.objects.filter(user__in=people, kind=kind)
    chosen = {user: (portal, mail) for user, portal, mail in rows.values_list("user", "in_portal", "by_mail")}
    notices = []
    for user in sorted(people):
        in_portal, by_mail = chosen.get(user, (True, True))
        if in_portal or by_mail:
            said = {"kind": kind, "key": key, "on": day_of(at), "values": dict(values), "created_at": at}
            notices.append(Notice(user_id=user, is_in_portal=in_portal, is_by_mail=by_mail, **said))
    Notice.objects.bulk_create(notices, ignore_conflicts=True)


@transaction.atomic(savepoint=False)
def withdraw_unread(*, kind: NoticeKind, prefix: str, key: str, people: Collection[int]) -> None:
    """Take back what was said under keys that begin with ``prefix`` and was not read, but for what was said
    under ``key`` to some people, by id (one statement)."""
    said = Notice.objects.filter(filing=None, kind=kind, key__startswith=prefix)
    said.filter(read_at=None, mailed_at=None).exclude(key=key, user__in=people).delete()
