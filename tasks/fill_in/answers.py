"""What a cell says for a field, as text that the field's form takes."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from spreadsheets.incoming.cell_text import CellText, number_of, text_of, yes_or_no
from spreadsheets.incoming.values import Cell
from tasks.fill_in.line_sheet import CellForm
from tasks.fill_in.words import value_of
from texts.punctuation import listed

YES, NO = "true", "false"
# So many words are named to whom wrote another one.
MOST_NAMED = 8

type Words = Mapping[str, tuple[str, ...]]


def answer_of(cell: Cell | None, form: CellForm, words: Words) -> CellText:
    """A cell read as ``form`` has it; ``words`` are what it may say, by the value that the form takes."""
    read = number_of(cell) if form is CellForm.NUMBER else text_of(cell)
    if form in {CellForm.TEXT, CellForm.NUMBER} or read.fault or not read.text.strip():
        return read
    said = yes_no(read.text) if form is CellForm.YES_NO else chosen(read.text, words)
    return CellText(said.text, said.fault, read.remark)


def yes_no(text: str) -> CellText:
    said = yes_or_no(text)
    if said is None:
        return CellText("", _("“%(text)s”: write yes or no.") % {"text": excerpt(text)})
    return CellText(YES if said else NO)


def chosen(text: str, words: Words) -> CellText:
    """The value of the word that stands in a cell; of several, one a line, theirs."""
    values = []
    for line in text.splitlines():
        value = value_of(line, words) if line.strip() else ""
        if value is None:
            return CellText("", unknown(line, words))
        values.append(value)
    return CellText("\n".join(filter(None, values)))


def unknown(text: str, words: Words) -> str:
    offered = [said[0] if said else value for value, said in words.items()]
    if len(offered) > MOST_NAMED:
        return _("“%(text)s” is none of those in the list. Choose from the list.") % {"text": excerpt(text)}
    return _("“%(text)s” is none of those in the list: %(words)s.") % {
        "text": excerpt(text),
        "words": listed(offered),
    }


def excerpt(text: str, most: int = 40) -> str:
    """The beginning of a long text."""
    return text if len(text) <= most else f"{text[:most]}…"
