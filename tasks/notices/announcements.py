"""Notices that are about no filing, for people who are named one by one."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from tasks.models import Notice, NoticeKind, NoticePreference


@dataclass(frozen=True, slots=True)
class Announcement:
    """What is to be said; ``key`` names it once and for all, ``values`` as in ``Notice``: with ``year``,
    ``organization`` in both languages, and the ``address`` that it leads to."""

    kind: NoticeKind
    key: str
    values: dict[str, Any]


def announced(
    announcement: Announcement, people: Collection[int], *, on: dt.date, at: dt.datetime
) -> list[Notice]:
    """The notices of people, by id, as each chose to be told, not stored (one query)."""
    chosen = NoticePreference.objects.filter(kind=announcement.kind, user__in=people)
    channels = {
        user: (portal, mail) for user, portal, mail in chosen.values_list("user", "in_portal", "by_mail")
    }
    notices = []
    for user in people:
        in_portal, by_mail = channels.get(user, (True, True))
        if in_portal or by_mail:
            notices.append(
                Notice(
                    user_id=user,
                    kind=announcement.kind,
                    key=announcement.key,
                    on=on,
                    values=announcement.values,
                    is_in_portal=in_portal,
                    is_by_mail=by_mail,
                    created_at=at,
                )
            )
    return notices
