"""What has digits and counts nothing: titles, dates, document numbers, ordinals, list marks, labels."""

import re

from reports.text_comparison.chinese_numerals import DIGITS
from reports.text_comparison.units import UNIT

HIDDEN = "\0"
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_YEAR = r"(?<![0-9.,])(?:19|20)[0-9]{2}"
_LIST_BEFORE = r"(?:\A|(?<=[\n。；;：:，,、！!？?])|(?<=[.;:,!?] ))[ \u3000\t]{0,8}"
_NO_UNIT = rf"(?![.,]?[0-9]|\s?{UNIT})"

TITLE = r"《[^《》]*》"
DOCUMENT_NUMBER = r"[〔［\[（(](?:19|20)[0-9]{2}[〕］\]）)]\s?[0-9]+\s?号?|(?<![0-9.])[0-9]++\s?号"
DATES = (
    rf"{_YEAR}\s?[-—–~～至到]+\s?(?:19|20)[0-9]{{2}}\s?年?(?![0-9])",
    rf"{_YEAR}\s?年(?:\s?[0-9]{{1,2}}\s?月(?:\s?[0-9]{{1,2}}\s?日)?)?",
    rf"{_YEAR}[-./][0-9]{{1,2}}[-./][0-9]{{1,2}}(?![0-9])",
    r"(?<![0-9.])[0-9]{1,2}\s?月(?:\s?[0-9]{1,2}\s?日)?",
    r"(?<![0-9.])[0-9]{1,2}\s?日(?!内)",
    r"(?<![0-9.])[1-4]\s?季度",
    rf"[{DIGITS}]{{4}}年",
    r"(?<![0-9:])[0-9]{1,2}:[0-9]{2}(?![0-9:])",
    rf"\b(?:[0-9]{{1,2}} )?(?:{_MONTHS})(?: [0-9]{{1,2}}(?![0-9]),?)?(?: (?:19|20)[0-9]{{2}})?(?![0-9])",
    rf"(?i:\b(?:in|since|during|until|year|guidance|end of)) (?:19|20)[0-9]{{2}}{_NO_UNIT}",
)
ORDINAL = rf"第\s?(?:[0-9]+|[{DIGITS}十百千万]{{1,9}})|\b[0-9]+(?:st|nd|rd|th)\b"
LIST_MARKS = (
    rf"{_LIST_BEFORE}[（(][0-9]{{1,3}}[）)]",
    rf"{_LIST_BEFORE}[0-9]{{1,3}}(?:[)）]|[.、．](?![0-9]))",
    rf"[（(][{DIGITS}十百]{{1,6}}[）)]",
    rf"(?<![{DIGITS}十百])[{DIGITS}十百]{{1,6}}是",
)
_LABELS = r"附件|附表|附图|案例|表|图|\b(?:Annex|Table|Chart|Figure|Case|Version|Part)|\bNo\."
LABEL = rf"(?:{_LABELS})\s?[0-9]++{_NO_UNIT}"
IDENTIFIER = (
    rf"\bGB(?:/T)?\s?[0-9.]+(?:[-—][0-9]{{4}})?|(?<!CNY)(?<!USD)(?<!RMB)(?<=[A-Za-z])[-/]?[0-9]++{_NO_UNIT}"
)
DOTTED = r"(?<![0-9])[0-9]+(?:\.[0-9]+){2,}(?![0-9])"

_NON_FIGURES = tuple(
    re.compile(pattern)
    for pattern in (TITLE, DOCUMENT_NUMBER, *DATES, ORDINAL, *LIST_MARKS, LABEL, IDENTIFIER, DOTTED)
)


def without_non_figures(text: str) -> str:
    """The text with what is no figure made unreadable; every offset stays."""
    for pattern in _NON_FIGURES:
        text = pattern.sub(lambda found: HIDDEN * len(found[0]), text)
    return text
