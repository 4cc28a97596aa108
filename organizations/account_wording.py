"""What happened to an account in a sentence, in the language of the page or mail."""

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from organizations.models import AccountEvent, Organization
from organizations.permissions import Role
from texts.punctuation import in_brackets, listed, sentences

Kind = AccountEvent.Kind
type Detail = dict[str, Any]


def sentence(event: AccountEvent) -> str:
    """One sentence to the person whose account it is. A change of roles or of
    deputies costs one query for the names."""
    kind = Kind(event.kind)
    if kind in OF_DETAIL:
        return OF_DETAIL[kind](event.detail)
    return {
        Kind.PASSWORD_CHANGED: _("You have changed your password."),
        Kind.SWITCHED_OFF: _("Your account was switched off. Nobody can sign in with it."),
        Kind.SWITCHED_ON: _("Your account was switched on again."),
        Kind.PASSWORD_RESET: _("Your password was set anew by the link in a mail."),
    }[kind]


def password_sentence(detail: Detail) -> str:
    if not detail.get("is_usable", True):
        return _("Somebody else has switched your password off. Ask the administrator for a way in.")
    return _("Somebody else has set your password. It signs in once; you then choose one of your own.")


def guessed_sentence(detail: Detail) -> str:
    count = int(detail.get("count", 0))
    text = ngettext(
        "Somebody has tried to sign in with your user name and %(count)d wrong password.",
        "Somebody has tried to sign in with your user name and %(count)d wrong passwords.",
        count,
    )
    return text % {"count": count}


def opened_sentence(detail: Detail) -> str:
    if detail.get("is_superuser"):
        return _("Your account was opened on the server, with every right.")
    opened = _("Your account was opened.")
    return sentences([opened, roles_sentence(detail)]) if detail.get("given") else opened


def roles_sentence(detail: Detail) -> str:
    given, taken = detail.get("given", []), detail.get("taken", [])
    codes = {code for _role, code in (*given, *taken)}
    names = {
        organization.code: str(organization) for organization in Organization.objects.filter(code__in=codes)
    }
    parts = []
    if given:
        parts.append(_("You were given: %(roles)s.") % {"roles": in_words(given, names)})
    if taken:
        parts.append(_("You no longer are: %(roles)s.") % {"roles": in_words(taken, names)})
    return sentences(parts)


def in_words(roles: Iterable[list[str]], names: dict[str, str]) -> str:
    """The roles with their organizations, one behind the other."""
    labels = dict(Role.choices)
    return listed(in_brackets(labels.get(role, role), names.get(code, code)) for role, code in roles)


def deputy_sentence(detail: Detail) -> str:
    words = deputy_words(detail)
    said = _("You stand in for %(person)s (%(post)s) from %(first)s to %(last)s.") % words
    reason = detail.get("reason")
    return sentences([said, _("Reason: %(reason)s") % {"reason": reason}]) if reason else said


def deputy_ended_sentence(detail: Detail) -> str:
    return _("You no longer stand in for %(person)s (%(post)s).") % deputy_words(detail)


def deputy_words(detail: Detail) -> dict[str, str]:
    """For whom somebody stands in, as what, and on which days (one query for the name)."""
    code, role = detail.get("organization", ""), detail.get("role", "")
    there = Organization.objects.filter(code=code).first()
    post = f"{there or code} · {dict(Role.choices).get(role, role)}"
    days = {"first": day_in_words(detail, "starts_on"), "last": day_in_words(detail, "ends_on")}
    return {"person": detail.get("person", ""), "post": post, **days}


def day_in_words(detail: Detail, key: str) -> str:
    day = detail.get(key)
    return date_format(dt.date.fromisoformat(day), "DATE_FORMAT") if day else ""


def address_sentence(detail: Detail) -> str:
    before, after = detail.get("before", ""), detail.get("after", "")
    if not after:
        return _("Your mail address %(before)s was removed.") % {"before": before}
    if not before:
        return _("Your mail address is now %(after)s.") % {"after": after}
    said = {"before": before, "after": after}
    return _("Your mail address was changed from %(before)s to %(after)s.") % said


def confirmed_sentence(detail: Detail) -> str:
    return _("You have confirmed the mail address %(address)s.") % {"address": detail.get("after", "")}


# What is said of the kinds of events that have a detail.
OF_DETAIL: dict[Kind, Callable[[Detail], str]] = {
    Kind.OPENED: opened_sentence,
    Kind.PASSWORD_SET: password_sentence,
    Kind.GUESSED: guessed_sentence,
    Kind.ROLES_CHANGED: roles_sentence,
    Kind.ADDRESS_CHANGED: address_sentence,
    Kind.ADDRESS_CONFIRMED: confirmed_sentence,
    Kind.DEPUTY_NAMED: deputy_sentence,
    Kind.DEPUTY_ENDED: deputy_ended_sentence,
}
