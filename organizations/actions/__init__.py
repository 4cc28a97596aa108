from organizations.actions.account_events import record_event
from organizations.actions.addresses import ask_for_confirmation, confirm_address, set_address
from organizations.actions.passwords import change_own_password, note_password_set
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
    "ask_for_confirmation",
    "begin_attempt",
    "change_own_password",
    "confirm_address",
    "note_password_set",
    "note_roles_changed",
    "record_event",
    "roles_of",
    "set_address",
    "settle_right",
    "settle_wrong",
    "use_temporary_password",
]
