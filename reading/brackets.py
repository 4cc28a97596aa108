"""Which bracket or quotation mark belongs to which."""

import re

from reading.late_pattern import LatePattern

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
_MARKS = LatePattern("[\n" + re.escape("".join([*_OPENERS, *_CLOSERS])) + "]")
_CLOSING = LatePattern("[" + re.escape("".join(_CLOSERS)) + "]")
_ANY = LatePattern("[" + re.escape("".join([*_OPENERS, *_CLOSERS])) + "]")
_COUNTED_FAMILIES = (ROUND, SQUARE, SHELL, "book")
_COUNTED = LatePattern(
    "["
    + re.escape(
        "".join(mark for mark, family in {**_OPENERS, **_CLOSERS}.items() if family in _COUNTED_FAMILIES)
    )
    + "]"
)
_DEEPEST = 8
_KINDS = (("（(", "）)"), ("【［[〖", "】］]〗"), ("〔", "〕"))
_RARE_BRACKET = LatePattern("[【［[〖〔】］\\]〗〕]")
_BRACKETS = LatePattern("[\n" + re.escape("".join(opener + closer for opener, closer in _KINDS)) + "]")


def has_marks(text: str) -> bool:
    """Whether any bracket or quotation mark is in ``text``."""
    return _ANY.search(text) is not None


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


def unmatched(text: str) -> list[tuple[int | None, int | None]]:
    """Round, square and shell brackets without a partner, by paragraph: an opener, with the closer of another
    kind that follows it if there is one; or a closer alone."""
    if _is_even(text):
        return []
    found: list[tuple[int | None, int | None]] = []
    stack: list[tuple[str, int]] = []
    for bracket in _BRACKETS.finditer(text):
        mark, at = bracket.group(), bracket.start()
        if mark in _OPENERS:
            stack.append((_OPENERS[mark], at))
        elif mark == "\n":
            found += [(opens_at, None) for _, opens_at in stack]
            stack.clear()
        elif stack and stack[-1][0] == _CLOSERS[mark]:
            stack.pop()
        else:
            found.append((stack.pop()[1] if stack else None, at))
    return found + [(opens_at, None) for _, opens_at in stack]


def _is_even(text: str) -> bool:
    """Whether as many openers as closers of each kind stand in ``text``."""
    count = text.count
    if count("（") + count("(") != count("）") + count(")"):
        return False
    return not _RARE_BRACKET.search(text) or all(
        sum(map(count, openers)) == sum(map(count, closers)) for openers, closers in _KINDS
    )


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
    marks = _COUNTED.findall(text)
    if not marks:
        return 0
    opened = dict.fromkeys(_COUNTED_FAMILIES, 0)
    for mark in marks:
        if mark in _OPENERS:
            opened[_OPENERS[mark]] += 1
        elif opened[_CLOSERS[mark]]:
            opened[_CLOSERS[mark]] -= 1
    return sum(opened.values())
