"""Which values the cells of a column take, and what a person reads who chooses one of them."""

from typing import Any

from django.utils.translation import gettext as _

from tasks.fill_in.line_sheet import CellForm, FieldColumn
from tasks.fill_in.words import yes_no_words
from texts.outgoing.characters import one_line
from texts.outgoing.cuts import cut, utf16_units

# What spreadsheets allow, in UTF-16 units.
LONGEST_RULE_TITLE, LONGEST_MESSAGE, LONGEST_LIST = 32, 255, 255


def validation_of(column: FieldColumn, listed: str) -> dict[str, Any]:
    """The rule of a column; ``listed`` is where its words stand where they are too many to be named in it."""
    return rule_of(column, listed) | messages_of(column)


def rule_of(column: FieldColumn, listed: str) -> dict[str, Any]:
    match column.form:
        case CellForm.NUMBER:
            # A warning: a number with its unit ("1,234.5亿元") or of many digits may stand as text.
            return {"validate": "decimal", "criteria": ">=", "value": 0, "error_type": "warning"}
        case CellForm.YES_NO:
            return {"validate": "list", "source": list(yes_no_words())}
        case CellForm.WORD if listed:
            return {"validate": "list", "source": listed}
        case CellForm.WORD if column.words:
            return {"validate": "list", "source": list(column.words.values())}
        case CellForm.TEXT if column.longest:
            return {"validate": "length", "criteria": "<=", "value": column.longest}
    return {"validate": "any"}


def messages_of(column: FieldColumn) -> dict[str, str]:
    """The title of a column and what belongs there; what is wrong where something else was typed."""
    hint = [str(column.hint)] if column.hint else []
    if column.longest:
        hint.append(_("At most %(most)s characters.") % {"most": f"{column.longest:,}"})
    title = message(str(column.title), LONGEST_RULE_TITLE)
    messages = {"input_title": title, "input_message": message("\n".join(hint), LONGEST_MESSAGE)}
    error = error_of(column)
    return messages | ({"error_title": title, "error_message": error} if error else {})


def error_of(column: FieldColumn) -> str:
    match column.form:
        case CellForm.NUMBER:
            return _("This is no number from 0 upwards. Write digits, or go on if a unit stands behind them.")
        case CellForm.TEXT:
            return _("The text is too long: at most %(most)s characters.") % {"most": f"{column.longest:,}"}
    return _("Choose one of the words in the list.")


def message(text: str, longest: int) -> str:
    return cut(text if "\n" in text else one_line(text), longest, by=utf16_units)


def fits_in_rule(column: FieldColumn) -> bool:
    """Whether the words of a drop-down can be named in its rule; others stand on the hidden sheet."""
    words = column.words.values()
    return not any("," in word or '"' in word for word in words) and (
        utf16_units(",".join(words)) <= LONGEST_LIST
    )
