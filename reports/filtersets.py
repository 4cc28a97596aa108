"""The filters of a dashboard's filings, those of every other list of filings, and of exports (design R19)."""

from reports.models import Export
from tasks.filtersets import FilingFilter, PlanFilter, YearFilter


class ReportingFilter(FilingFilter):
    """What a dashboard counts by period, status, timeliness, kind and name of the organization."""

    yours = None


class ExportFilter(PlanFilter):
    """Exports by year."""

    year = YearFilter("guidance__year")

    class Meta:
        model = Export
        fields: list[str] = []
