"""From a place in the text of a section to its place in the source."""

# So many characters that stand in a row in the text are looked for where text and source differ.
ENOUGH = 6


def source_offset(source: str, text: str, at: int) -> int:
    """The offset in ``source`` of the character at ``at`` in ``text``.

    ``text`` is ``source`` without its heading, its line breaks and what only the printed page needed, and
    perhaps with some words corrected. The two are laid side by side from the end, because the heading
    stands at the beginning; words that the source does not have are passed over.
    """
    places = [place for place, character in enumerate(source) if not character.isspace()]
    printed = "".join(source[place] for place in places)
    tail = "".join(text[at:].split())
    end = len(printed)
    while tail:
        same = common_ending(printed, end, tail)
        tail, end = tail[: len(tail) - same], end - same
        if not tail:
            break
        found = printed.rfind(tail[-ENOUGH:], 0, end)
        if found >= 0:
            end = found + len(tail[-ENOUGH:])
        else:
            tail = tail[:-1]
    return places[end] if end < len(places) else len(source)


def common_ending(printed: str, end: int, tail: str) -> int:
    """How many last characters ``printed[:end]`` and ``tail`` share."""
    most = min(end, len(tail))
    return next((back for back in range(most) if printed[end - 1 - back] != tail[-1 - back]), most)
