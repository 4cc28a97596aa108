"""What a report is made for, besides the year that it tells of."""

from dataclasses import dataclass, field

from organizations.models import Organization
from reports.snapshot.document import Colophon, Letterhead
from reports.snapshot.head import Head, OrganizationHead
from reports.snapshot.year import Name

Kind = Organization.Kind
# How those who write call themselves, by how their name ends.
OURSELVES = {"局": "我局", "司": "我司", "中心": "我中心", "办公室": "我办", "厅": "我厅", "委员会": "我委"}
# A document that one passes on and another wrote has both as its issuers.
BETWEEN_ISSUERS = "、"
OURSELVES_ELSE = "我单位"
OURSELVES_IN_ENGLISH: dict[str, str] = {Kind.DEPARTMENT: "the department", Kind.CENTRE: "the center"}
OURSELVES_IN_ENGLISH_ELSE = "the bureau"


@dataclass(frozen=True, slots=True)
class Occasion:
    """Which report it is, to whom it goes, and how it is headed and signed. ``addressee`` stands without the
    colon behind it; ``contact`` is who answers questions, as a line."""

    head: Head
    addressee: Name
    letterhead: Letterhead = field(default_factory=Letterhead)
    contact: str = ""
    colophon: Colophon = field(default_factory=Colophon)


def ourselves(organization: OrganizationHead) -> Name:
    """How the organization speaks of itself: 我局."""
    name = organization.full_name.zh
    endings = sorted(OURSELVES, key=len, reverse=True)
    chinese = next((OURSELVES[end] for end in endings if name.endswith(end)), OURSELVES_ELSE)
    return Name(chinese, OURSELVES_IN_ENGLISH.get(organization.kind, OURSELVES_IN_ENGLISH_ELSE))


def named_in_full(issuer: str, department: Name) -> Name:
    """A department as documents name it: with the office that it belongs to; of several issuers nobody says
    which one that is."""
    offices = tuple(filter(None, issuer.split(BETWEEN_ISSUERS)))
    is_whole = len(offices) != 1 or department.zh.startswith((issuer, "国务院"))
    return Name(department.zh if is_whole else f"{issuer}{department.zh}", department.en)


def signatory(head: Head) -> Name:
    """Who signs: the organization under its full name."""
    full_name = head.organization.full_name
    if head.organization.kind != Kind.DEPARTMENT:
        return full_name
    return named_in_full(head.guidance.issuer, full_name)
