"""How certain the reading of a task is: a rule over plain values."""

from collections.abc import Iterable

from reading import Certainty, certainty_of

# The least certain last.
ORDER = (Certainty.SURE, Certainty.CHECK, Certainty.UNKNOWN)


def certainty(*, is_owned: bool, open_names: Iterable[bool], doubts: Iterable[str]) -> Certainty:
    """How certain a task was read.

    ``is_owned`` tells whether somebody answers for it; ``open_names`` has an entry for each printed name that
    is nobody known, True where somebody may be meant; ``doubts`` are the messages of the open doubts about
    its words. The least certain of them counts: a name that nobody is like, or a task without any owner, was
    not read.
    """
    names = [Certainty.CHECK if is_proposed else Certainty.UNKNOWN for is_proposed in open_names]
    unowned = [] if is_owned or names else [Certainty.UNKNOWN]
    return max([Certainty.SURE, *names, *unowned, *map(certainty_of, doubts)], key=ORDER.index)
