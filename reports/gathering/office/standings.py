"""How each organization stands with the report of its year, as the office's report tells it."""

from reports.gathering.bilingual import short_name_of
from reports.gathering.filings import Standpoint, timeliness_on
from reports.readiness import Row
from reports.snapshot.year import Standing


def standing_of(row: Row, standpoint: Standpoint) -> Standing:
    """The standing of one that is asked for the last period (no query)."""
    filing, report = row.filing, row.report
    return Standing(
        organization=row.organization.code,
        name=short_name_of(row.organization),
        kind=row.organization.kind,
        state=row.state.value,
        timeliness=timeliness_on(filing, standpoint.day),
        filed_on=filing.filed_on.isoformat() if filing.filed_on else None,
        report_version=report.version if report else None,
        report_sha256=report.sha256 if report else None,
    )
