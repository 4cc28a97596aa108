"""What happened to an account in a sentence, in the language of the page or mail."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from organizations.models import AccountEvent, Organization
from organizations.permissions import Role

Kind = AccountEvent.Kind


def sentence(event: AccountEvent) -> str:
    """One sentence to the person whose account it is. A change of roles costs one query for the names."""
    detail = event.detail
    if event.kind == Kind.ROLES_CHANGED:
        return roles_sentence(detail.get("given", []), detail.get("taken", []))
    if event.kind == Kind.ADDRESS_CHANGED:
        return address_sentence(detail.get("before", ""), detail.get("after", ""))
    if event.kind == Kind.ADDRESS_CONFIRMED:
        return _("You have confirmed the mail address %(address)s.") % {"address": detail.get("after", "")}
    if event.kind == Kind.GUESSED:
        count = int(detail.get("count", 0))
        text = ngettext(
            "Somebody has tried to sign in with your user name and %(count)d wrong password.",
            "Somebody has tried to sign in with your user name and %(count)d wrong passwords.",
            count,
        )
        return text % {"count": count}
    if event.kind == Kind.PASSWORD_SET and not detail.get("is_usable", True):
        return _("Somebody else has switched your password off. Ask the administrator for a way in.")
    return {
        Kind.PASSWORD_CHANGED: _("You have changed your password."),
        Kind.PASSWORD_RESET: _("Your password was set anew by the link in a mail."),
        Kind.PASSWORD_SET: _(
            "Somebody else has set your password. It signs in once; you then choose one of your own."
        ),
    }[Kind(event.kind)]


def roles_sentence(given: list[list[str]], taken: list[list[str]]) -> str:
    codes = {code for _role, code in (*given, *taken)}
    names = {
        organization.code: str(organization) for organization in Organization.objects.filter(code__in=codes)
    }
    parts = []
    if given:
        parts.append(_("You were given: %(roles)s.") % {"roles": in_words(given, names)})
    if taken:
        parts.append(_("You no longer are: %(roles)s.") % {"roles": in_words(taken, names)})
    return " ".join(parts)


def in_words(roles: Iterable[list[str]], names: dict[str, str]) -> str:
    """The roles with their organizations, one behind the other."""
    labels = dict(Role.choices)
    return pgettext("between names", ", ").join(
        f"{labels.get(role, role)} ({names.get(code, code)})" for role, code in roles
    )


def address_sentence(before: str, after: str) -> str:
    if not after:
        return _("Your mail address %(before)s was removed.") % {"before": before}
    if not before:
        return _("Your mail address is now %(after)s.") % {"after": after}
    return _("Your mail address was changed from %(before)s to %(after)s.") % {
        "before": before,
        "after": after,
    }
