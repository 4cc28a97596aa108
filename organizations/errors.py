"""What an action says when it cannot do what was asked."""

from django.core.exceptions import ValidationError


class ActionRefused(Exception):  # noqa: N818 (a refusal, not a fault)
    """Base of the refusals; its text is for the person who asked, in the language of the page."""


class AccountRefused(ActionRefused):
    """A change of a person's password, roles or mail address that is not this person's to make."""


class DeputyRefused(ActionRefused):
    """A deputy who cannot be named so, or an act in place of somebody for whom one does not stand in."""


class TreeChangeRefused(ActionRefused):
    """A change of the reporting tree that would break it, or leave something nobody could decide on."""


class SignInRefused(ValidationError):  # noqa: N818 (a refusal, not a fault)
    """A sign-in that is not tried, with a sentence that stands at the form; the password was not looked at,
    or was right and cannot be used any more."""
