"""What a text waits for, in words to the person who is waited for."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from reports.sign_off.course import Step
from texts.punctuation import listed


def step_to_do(step: Step) -> str:
    """What is to be done, in a word or two."""
    return {
        Step.CHECKED: _("to check"),
        Step.COUNTERSIGNED: _("to countersign"),
        Step.SIGNED_OUT: _("to sign out"),
    }[step]


def in_place_in_words(persons: Sequence[str]) -> str:
    """In whose place somebody signs; "" where it is in their own right."""
    return _("You act in place of %(names)s.") % {"names": listed(persons)} if persons else ""
