"""A quick look at a text: whether a responsibility note can be in it."""

from reading.late_pattern import LatePattern
from reading.vocabulary import (
    BARE_END,
    BODIES,
    DEPARTMENT,
    DUTY,
    GUIDING,
    HELPING,
    NAME_END,
    UNIT,
    VERBS,
    one_of,
)

_LABEL_END = rf"[{UNIT[-1]}{DEPARTMENT[-1]}人导][ \t\u3000]*[：:】\]]"
_WORDS = "|".join(
    (
        one_of((DUTY, *VERBS)),
        rf"{one_of(GUIDING)}(?:[）)】\]，；、。]|$)",
        _LABEL_END,
        rf"{HELPING}{one_of((UNIT, DEPARTMENT))}",
        rf"[{BODIES}][、，；,;：:]",
    )
)
_LISTED = rf"{NAME_END}[、，,/／]"
_HINT = LatePattern(rf"{_WORDS}|{_LISTED}|{BARE_END}\s*[）)]?\s*$")
_ANY_HINT = LatePattern(rf"{_WORDS}|{_LISTED}|{BARE_END}\s*[）)】\]］〗〕]")
LONGEST_NOTE = 600


def may_be_note(text: str) -> bool:
    """Whether ``text`` has the words of a responsibility note and none that rule one out."""
    return len(text) <= LONGEST_NOTE and bool(_HINT.search(text))


def has_hint(text: str) -> bool:
    """A quicker look at a long text: whether a responsibility note can be anywhere in it."""
    return bool(_ANY_HINT.search(text))
