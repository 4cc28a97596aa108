"""The year of the whole office as its report prints it: what open data are made of, and nothing below it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from reports.snapshot.head import Head
from reports.snapshot.snapshot import Snapshot
from reports.snapshot.tables import Scalar
from reports.snapshot.year import Figure, Name, Source, Standing, Year
from reports.tables import figures


@dataclass(frozen=True)
class OfficeYear:
    """The frozen snapshot of the office's report. Organizations are those that the report names: who files to
    the office, or did. What cities, counties and townships have filed is in none of it."""

    snapshot: Snapshot

    @cached_property
    def head(self) -> Head:
        return self.snapshot.head

    @cached_property
    def year(self) -> Year:
        return self.snapshot.year

    @cached_property
    def standings(self) -> Mapping[str, Standing]:
        return {standing.organization: standing for standing in self.year.standings}

    @cached_property
    def national(self) -> list[Figure]:
        """The nation's figures in the order of the goals."""
        return [figure for figure in self.year.figures if figure.organization == self.head.organization.code]

    @cached_property
    def local(self) -> list[Figure]:
        """The figures that the matrix prints: of bureaus and centers, where anything was approved."""
        return [
            figure
            for figure in self.year.figures
            if figure.organization != self.head.organization.code
            and (figure.value is not None or figure.sources)
        ]

    @cached_property
    def names(self) -> Mapping[str, Name]:
        """Whom the report names, by code: who is asked, and who is asked no more but has a figure."""
        told = {source.organization: source.organization_name for source in self.year.sources}
        left = {figure.organization for figure in self.local} - set(self.standings)
        asked = {code: standing.name for code, standing in self.standings.items()}
        return asked | {code: told.get(code, Name(code, code)) for code in left}

    def has_closed(self, code: str) -> bool:
        """Whether the year-end filing of an organization is in the report."""
        return code in self.standings and self.standings[code].is_closed

    @cached_property
    def regional(self) -> list[Figure]:
        return list(self.year.region_figures)

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """The filings that figures rest on, of the organizations that the report names."""
        return {source.id: source for source in self.year.sources if source.organization in self.names}

    @cached_property
    def indicators(self) -> Mapping[str, Figure]:
        """The nation's figure of each indicator, by the indicator's Chinese name."""
        return {figure.name.zh: figure for figure in self.national}

    def answers(self) -> Iterator[Mapping[str, Scalar]]:
        """The rows of the table of figures by organization and period that hold a number, as those attest it
        whom the report names, and as it was approved."""
        (head,) = (table for table in self.snapshot.tables if table.key == figures.KEY)
        keys = [column.key for column in head.columns]
        for values in self.snapshot.rows(figures.KEY):
            row = dict(zip(keys, values, strict=True))
            is_named = row["organization_code"] in self.names and row["indicator"] in self.indicators
            if is_named and row["value"] is not None and row["approved_at"] is not None:
                yield row
