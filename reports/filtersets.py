"""The filters of a dashboard's filings, those of every other list of filings (design R19)."""

from tasks.filtersets import FilingFilter


class ReportingFilter(FilingFilter):
    """What a dashboard counts by period, status, timeliness, kind and name of the organization."""

    yours = None
