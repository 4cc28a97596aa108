from reports.models.annual_report import AnnualReport, ReportContent
from reports.models.export import Export
from reports.models.report_settings import ReportSettings

__all__ = ["AnnualReport", "Export", "ReportContent", "ReportSettings"]
