from organizations.actions.account_events import record_event
from organizations.actions.accounts import (
    note_many_opened,
    note_opened,
    note_switched_off,
    note_switched_on,
    retire_people,
)
from organizations.actions.addresses import ask_for_confirmation, confirm_address, set_address
from organizations.actions.closure import close_organization, reopen_organization
from organizations.actions.deputies import end_deputy, name_deputy
from organizations.actions.organization import add_organization, correct_organization, remove_organization
from organizations.actions.passwords import change_own_password, note_password_set
from organizations.actions.relocation import move_organization
from organizations.actions.roles import note_roles_changed, roles_of
from organizations.actions.sign_in import (
    Source,
    begin_attempt,
    settle_right,
    settle_wrong,
    use_temporary_password,
)

__all__ = [
    "Source",
    "add_organization",
    "ask_for_confirmation",
    "begin_attempt",
    "change_own_password",
    "close_organization",
    "confirm_address",
    "correct_organization",
    "end_deputy",
    "move_organization",
    "name_deputy",
    "note_many_opened",
    "note_opened",
    "note_password_set",
    "note_roles_changed",
    "note_switched_off",
    "note_switched_on",
    "record_event",
    "remove_organization",
    "reopen_organization",
    "retire_people",
    "roles_of",
    "set_address",
    "settle_right",
    "settle_wrong",
    "use_temporary_password",
]
