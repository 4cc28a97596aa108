"""Text that comes in, by any door: one kind of line end, and nothing that nobody can see (design R26)."""

import re
from typing import Any

from texts.characters import SHAPING, UNSEEN, shapes_something

_LINE_END = re.compile("\r\n|[\v\f\r\x1c-\x1e\x85\u2028\u2029]")


def incoming(text: str) -> str:
    """``text`` as the portal counts, compares and stores it.

    Every line end is a line feed. What has no shape is left out; joiners and selectors stay where they shape
    a letter or a picture. What has been through here comes through unchanged.
    """
    if text.isascii() and text.isprintable():
        return text
    text = UNSEEN.sub("", _LINE_END.sub("\n", text))
    return SHAPING.sub(lambda found: found.group() if shapes_something(found) else "", text)


def one_line(text: str) -> str:
    """``text`` as a field of one line holds it: a line end or tab is a space."""
    return re.sub("[\t\n]+", " ", incoming(text))


def incoming_values(value: Any) -> Any:
    """A value as JSON has it, with each text and key in it through the gate."""
    match value:
        case str():
            return incoming(value)
        case list():
            return [incoming_values(item) for item in value]
        case dict():
            return {incoming(key): incoming_values(item) for key, item in value.items()}
    return value


def length(text: str) -> int:
    """How many signs ``text`` has as browsers and Excel count them: units of UTF-16, a line end being one."""
    return len(text) + sum(sign > "\uffff" for sign in text)
