"""Correcting a draft guidance. Each is atomic and refuses a published one."""

from tasks.actions.draft.cautions import settle_caution, settle_cautions, unsettle_caution, unsettle_cautions
from tasks.actions.draft.guidance import correct_facts, discard_guidance, start_over
from tasks.actions.draft.learnt_owners import forget_owner
from tasks.actions.draft.owners import Owner, drop_owner, match_owner, reopen_owner
from tasks.actions.draft.sections import correct_section, join_section, split_section
from tasks.actions.draft.tasks import add_task, add_tasks, correct_task, drop_task, join_task, split_task

__all__ = [
    "Owner",
    "add_task",
    "add_tasks",
    "correct_facts",
    "correct_section",
    "correct_task",
    "discard_guidance",
    "drop_owner",
    "drop_task",
    "forget_owner",
    "join_section",
    "join_task",
    "match_owner",
    "reopen_owner",
    "settle_caution",
    "settle_cautions",
    "split_section",
    "split_task",
    "start_over",
    "unsettle_caution",
    "unsettle_cautions",
]
