from reports.models.annual_report import AnnualReport, ReportContent
from reports.models.export import Export
from reports.models.report_form import PACKAGE, FormKey, as_stated
from reports.models.report_settings import ReportSettings
from reports.models.verification import ReportFile, VerificationCode
from reports.models.visit import DashboardVisit

__all__ = [
    "PACKAGE",
    "AnnualReport",
    "DashboardVisit",
    "Export",
    "FormKey",
    "ReportContent",
    "ReportFile",
    "ReportSettings",
    "VerificationCode",
    "as_stated",
]
