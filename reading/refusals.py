"""What the reader says when it refuses a text: what is missing, which line made it so, what can be done."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from reading.cautions import shorten
from reading.document import DocumentError
from reading.structure.lines import Line

UNNUMBERED = gettext_noop(
    "The text has no numbered sections (一、 or （一） or 1.); see line %(line)s, “%(text)s”. "
    "Write a number before each section, or take the text as it is and part it by hand."
)
UNNUMBERED_BELOW = gettext_noop(
    "The text has no numbered sections after its title in line %(line)s, “%(text)s”. "
    "Write a number (一、 or （一） or 1.) before each section, or take the text as it is and part it "
    "by hand."
)
UNTITLED = gettext_noop(
    "The text has no title before its first section in line %(line)s, “%(text)s”. "
    "Write the title on a line of its own above it, or take the text as it is and give it a title by hand."
)
_LONGEST = 30


def refusal(message: str, line: Line) -> DocumentError:
    """The refusal that ``message`` words, with the line that made it so."""
    text = shorten(line.text, _LONGEST)
    return DocumentError(_(message) % {"line": line.number, "text": text}, line=line.number, text=text)


def empty_text() -> DocumentError:
    """The refusal of a text without words; no line made it so."""
    return DocumentError(_("The text is empty. Paste the text of the document, or choose its file."))
