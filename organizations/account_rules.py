"""Who may change whose account (design R24)."""

from django.utils.translation import gettext as _

from organizations.errors import AccountRefused
from organizations.models import User


def refuse_management(*, user: User, by: User) -> None:
    """Raise ``AccountRefused`` unless ``by`` may change the account of ``user`` for them: nobody their own,
    only a superuser a superuser's."""
    if user.pk == by.pk:
        raise AccountRefused(
            _(
                "Nobody changes roles of their own. Your password and mail address are on the page of your"
                " account."
            )
        )
    if not by.may_manage(user):
        raise AccountRefused(_("Only a superuser changes the account of a superuser."))
