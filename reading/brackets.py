"""Which bracket or quotation mark belongs to which."""

import re

ROUND = "round"
SQUARE = "square"
SHELL = "shell"
_OPENERS = {
    **dict.fromkeys("（(", ROUND),
    **dict.fromkeys("【［[〖", SQUARE),
    "〔": SHELL,
    "《": "book",
    "〈": "inner book",
    "“": "quote",
    "‘": "inner quote",
    "「": "corner",
    "『": "inner corner",
}
_CLOSERS = {
    **dict.fromkeys("）)", ROUND),
    **dict.fromkeys("】］]〗", SQUARE),
    "〕": SHELL,
    "》": "book",
    "〉": "inner book",
    "”": "quote",
    "’": "inner quote",
    "」": "corner",
    "』": "inner corner",
}
_MARKS = re.compile("[\n" + re.escape("".join([*_OPENERS, *_CLOSERS])) + "]")
_CLOSING = re.compile("[" + re.escape("".join(_CLOSERS)) + "]")
_OPENING = re.compile("[" + re.escape("".join(_OPENERS)) + "]")
_DEEPEST = 8


def has_marks(text: str) -> bool:
    """Whether any bracket or quotation mark is in ``text``."""
    return bool(_CLOSING.search(text) or _OPENING.search(text))


def match_brackets(text: str) -> list[tuple[int, int, str]]:
    """The outermost pairs as (offset of the opener, offset of the closer, family), in order.

    Round and square brackets match across half and full width. A pair never spans a paragraph (line feed);
    marks without a partner are ignored, so that one slip of the typist hides nothing.
    """
    pairs: list[tuple[int, int, str]] = []
    if not _CLOSING.search(text):
        return pairs
    stack: list[tuple[str, int]] = []
    for found in _MARKS.finditer(text):
        mark = found.group()
        if mark == "\n":
            stack.clear()
        elif mark in _OPENERS:
            stack.append((_OPENERS[mark], found.start()))
        else:
            _close(stack, pairs, _CLOSERS[mark], found.start())
    return _outermost(pairs)


def _close(stack: list[tuple[str, int]], pairs: list[tuple[int, int, str]], family: str, at: int) -> None:
    """Match a closer with the nearest opener of its family, a few levels deep at most."""
    for depth in range(1, min(len(stack), _DEEPEST) + 1):
        if stack[-depth][0] == family:
            pairs.append((stack[-depth][1], at, family))
            del stack[-depth:]
            return


def _outermost(pairs: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    outer: list[tuple[int, int, str]] = []
    for pair in sorted(pairs):
        if not outer or pair[0] > outer[-1][1]:
            outer.append(pair)
    return outer


def count_unclosed(text: str) -> int:
    """How many round or square brackets and book-title marks are open at the end of ``text``."""
    opened: dict[str, int] = {}
    if not _OPENING.search(text):
        return 0
    for found in _MARKS.finditer(text):
        mark = found.group()
        if mark in _OPENERS:
            opened[_OPENERS[mark]] = opened.get(_OPENERS[mark], 0) + 1
        elif mark in _CLOSERS and opened.get(_CLOSERS[mark], 0):
            opened[_CLOSERS[mark]] -= 1
    return sum(opened.get(family, 0) for family in (ROUND, SQUARE, SHELL, "book"))
