"""The mail address of a person: asked for, confirmed, set by an administrator."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from organizations.account_rules import refuse_management
from organizations.actions.account_events import record_event
from organizations.address_confirmation import Confirmation
from organizations.errors import AccountRefused
from organizations.jobs import mail_address_confirmation
from organizations.models import AccountEvent, User

Kind = AccountEvent.Kind


@transaction.atomic
def ask_for_confirmation(*, user: User, address: str) -> None:
    """Let the worker send a link that makes ``address`` the person's; nothing changes until it is opened."""
    mail_address_confirmation.enqueue(user.pk, address)


@transaction.atomic
def confirm_address(*, user: User, confirmation: Confirmation, at: dt.datetime, source: str) -> None:
    """Make the address the person's confirmed one and tell the address before; a second time changes nothing.

    Raises ``AccountRefused`` for somebody else's link, and for one from before another change of the address.
    """
    current = User.objects.select_for_update().get(pk=user.pk)
    if confirmation.person != current.pk:
        raise AccountRefused(_("This link is for somebody else's account. Sign in as that person to use it."))
    if current.email == confirmation.address and current.email_confirmed_at is not None:
        return
    if current.email != confirmation.before:
        raise AccountRefused(_("Your mail address has changed since this link was sent. Ask for a new one."))
    is_new = current.email != confirmation.address
    before, current.email, current.email_confirmed_at = current.email, confirmation.address, at
    current.save(update_fields=["email", "email_confirmed_at"])
    record_event(
        user=current,
        kind=Kind.ADDRESS_CHANGED if is_new else Kind.ADDRESS_CONFIRMED,
        at=at,
        by=current,
        source=source,
        detail={"before": before, "after": current.email},
        mail_to=before if is_new else "",
    )


@transaction.atomic
def set_address(*, user: User, before: str, by: User, at: dt.datetime, source: str) -> None:
    """Put on record that an administrator has given a person another address than ``before``: it has to be
    confirmed by the person, and the one before is told.

    Raises ``AccountRefused`` where ``by`` may not change this account.
    """
    refuse_management(user=user, by=by)
    User.objects.filter(pk=user.pk).update(email=user.email, email_confirmed_at=None)
    user.email_confirmed_at = None
    record_event(
        user=user,
        kind=Kind.ADDRESS_CHANGED,
        at=at,
        by=by,
        source=source,
        detail={"before": before, "after": user.email},
        mail_to=before,
    )
    if user.email:
        ask_for_confirmation(user=user, address=user.email)
