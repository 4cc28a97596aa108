"""From a place in the text of a section to its place in the source."""


def source_offset(source: str, text: str, at: int) -> int:
    """The offset in ``source`` of the character at ``at`` in ``text``.

    ``text`` is ``source`` without its heading, its line breaks and what only the printed page needed. The
    two are laid side by side from the end, because the heading stands at the beginning.
    """
    place = len(source)
    for character in reversed(text[at:]):
        if character.isspace():
            continue
        found = source.rfind(character, 0, place)
        if found < 0:
            break
        place = found
    return place
