"""Every change of reports, their settings and exports: atomic, with ``by`` and ``at`` where a person acts."""

from reports.actions.confirmation import confirm_finding, withdraw_confirmation
from reports.actions.edition import begin_edition, change_edition, renew_edition, undo_change
from reports.actions.export import begin_export, finish_export, make_export
from reports.actions.export_order import cancel_export, fail_export, request_export
from reports.actions.freeze import freeze_office_report, freeze_report
from reports.actions.hand_in import hand_in_report, return_hand_in
from reports.actions.hand_in_codes import note_arrivals
from reports.actions.hand_in_paper import note_arrival, take_back_arrival
from reports.actions.hand_in_reminder import remind_of_hand_ins
from reports.actions.issue import sign_out_text
from reports.actions.publication import publish_report, withdraw_publication
from reports.actions.publication_files import (
    announce_publication,
    finish_publication_files,
    keep_publication_file,
)
from reports.actions.report_files import note_report_files
from reports.actions.report_settings import save_report_settings
from reports.actions.returned_text import leave_returned, return_text, take_over_returned
from reports.actions.sign_off import (
    check_text,
    countersign_text,
    give_up_text,
    hand_on_text,
    send_back_text,
    take_back_text,
)
from reports.actions.visit import note_visit

__all__ = [
    "announce_publication",
    "begin_edition",
    "begin_export",
    "cancel_export",
    "change_edition",
    "check_text",
    "confirm_finding",
    "countersign_text",
    "fail_export",
    "finish_export",
    "finish_publication_files",
    "freeze_office_report",
    "freeze_report",
    "give_up_text",
    "hand_in_report",
    "hand_on_text",
    "keep_publication_file",
    "leave_returned",
    "make_export",
    "note_arrival",
    "note_arrivals",
    "note_report_files",
    "note_visit",
    "publish_report",
    "remind_of_hand_ins",
    "renew_edition",
    "request_export",
    "return_hand_in",
    "return_text",
    "save_report_settings",
    "send_back_text",
    "sign_out_text",
    "take_back_arrival",
    "take_back_text",
    "take_over_returned",
    "undo_change",
    "withdraw_confirmation",
    "withdraw_publication",
]
