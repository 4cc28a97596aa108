"""Which two reports are compared: of which year and organization, in which version."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from organizations.models import Organization
from reports.annual_pages import ShownReport, shown_now, shown_version
from reports.assembly import Wanted
from reports.models import AnnualReport
from tasks.models import Guidance
from texts.punctuation import in_brackets, labelled

# What an address calls what is approved now.
NOW = "now"


class Way(StrEnum):
    """By what two reports differ before a word of them is read."""

    VERSIONS = "versions"
    YEARS = "years"
    ORGANIZATIONS = "organizations"


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two reports; ``versions`` are its frozen ones, the latest first, and ``report`` is the one
    that is compared, None for what is approved now."""

    guidance: Guidance
    organization: Organization
    versions: Sequence[AnnualReport] = ()
    report: AnnualReport | None = None

    @property
    def version_key(self) -> str:
        """What an address calls its version."""
        return str(self.report.version) if self.report else NOW

    @property
    def is_latest(self) -> bool:
        """Whether it is what an address means that names no version."""
        return self.report == (self.versions[0] if self.versions else None)

    @property
    def version_in_words(self) -> str:
        if self.report is None:
            return _("What is approved now")
        return _("Version %(version)s") % {"version": self.report.version}

    @property
    def choice(self) -> str:
        """The version as a short choice among others."""
        if self.report is None:
            return self.version_in_words
        if self.is_latest:
            return _("The latest: version %(version)s") % {"version": self.report.version}
        day = date_format(localtime(self.report.frozen_at), "SHORT_DATE_FORMAT")
        return in_brackets(self.version_in_words, day)

    @property
    def state(self) -> str:
        """When it was frozen, or that it is not."""
        if self.report is None:
            return _("Not frozen yet: composed of what is approved now")
        frozen_at = date_format(localtime(self.report.frozen_at), "DATETIME_FORMAT")
        return _("Version %(version)s, frozen %(time)s") % {"version": self.report.version, "time": frozen_at}

    def shown(self, language: str, at: dt.datetime) -> ShownReport | None:
        """The report itself; None where none is frozen and nothing is approved either."""
        if self.report is not None:
            return shown_version(self.report, language)
        shown = shown_now(Wanted(self.guidance, self.organization, at), language)
        return shown if shown.sources else None


@dataclass(frozen=True, slots=True)
class Sides:
    """The two reports, the one that the other is measured by first."""

    before: Side
    after: Side

    @property
    def way(self) -> Way:
        if self.before.organization != self.after.organization:
            return Way.ORGANIZATIONS
        return Way.VERSIONS if self.before.guidance == self.after.guidance else Way.YEARS

    @property
    def are_one(self) -> bool:
        """Whether both are the same report."""
        return self.way is Way.VERSIONS and self.before.version_key == self.after.version_key

    @property
    def names(self) -> tuple[str, str]:
        """What tells them apart, as short as may be."""
        return self._name(self.before), self._name(self.after)

    def _name(self, side: Side) -> str:
        match self.way:
            case Way.VERSIONS:
                return side.version_in_words
            case Way.YEARS:
                return str(side.guidance.year)
        if self.before.guidance == self.after.guidance:
            return side.organization.display_name
        return f"{side.organization.display_name} {side.guidance.year}"

    def subject(self) -> str:
        """What both are reports of."""
        side = self.after
        name = side.organization.full_display_name
        match self.way:
            case Way.VERSIONS:
                return labelled(name, _("annual report of %(year)s") % {"year": side.guidance.year})
            case Way.YEARS:
                return labelled(name, _("annual reports of two years"))
        return _("Annual reports of two organizations")


def version_of(versions: Sequence[AnnualReport], key: str) -> AnnualReport | None:
    """The version that an address names, else the latest; None for what is approved now, and where nothing is
    frozen."""
    if key == NOW or not versions:
        return None
    return next((report for report in versions if str(report.version) == key), versions[0])


def version_before(side: Side) -> AnnualReport | None:
    """What a side is compared with where nothing else is said: the version before it, the latest for what is
    approved now; None where there is none."""
    if side.report is None:
        return side.versions[0] if side.versions else None
    earlier = [report for report in side.versions if report.version < side.report.version]
    return earlier[0] if earlier else None


def year_before(years: Iterable[int], year: int) -> int | None:
    """The latest year of others before one; None where there is none."""
    return max((each for each in years if each < year), default=None)
