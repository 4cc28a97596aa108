"""The office's year as the parts of its report read it: the nation's figures apart from all others."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from organizations.models import LOCAL_KINDS, Organization
from reports.composition.manuscript import Manuscript
from reports.snapshot.year import Figure, SectionYear, Source, Standing
from texts.punctuation import listed

CENTRE, DEPARTMENT = Organization.Kind.CENTRE, Organization.Kind.DEPARTMENT


@dataclass(frozen=True)
class Nation:
    """A manuscript of the office's year with what its parts ask more than once."""

    manuscript: Manuscript

    @cached_property
    def figures(self) -> list[Figure]:
        """The nation's figures in the order of the goals."""
        code = self.manuscript.occasion.head.organization.code
        return [figure for figure in self.manuscript.year.figures if figure.organization == code]

    @cached_property
    def by_organization(self) -> Mapping[tuple[str, str], Figure]:
        """The figures of bureaus and centers, by organization and indicator."""
        own = {figure.id for figure in self.figures}
        return {
            (figure.organization, figure.indicator): figure
            for figure in self.manuscript.year.figures
            if figure.id not in own
        }

    @cached_property
    def compared(self) -> list[Figure]:
        """The nation's figures that bureaus and centers report themselves, so that these are compared."""
        indicators = {indicator for _organization, indicator in self.by_organization}
        return [figure for figure in self.figures if figure.indicator in indicators]

    @cached_property
    def standings(self) -> Mapping[str, Standing]:
        return {standing.organization: standing for standing in self.manuscript.year.standings}

    @cached_property
    def local(self) -> list[Standing]:
        """The bureaus and centers, in the order of the tree: all that is local, as for the matrix."""
        return [each for each in self.manuscript.year.standings if each.kind in LOCAL_KINDS]

    @cached_property
    def departments(self) -> list[Standing]:
        return [each for each in self.manuscript.year.standings if each.kind == DEPARTMENT]

    def of_timeliness(self, timeliness: str) -> list[str]:
        """The codes of those who stand so against the day due."""
        standings = self.manuscript.year.standings
        return [each.organization for each in standings if each.timeliness == timeliness]

    @cached_property
    def asked_sections(self) -> list[SectionYear]:
        """The sections of the guidance in which a task stands, in its order; none is left out."""
        paths = {task.section for task in self.manuscript.year.tasks}
        return [section for section in self.manuscript.year.sections if section.path in paths]

    def has_closed(self, code: str) -> bool:
        """Whether the year-end filing of an organization is in the report; never of one that is asked for
        nothing any more."""
        standing = self.standings.get(code)
        return standing is not None and standing.is_closed

    def speakers(self, sources: Iterable[str]) -> list[str]:
        """The codes of those whose filings are named, in the order of the tree."""
        known: Mapping[str, Source] = self.manuscript.sources
        found = {known[source].organization for source in sources if source in known}
        return [code for code in self.standings if code in found] + sorted(found - set(self.standings))

    def name_of(self, code: str) -> str:
        """The short name of an organization; its code where it is asked for nothing any more."""
        standing = self.standings.get(code)
        if standing is not None:
            return self.manuscript.said(standing.name)
        return next(
            (
                self.manuscript.said(source.organization_name)
                for source in self.manuscript.year.sources
                if source.organization == code
            ),
            code,
        )

    def names(self, codes: Iterable[str]) -> str:
        return listed(self.name_of(code) for code in codes)
