"""From what is to be said about filings to the people it is said to."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import FilteredRelation, Q, QuerySet

from organizations.models import Membership
from organizations.permissions import Permission, Role, roles_with
from organizations.prepared_queries import PreparedQuery
from tasks.models import Filing, Notice, NoticeKind

# For the people of so few organizations, as of one filing, the SQL is written once.
FEW = 4
type StaffRow = tuple[int, str, int, str | None, bool, bool]


@dataclass(frozen=True, slots=True)
class Audience:
    """Who gets a notice about a filing: the people with a role at one organization.

    ``otherwise`` stands in where nobody active holds one of the roles.
    """

    roles: frozenset[Role]
    is_above: bool = False
    otherwise: frozenset[Role] = frozenset()


EDITORS = roles_with(Permission.EDIT_FILING)
SIGNERS = roles_with(Permission.SUBMIT_FILING)
REVIEWERS = roles_with(Permission.REVIEW_FILING)

AUDIENCES: dict[NoticeKind, Audience] = {kind: Audience(EDITORS) for kind in NoticeKind} | {
    NoticeKind.OVERDUE: Audience(SIGNERS, otherwise=EDITORS),
    NoticeKind.HANDED_OVER: Audience(SIGNERS),
    NoticeKind.OVERDUE_BELOW: Audience(REVIEWERS, is_above=True),
    NoticeKind.REPORT_REMINDED: Audience(SIGNERS, otherwise=EDITORS),
    NoticeKind.REPORT_RETURNED: Audience(SIGNERS, otherwise=EDITORS),
}


@dataclass(frozen=True, slots=True)
class Message:
    """What is to be said about one filing; ``key`` and ``values`` as in ``Notice``."""

    filing: Filing
    kind: NoticeKind
    key: str
    values: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Staff:
    """Active people by organization and role, and by person and kind where they chose to be told of it: in
    the portal, by mail. Without a choice it is both."""

    people: dict[tuple[int, str], set[int]]
    channels: dict[tuple[int, str], tuple[bool, bool]]

    @classmethod
    def of(cls, organizations: set[int], kinds: Iterable[NoticeKind]) -> "Staff":
        """Everybody active who belongs to one of ``organizations``, by id, with their choices for ``kinds``
        (one query)."""
        asked: dict[str, Any] = {
            "organizations": tuple(sorted(organizations)),
            "kinds": tuple(sorted({NoticeKind(kind).value for kind in kinds})),
        }
        are_few = 0 < len(organizations) <= FEW and asked["kinds"]
        people: dict[tuple[int, str], set[int]] = defaultdict(set)
        channels: dict[tuple[int, str], tuple[bool, bool]] = {}
        for organization, role, user, kind, in_portal, by_mail in (
            STAFF.rows(**asked) if are_few else staff_rows(**asked)
        ):
            people[organization, role].add(user)
            if kind is not None:
                channels[user, kind] = (in_portal, by_mail)
        return cls(dict(people), channels)

    def audience(self, audience: Audience, filing: Filing) -> set[int]:
        """The ids of those whom ``audience`` means for one filing."""
        organization = filing.reports_to_id if audience.is_above else filing.organization_id
        for roles in (audience.roles, audience.otherwise):
            found: set[int] = set().union(*(self.people.get((organization, role), set()) for role in roles))
            if found:
                return found
        return set()


def staff_rows(organizations: tuple[int, ...], kinds: tuple[str, ...]) -> QuerySet[Membership, StaffRow]:
    """Who is active at ``organizations`` with which role, once for each of ``kinds`` on which they chose how
    to be told, at least once."""
    chosen = FilteredRelation(
        "user__notice_preferences", condition=Q(user__notice_preferences__kind__in=kinds)
    )
    held = Membership.objects.filter(organization__in=organizations, user__is_active=True)
    in_no_order = held.annotate(choice=chosen).order_by()
    return in_no_order.values_list(
        "organization", "role", "user", "choice__kind", "choice__in_portal", "choice__by_mail"
    )


STAFF = PreparedQuery(staff_rows)


def addressed(
    messages: Sequence[Message],
    *,
    on: dt.date,
    at: dt.datetime,
    but: int | None = None,
    are_new: bool = False,
) -> list[Notice]:
    """The notices that messages become, not stored: one a person concerned who wants their kind somewhere.

    ``but`` is the id of somebody who knows already. Two queries, whatever the number of messages; what
    was said before is left out, which nobody looks for where they ``are_new``.
    """
    concerned = {message.filing.organization_id for message in messages}
    concerned |= {message.filing.reports_to_id for message in messages}
    staff = Staff.of(concerned, {message.kind for message in messages})
    notices = [
        Notice(
            user_id=user,
            kind=message.kind,
            filing=message.filing,
            key=message.key,
            on=on,
            values=message.values,
            created_at=at,
        )
        for message in messages
        for user in sorted(staff.audience(AUDIENCES[message.kind], message.filing) - {but})
    ]
    return wanted(notices if are_new else unsaid(notices), staff)


def unsaid(notices: Iterable[Notice]) -> list[Notice]:
    """Those of the notices that were not written before (one query)."""
    by_key = {(notice.user_id, notice.kind, notice.filing_id, notice.key): notice for notice in notices}
    filings = {notice.filing_id for notice in by_key.values()}
    kinds = {notice.kind for notice in by_key.values()}
    said = Notice.objects.filter(filing__in=filings, kind__in=kinds)
    for key in said.values_list("user", "kind", "filing", "key"):
        by_key.pop(key, None)
    return list(by_key.values())


def wanted(notices: Sequence[Notice], staff: Staff) -> list[Notice]:
    """The notices as each person chose to get them, without those that nobody wants."""
    for notice in notices:
        chosen = staff.channels.get((notice.user_id, notice.kind), (True, True))
        notice.is_in_portal, notice.is_by_mail = chosen
    return [notice for notice in notices if notice.is_in_portal or notice.is_by_mail]
