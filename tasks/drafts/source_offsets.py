"""From a place in the text of a section to its place in the source, and back."""

from bisect import bisect_left

# So many characters that stand in a row in the text are looked for where text and source differ.
ENOUGH = 6


class Alignment:
    """The text of a section laid beside its stretch of the source, character by character.

    ``text`` is ``source`` without its heading, its line breaks and what only the printed page needed, and
    perhaps with some words corrected. The two are laid side by side from the end, because the heading
    stands at the beginning; words that the source does not have stand where the next ones do.
    """

    def __init__(self, source: str, text: str) -> None:
        self.source = source
        self.in_text = signs(text)
        in_source = signs(source)
        self.in_source = matched(
            "".join(source[place] for place in in_source), "".join(text.split()), [*in_source, len(source)]
        )

    def source_offset(self, at: int) -> int:
        """The offset in the source of the first character of the text at ``at`` or behind it."""
        number = bisect_left(self.in_text, at)
        return self.in_source[number] if number < len(self.in_source) else len(self.source)

    def text_offset(self, at: int) -> int:
        """The offset in the text of the first character that stands at ``at`` in the source or behind it."""
        number = bisect_left(self.in_source, at)
        if number < len(self.in_text):
            return self.in_text[number]
        return self.in_text[-1] + 1 if self.in_text else 0

    def words(self, starts_at: int, ends_at: int) -> tuple[int, int] | None:
        """Where the words stand in the text that a stretch of the source has; None where it has none of
        them."""
        first, last = bisect_left(self.in_source, starts_at), bisect_left(self.in_source, ends_at)
        return (self.in_text[first], self.in_text[last - 1] + 1) if first < last else None


def place(starts_at: int | None, ends_at: int | None, *names: str) -> dict[str, int | None]:
    """A stretch of the source under the names of its ends, where it has any words."""
    if starts_at is None or ends_at is None or starts_at >= ends_at:
        return dict.fromkeys(names)
    return dict(zip(names, (starts_at, ends_at), strict=True))


def source_offset(source: str, text: str, at: int) -> int:
    """The offset in ``source`` of the character at ``at`` in ``text``."""
    return Alignment(source, text).source_offset(at)


def signs(text: str) -> list[int]:
    """The places of the characters that are no blanks."""
    return [place for place, character in enumerate(text) if not character.isspace()]


def matched(printed: str, words: str, places: list[int]) -> list[int]:
    """For each character of ``words`` where it stands: the place that ``places`` gives to the character of
    ``printed`` that it is. ``places`` has one more for what stands behind the last."""
    end, left = len(printed), len(words)
    found: list[int] = []
    while left:
        same = common_ending(printed, end, words, left)
        found += reversed(places[end - same : end])
        end, left = end - same, left - same
        if not left:
            break
        tail = words[max(0, left - ENOUGH) : left]
        at = printed.rfind(tail, 0, end)
        if at >= 0:
            end = at + len(tail)
        else:
            found.append(places[end])
            left -= 1
    return found[::-1]


def common_ending(printed: str, end: int, words: str, left: int) -> int:
    """How many last characters ``printed[:end]`` and ``words[:left]`` share."""
    most = min(end, left)
    if printed.endswith(words[left - most : left], 0, end):
        return most
    return next(back for back in range(most) if printed[end - 1 - back] != words[left - 1 - back])
