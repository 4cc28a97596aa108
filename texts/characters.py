"""Classes of characters: what nobody can see, and what is seen only in its neighbours."""

import re
import unicodedata

_PLANES = range(0, 0x110000, 0x10000)
# Control characters but tab and line feed, halves of pairs, and the code points that are kept free for good.
_NO_CHARACTERS = "\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef" + "".join(
    f"{chr(plane + 0xFFFE)}-{chr(plane + 0xFFFF)}" for plane in _PLANES
)
# Soft hyphens, spaces and joints without width, marks that turn the text, fillers, notes between lines.
_NO_SHAPE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0"
    "\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
)
UNSEEN = re.compile(f"[{_NO_CHARACTERS}{_NO_SHAPE}]")

# Flags of regions are spelled in tags; joiners and selectors shape what they stand beside.
_FLAG = "\U0001f3f4[\U000e0030-\U000e007a]{2,6}\U000e007f"
SHAPING = re.compile(f"{_FLAG}|[\u180b-\u180f\u200c\u200d\ufe00-\ufe0f\U000e0000-\U000e0fff]")
_JOINERS = "\u200c\u200d"
_MONGOLIAN_MARKS = "\u180b\u180c\u180d\u180e\u180f"
_MONGOLIAN = re.compile("[\u1800-\u180a\u1820-\u18af]")
_JOINED_SCRIPTS = re.compile(
    "[\u0600-\u08ff\u0900-\u0dff\u1000-\u109f\u1780-\u17ff\u1820-\u18af\ufb50-\ufdff]"
)
_IDEOGRAPH = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_LOOKED_THROUGH = re.compile("[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]")
_KEYCAP = "\u20e3"


def shapes_something(found: re.Match[str]) -> bool:
    """Whether a match of ``SHAPING`` stands where it changes what is seen."""
    mark, text = found.group(), found.string
    if len(mark) > 1:
        return True
    before, after = text[max(found.start() - 1, 0) : found.start()], text[found.end() : found.end() + 1]
    if mark in _JOINERS:
        return _joins(mark, text[max(found.start() - 3, 0) : found.start()], after)
    if mark in _MONGOLIAN_MARKS:
        return _MONGOLIAN.match(before) is not None
    if mark > "\ufe0f":
        return "\U000e0100" <= mark <= "\U000e01ef" and _IDEOGRAPH.match(before) is not None
    return after == _KEYCAP or _takes_selector(before, mark)


def _joins(mark: str, before: str, after: str) -> bool:
    """Whether a joiner stands in a script whose letters join, or between two pictures."""
    bases = _LOOKED_THROUGH.sub("", before)[-1:] or before[-1:]
    if _JOINED_SCRIPTS.match(bases):
        return True
    return mark == "\u200d" and _is_picture(bases) and _is_picture(after)


def _is_picture(sign: str) -> bool:
    return sign > "\x7f" and unicodedata.category(sign) in {"So", "Sm", "Sk"}


def _takes_selector(before: str, mark: str) -> bool:
    """Whether a selector chooses between two shapes of what stands before it: glyphs, or text and picture."""
    if _IDEOGRAPH.match(before):
        return mark <= "\ufe02"
    return before > "\x7f" and unicodedata.category(before) in {"So", "Sm", "Sk", "Po", "Pd"}
