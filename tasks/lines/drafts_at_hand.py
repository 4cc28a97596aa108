"""Drafts of which only so much is known as decides what the plan asks of them.

A query whose SQL is written once is built without a filing at hand: the same querysets serve it that serve
a filing.
"""

from organizations.models import Organization
from tasks.models import Filing, ReportingPeriod

LOCAL, RESPONSIBLE = Organization.Kind.BUREAU, Organization.Kind.DEPARTMENT


def draft_of(filing: int, organization: int, guidance: int, *, is_local: bool) -> Filing:
    """A draft of an ordinary period, by its id, of a local organization or of another one."""
    kind = LOCAL if is_local else RESPONSIBLE
    return Filing(
        pk=filing,
        organization=Organization(pk=organization, kind=kind),
        period=ReportingPeriod(guidance_id=guidance),
        status=Filing.Status.DRAFT,
    )


def as_asked(filing: Filing) -> dict[str, int]:
    """What ``draft_of`` wants to know of a filing at hand."""
    return {
        "filing": filing.pk,
        "organization": filing.organization_id,
        "guidance": filing.period.guidance_id,
    }
