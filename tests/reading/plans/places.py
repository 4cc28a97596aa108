"""Finding printed words again in a source, whatever line breaks, blanks and kinds of marks it has."""

import re
from dataclasses import dataclass

_KINDS = str.maketrans(
    "():;０１２３４５６７８９．‹›<>〈〉［］[]｜", "（）：；0123456789.（）（）（）（）（）|"
)


def plain(text: str) -> str:
    """The text without white space and in one kind of marks."""
    return re.sub(r"\s", "", text.translate(_KINDS))


def plain_name(name: str) -> str:
    """A name to compare: without what its brackets include (含…) or that it goes for the rest as well."""
    return re.sub(r"（[^（）]*(?:含|下同)[^（）]*）", "", plain(name))


@dataclass(slots=True)
class Finder:
    """Finds printed words one after the other; what stands twice is found at its second place then."""

    squeezed: str
    offsets: list[int]
    at: int = 0

    @classmethod
    def of(cls, source: str) -> "Finder":
        kept = [(character, at) for at, character in enumerate(source) if not character.isspace()]
        squeezed = "".join(character for character, _ in kept).translate(_KINDS)
        return cls(squeezed, [at for _, at in kept])

    def place(self, printed: str) -> tuple[int, int] | None:
        """Where the words stand in the source from here on, else anywhere; None if they do not."""
        wanted = plain(printed)
        if not wanted:
            return None
        begin = self.squeezed.find(wanted, self.at)
        if begin < 0:
            begin = self.squeezed.find(wanted)
        else:
            self.at = begin + len(wanted)
        if begin < 0:
            return None
        return self.offsets[begin], self.offsets[begin + len(wanted) - 1] + 1
