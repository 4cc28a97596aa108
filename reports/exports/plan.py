"""What an export is of: which reports, in which forms."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from organizations.calendar import day_of
from organizations.models import Organization
from reports.hand_ins.handed_in_versions import handed_in_versions
from reports.models import AnnualReport, FormKey
from tasks.models import Guidance


@dataclass(frozen=True)
class ExportPlan:
    """The report of ``organization``, with ``with_subordinates`` also that of each who files to it, in every
    one of ``forms``. ``at`` is the moment as of which a report is made that is not frozen.

    Where ``is_handed_in`` it is of those who have handed theirs in, ``among`` some of them, each in the
    version that was."""

    guidance: Guidance
    organization: Organization
    with_subordinates: bool
    forms: tuple[FormKey, ...]
    language: str
    with_submitted: bool
    is_package: bool
    at: dt.datetime
    is_handed_in: bool = False
    among: str = ""

    @cached_property
    def versions(self) -> dict[int, AnnualReport]:
        """The versions that were handed in, by their organizations' ids, where those are planned (four
        queries); else none is named, and the latest is taken."""
        if not self.is_handed_in:
            return {}
        return handed_in_versions(self.guidance, self.organization, self.among, day_of(self.at))

    @cached_property
    def organizations(self) -> list[Organization]:
        """Whose reports are made: its own first, then in the order of the tree (one query)."""
        if self.is_handed_in:
            return [report.organization for report in self.versions.values()]
        return organizations_of(self.guidance, self.organization, with_subordinates=self.with_subordinates)

    @property
    def is_of_several(self) -> bool:
        """Whether each report has a folder of its own."""
        return self.with_subordinates or self.is_handed_in

    @property
    def steps(self) -> int:
        """Each report is gathered, and each form written and read back; a package is read back as a whole."""
        return len(self.organizations) * (1 + 2 * len(self.forms)) + self.is_package


def organizations_of(
    guidance: Guidance, organization: Organization, *, with_subordinates: bool
) -> list[Organization]:
    """An organization, and those below whose reports go with its own (no query, or one)."""
    return [organization, *(subordinates(guidance, organization) if with_subordinates else [])]


def subordinates(guidance: Guidance, organization: Organization) -> list[Organization]:
    """Those who have filed to ``organization`` in the guidance's year, or were to (one query)."""
    filed = Organization.objects.filter(
        filings__period__guidance=guidance, filings__reports_to=organization
    ).exclude(pk=organization.pk)
    return list(filed.distinct())
