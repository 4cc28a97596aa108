"""Values as JSON (RFC 8259) can hold them: text that UTF-8 can write, numbers that end."""

import json
import re
from typing import Any

from texts.outgoing.characters import REPLACEMENT

HALF_PAIR = re.compile("[\ud800-\udfff]")


def json_text(value: Any) -> str:
    """The value on one line, with characters as themselves; halves of pairs are replaced visibly.

    Raises ``ValueError`` for numbers that JSON does not know: infinite ones, and what is none.
    """
    return HALF_PAIR.sub(REPLACEMENT, json.dumps(value, ensure_ascii=False, allow_nan=False))
