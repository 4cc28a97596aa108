"""Characters that hardly any format carries, and what stands in their place."""

import re

# U+FFFD, which every reader shows as a sign that something stood here.
REPLACEMENT = "\ufffd"
# XML 1.0 allows no control characters but tab and line ends, no halves of pairs, no U+FFFE and U+FFFF; the
# other non-characters it discourages, and readers differ over them.
UNFIT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
    + "]"
)
# What Unicode calls the end of a line, besides the line feed.
LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")


def carried(text: str) -> str:
    """Text in which everything unfit to be exchanged is replaced visibly; ends of lines are one line feed."""
    return UNFIT.sub(REPLACEMENT, LINE_END.sub("\n", text))


def one_line(text: str) -> str:
    """The same on a single line, for what has no room for a second one."""
    return " ".join(carried(text).replace("\t", " ").split("\n")).strip()
