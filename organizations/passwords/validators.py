"""The rule for passwords as Django asks for it, at every door: own change, reset, back office, commands."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organizations.models import User
from organizations.passwords.pieces import Kind
from organizations.passwords.rule import guessed_by, is_long_enough

REASONS = {
    Kind.OWN: gettext_lazy(
        "This password is made of your own name, user name or mail address, which others know."
        " Choose words that have nothing to do with you."
    ),
    Kind.ORGANIZATION: gettext_lazy(
        "This password is made of the name of an organization, a region or our field, which others try first,"
        " also with a year. Choose words that have nothing to do with your work."
    ),
    Kind.COMMON: gettext_lazy(
        "This password is made of what many people choose, and others try that first."
        " Choose several words that do not belong together."
    ),
    Kind.DATE: gettext_lazy(
        "This password is little more than a year, a date, a telephone or an identity number."
        " Add words that do not belong together."
    ),
    Kind.RUN: gettext_lazy(
        "This password is little more than neighboring or repeated keys, such as abcd, 1234 or qwer."
        " Choose several words that do not belong together."
    ),
}


class LengthValidator:
    """Long, or shorter and mixed."""

    def __init__(self, length: int = 12, mixed_length: int = 8) -> None:
        self.lengths = {"length": length, "mixed_length": mixed_length}

    def validate(self, password: str, user: Any = None) -> None:  # noqa: ARG002 (Django's signature)
        if not is_long_enough(password, **self.lengths):
            raise ValidationError(self.get_help_text(), code="password_too_short")

    def get_help_text(self) -> str:
        return (
            _(
                "Use at least %(length)d characters, or at least %(mixed_length)d with three of these:"
                " small letters, capitals, digits, other characters."
            )
            % self.lengths
        )


class GuessableValidator:
    """Nothing that others would try first for this person, this organization, or anybody here."""

    def validate(self, password: str, user: Any = None) -> None:
        kind = guessed_by(password, own=own_words(user), organization=organization_words(user))
        if kind:
            raise ValidationError(REASONS[kind], code=f"password_{kind.name.lower()}")

    def get_help_text(self) -> str:
        return _(
            "Several words that do not belong together are good. Your name or organization, a birthday,"
            " a telephone number, neighboring keys and what many choose are refused, also with a year or"
            " digits behind them."
        )


def own_words(user: Any) -> list[str]:
    """The names under which a person is known, as far as they have been entered."""
    if not isinstance(user, User):
        return []
    address, _at, _domain = user.email.partition("@")
    given_name = user.name[1:]  # Of a Chinese name; of another it does no harm.
    return [text for text in (user.name, given_name, user.username, address) if text]


def organization_words(user: Any) -> list[str]:
    """The names of the organizations of a person (one query); none for somebody who is not entered yet."""
    if not isinstance(user, User) or user.pk is None:
        return []
    return [
        text
        for place in user.organizations_held
        for text in (place.code, place.name, place.short_name, place.english_name, *place.aliases)
    ]
