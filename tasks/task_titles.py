"""How the tasks of one section are told apart: by who leads them. Plain functions over plain values."""

import re
from collections import Counter
from collections.abc import Sequence

OWNERS_NAMED = 2
# What stood behind the titles of such tasks before: their place in the section.
NUMBER = re.compile(r"（[0-9]{1,2}）\Z")


def owner_marks(tasks: Sequence[tuple[str, Sequence[str]]]) -> list[str]:
    """What stands behind each task's title, given its section and who leads it: nothing where the section
    holds one task, else the names, such as "（条法司、保护司）".

    Tasks of one section with the same owners are counted as well.
    """
    in_section = Counter(section for section, _names in tasks)
    owners = [(section, in_short(names)) for section, names in tasks]
    alike, seen = Counter(owners), Counter[tuple[str, str]]()
    marks = []
    for section, names in owners:
        seen[section, names] += 1
        place = str(seen[section, names]) if alike[section, names] > 1 or not names else ""
        words = " ".join(filter(None, (names, place)))
        marks.append(f"（{words}）" if in_section[section] > 1 else "")
    return marks


def in_short(names: Sequence[str]) -> str:
    """Two names at most: "条法司、保护司等"."""
    return "、".join(names[:OWNERS_NAMED]) + ("等" if len(names) > OWNERS_NAMED else "")


def is_numbered(title: str) -> bool:
    """Whether a number in brackets stands behind the title."""
    return NUMBER.search(title) is not None


def unnumbered(title: str, heading: str) -> str | None:
    """The title without the number by which the portal once told it apart; None where it has none. A number
    behind anything but the section's heading is the document's own."""
    stem = NUMBER.sub("", title)
    return stem if stem != title and (not heading or stem == heading) else None
