"""The gate that people's texts pass on their way into a report, which remembers what it had to change."""

from django.utils.translation import ngettext

from texts.characters import SHAPING, UNSEEN, shapes_something
from texts.outgoing.characters import REPLACEMENT, carried


class OutgoingText:
    """Lets text through that every form of a report can carry: what cannot be printed becomes �, what nobody
    can see or turns the direction of a line is left out."""

    def __init__(self) -> None:
        self.changed: set[str] = set()

    def __call__(self, text: str) -> str:
        shown = UNSEEN.sub("", carried(text).replace("\t", " "))
        shown = SHAPING.sub(lambda found: found.group() if shapes_something(found) else "", shown)
        if (shown != text and (REPLACEMENT in shown) > (REPLACEMENT in text)) or len(shown) < len(text):
            self.changed.add(text)
        return shown

    @property
    def notice(self) -> str:
        """What had to be changed, as a sentence; "" where nothing was."""
        count = len(self.changed)
        if not count:
            return ""
        return ngettext(
            "%(count)d passage held signs that cannot be printed: they are shown as � or left out.",
            "%(count)d passages held signs that cannot be printed: they are shown as � or left out.",
            count,
        ) % {"count": count}
