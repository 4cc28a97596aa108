"""Every change of reports, their settings and exports: atomic, with ``by`` and ``at`` where a person acts."""

from reports.actions.export import begin_export, finish_export, make_export
from reports.actions.export_order import cancel_export, fail_export, request_export
from reports.actions.freeze import freeze_office_report, freeze_report
from reports.actions.report_files import note_report_files
from reports.actions.report_settings import save_report_settings
from reports.actions.visit import note_visit

__all__ = [
    "begin_export",
    "cancel_export",
    "fail_export",
    "finish_export",
    "freeze_office_report",
    "freeze_report",
    "make_export",
    "note_report_files",
    "note_visit",
    "request_export",
    "save_report_settings",
]
