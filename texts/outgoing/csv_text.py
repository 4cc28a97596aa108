"""Text as a file of separated values (.csv) can hold it, whose fields have no types."""

from texts.outgoing.formulas import is_formula, is_number
from texts.outgoing.workbook_text import MOST_BREAKS, cell_text

# Makes text of what follows, in every spreadsheet program.
QUOTE = "'"


def is_plain(text: str) -> bool:
    """Whether a text is seen at once to need nothing: a short line that begins with a letter or a digit."""
    return len(text) <= MOST_BREAKS and text[:1].isalnum() and text.isprintable()


def field_text(text: str) -> str:
    """A field that no spreadsheet runs: a quote stands before what would be a formula.

    A number keeps its sign and stays a number. The limits of a cell hold here too, because a cell is what
    becomes of it.
    """
    if is_plain(text):
        return text
    shown = cell_text(text)
    if is_number(shown) or not (is_formula(text) or is_formula(shown)):
        return shown
    return cell_text(QUOTE + shown)
