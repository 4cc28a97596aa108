"""Text as a PDF (PDF/A-2a, PDF/UA-1) can hold it: every sign of it is in a font that is embedded."""

import re
import unicodedata
from collections.abc import Set

from django.utils.translation import gettext as _

from texts.characters import SHAPING, UNSEEN
from texts.outgoing.characters import LINE_END, UNFIT
from texts.punctuation import listed

# Stands for what no font has. U+FFFD itself is forbidden in a PDF/A.
SIGN = "□"
CONTROL = re.compile(f"{UNFIT.pattern}|[\x7f-\x9f]")
# How many signs a sentence names; an office that sees these knows what kind of font it lacks.
MOST_NAMED = 12


class PdfGate:
    """The gate for all texts of one document. ``covered`` are the code points that the fonts have.

    What no font has is shown as ``□``; what nobody can see, or turns the direction of what follows, is left
    out. Both are told by ``changes``.
    """

    def __init__(self, covered: Set[int]) -> None:
        self.covered = covered
        self.replaced: set[str] = set()
        self.has_left_out = False

    def shown(self, text: str) -> str:
        """What the document shows. Line feeds are the only ends of lines, tabs are spaces."""
        text = LINE_END.sub("\n", text).replace("\t", " ")
        text = unicodedata.normalize("NFC", self.without_unseen(self.without_controls(text)))
        missing = {sign for sign in set(text) - {"\n"} if not self.has(sign)}
        self.replaced |= missing
        return text.translate(dict.fromkeys(map(ord, missing), SIGN))

    def one_line(self, text: str) -> str:
        """The same for what has no room for a second line."""
        return " ".join(self.shown(text).split("\n")).strip()

    def has(self, sign: str) -> bool:
        """Whether a font has the sign. Marks on another sign are had together with it, or not at all."""
        return ord(sign) in self.covered and unicodedata.category(sign) not in {"Mn", "Me"}

    def without_controls(self, text: str) -> str:
        self.replaced |= set(CONTROL.findall(text))
        return CONTROL.sub(SIGN, text)

    def without_unseen(self, text: str) -> str:
        for unseen in (UNSEEN, SHAPING):
            text, count = unseen.subn("", text)
            self.has_left_out |= count > 0
        return text

    def changes(self) -> list[str]:
        """What had to be changed, in sentences."""
        said = []
        if self.replaced:
            named = [f"U+{ord(sign):04X}" for sign in sorted(self.replaced)]
            rest = ["…"] if len(named) > MOST_NAMED else []
            said.append(
                _("Signs that no font here has are shown as %(sign)s: %(signs)s.")
                % {"sign": SIGN, "signs": listed(named[:MOST_NAMED] + rest)}
            )
        if self.has_left_out:
            said.append(_("Invisible signs, or such as turn the direction of a line, were left out."))
        return said
