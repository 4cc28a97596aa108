"""What came back of a text from Word, as plain values that are kept until somebody has reviewed them."""

from enum import StrEnum

import msgspec

# So much of a paragraph tells where a comment hangs.
EXCERPT = 60


class NoteKind(StrEnum):
    """What of a file is not taken over."""

    FRONT = "front"
    ENDING = "ending"
    MAIN_HEADING = "main_heading"
    HEADING = "heading"
    TABLE = "table"
    NEW_TABLE = "new_table"
    PICTURE = "picture"
    BOX = "box"
    FOOTNOTE = "footnote"
    HIDDEN = "hidden"


class Plain(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A plain value that is kept as JSON."""


class Note(Plain, frozen=True):
    """Something that is not taken over: what stood there (``before``) and what came back (``after``), or what
    it says; ``part`` is the number of the part that it stands in, None outside of them."""

    kind: NoteKind
    before: str = ""
    after: str = ""
    part: int | None = None


class Comment(Plain, frozen=True):
    """A comment in the margin: who said what, and the beginning of the paragraph that it hangs on."""

    author: str
    text: str
    place: str
    part: int | None = None


class Item(Plain, frozen=True):
    """One part as it stands in the file: ``number`` is None of what is new, ``words`` None where they are as
    they left; ``joined`` are the parts whose words it has taken in."""

    number: int | None
    words: str | None = None
    joined: tuple[int, ...] = ()


class Returned(Plain, frozen=True):
    """What came back of ``version`` of a text: its parts in the order of the file, and those that are
    ``gone``; how many tracked insertions count as text, and how many tracked deletions as gone."""

    version: int
    items: tuple[Item, ...]
    gone: tuple[int, ...] = ()
    notes: tuple[Note, ...] = ()
    comments: tuple[Comment, ...] = ()
    insertions: int = 0
    deletions: int = 0
