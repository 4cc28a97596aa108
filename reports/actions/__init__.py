"""Every change of reports and exports. Atomic; each takes ``by`` and ``at`` where a person acts."""

from reports.actions.export import begin_export, finish_export, make_export
from reports.actions.export_order import cancel_export, fail_export, request_export

__all__ = [
    "begin_export",
    "cancel_export",
    "fail_export",
    "finish_export",
    "make_export",
    "request_export",
]
