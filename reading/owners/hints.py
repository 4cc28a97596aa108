"""A quick look at a text: whether a responsibility note can be in it."""

import re

from reading.vocabulary import BODIES, DEPARTMENT, DUTY, HELPING, NAME_END, UNIT, VERBS, one_of

_WORDS = rf"{one_of((DUTY, *VERBS))}|{HELPING}(?:{UNIT}|{DEPARTMENT})|[{BODIES}][、，；,;]"
_HINT = re.compile(rf"{_WORDS}|{NAME_END}\s*[）)]?\s*$")
_ANY_HINT = re.compile(rf"{_WORDS}|{NAME_END}\s*[）)】\]］〗〕]")
LONGEST_NOTE = 600


def may_be_note(text: str) -> bool:
    """Whether ``text`` has the words of a responsibility note and none that rule one out."""
    return len(text) <= LONGEST_NOTE and bool(_HINT.search(text))


def has_hint(text: str) -> bool:
    """A quicker look at a long text: whether a responsibility note can be anywhere in it."""
    return bool(_ANY_HINT.search(text))
