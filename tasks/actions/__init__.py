"""Everything that changes filings and guidances. Atomic; each takes ``by`` and ``at``."""

from tasks.actions.approve import approve_filing, approve_filings
from tasks.actions.calendar_link import end_calendar_link, note_calendar_use, renew_calendar_token
from tasks.actions.cases import remove_case, restore_case
from tasks.actions.evidence import add_evidence, remove_evidence, restore_evidence
from tasks.actions.filing import (
    extend_filing,
    reopen_filing,
    return_filing,
    start_review,
)
from tasks.actions.hand_over import give_back_filing, hand_over_filing
from tasks.actions.line import note_presence, save_line
from tasks.actions.notices import (
    choose_channels,
    mark_all_read,
    mark_read,
    notify_events,
    notify_remark,
    write_notices,
)
from tasks.actions.publish import open_period, publish_guidance
from tasks.actions.remarks import add_remark, answer_remark, mark_seen, reopen_remark, resolve_remark
from tasks.actions.remind import remind_filing, remind_filings
from tasks.actions.submission import submit_filing, withdraw_filing
from tasks.actions.undo import take_back_approval

__all__ = [
    "add_evidence",
    "add_remark",
    "answer_remark",
    "approve_filing",
    "approve_filings",
    "choose_channels",
    "end_calendar_link",
    "extend_filing",
    "give_back_filing",
    "hand_over_filing",
    "mark_all_read",
    "mark_read",
    "mark_seen",
    "note_calendar_use",
    "note_presence",
    "notify_events",
    "notify_remark",
    "open_period",
    "publish_guidance",
    "remind_filing",
    "remind_filings",
    "remove_case",
    "remove_evidence",
    "renew_calendar_token",
    "reopen_filing",
    "reopen_remark",
    "resolve_remark",
    "restore_case",
    "restore_evidence",
    "return_filing",
    "save_line",
    "start_review",
    "submit_filing",
    "take_back_approval",
    "withdraw_filing",
    "write_notices",
]
