"""What people read of handing in where they start: their own report, and how far everybody is."""

import datetime as dt
from dataclasses import dataclass

from organizations.models import Organization, User
from organizations.permissions import Permission
from reports.hand_ins.receiving import may_receive
from reports.hand_ins.register import Entry, Register, entries_of, entry_of, register_of
from reports.hand_ins.wording import deadline, next_step
from reports.models import AnnualReport
from tasks.models import Guidance


@dataclass(frozen=True, slots=True)
class News:
    """``own`` are the reports that the person can hand in now; ``register`` is for who receives them."""

    guidance: Guidance
    own: list[Entry]
    register: Register | None
    deadline: str

    @property
    def says_something(self) -> bool:
        return bool(self.own) or self.register is not None


def concerns(user: User) -> bool:
    """Whether handing in can be anything of the person's: leads, people of departments, administrators (no
    query beyond the memberships)."""
    receiving = user.organizations_where(Permission.RECEIVE_REPORT)
    may_be_receiving = any(organization.is_department for organization in receiving)
    is_lead = bool(user.organizations_where(Permission.SIGN_REPORT))
    return may_be_receiving or is_lead or user.is_administrator


def news_of(user: User, guidance: Guidance, today: dt.date) -> News | None:
    """What is new for a person (one query while nothing of theirs is frozen, seven for who receives, seven
    more while something is to be handed in)."""
    register = register_of(guidance, today) if may_receive(user, guidance) else None
    news = News(
        guidance, own_reports(user, guidance, today), register, deadline(guidance.report_due_on, today)
    )
    return news if news.says_something else None


@dataclass(frozen=True, slots=True)
class OwnState:
    """How one's own report stands, beside it."""

    entry: Entry
    deadline: str
    next_step: str


def hand_in_state(
    user: User, guidance: Guidance, organization: Organization, today: dt.date
) -> OwnState | None:
    """How an organization stands, for its own people (seven queries); None for others, and where it owes no
    report."""
    if organization.is_office or organization not in user.organizations_held:
        return None
    entry = entry_of(guidance, organization, today)
    if entry is None:
        return None
    due = "" if entry.standing.is_complete else deadline(guidance.report_due_on, today)
    return OwnState(entry, due, next_step(entry))


def own_reports(user: User, guidance: Guidance, today: dt.date) -> list[Entry]:
    """Those of the person's organizations whose report is frozen and not handed in, or came back."""
    signed = user.organizations_where(Permission.SIGN_REPORT)
    if not signed or not AnnualReport.objects.filter(guidance=guidance, organization__in=signed).exists():
        return []
    return [entry for entry in entries_of(guidance, signed, today) if entry.may_be_handed_in]
