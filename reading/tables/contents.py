"""Whether what a cell says is what its column holds, where nothing but the words can tell."""

from collections.abc import Sequence

from reading.dates import is_time_phrase
from reading.late_pattern import LatePattern
from reading.numerals import compact, read_number
from reading.owners.names import is_organization
from reading.tables.headers import Column, ColumnKind
from reading.vocabulary import ANSWERS, LEADS, one_of

_NUMBER = LatePattern(
    r"[（(]?(?:[0-9]{1,4}(?:[.\-－—][0-9]{1,3})?|[一二三四五六七八九十]{1,4}|[①-⑳])[）)]?[.．、]?"
)
_NAME_STOPS = LatePattern(r"[、，,；;\s]+")
_BRACKETED = LatePattern(r"[（(][^（）()]*[）)]")
_NOTHING = LatePattern(r"[\W_]*|无")
_VERBS = LatePattern(one_of((LEADS, ANSWERS)))
_TIME = LatePattern(
    r"20[0-9]{2}[年./-]|[0-9一二三四]+(?:月|季度|年)|年底|长期|持续|全年|常态|每[年月季]|[0-9]{4}"
)
_NO_NAME = LatePattern(r"[0-9]|[将请]|报送|进展")
_LONGEST_NAME = 24
_LONGEST_VERBAL = 60
_LONGEST_TIME = 40
_LONGEST_OWNERS = 300


def number_of(text: str) -> int | None:
    """The number that a cell is, without its marks: 3, 3., （三）; ``None`` for other text."""
    plain = compact(text)
    if len(plain) > 8 or not _NUMBER.fullmatch(plain):
        return None
    return read_number(plain.strip("（()）.．、").rpartition(".")[2])


def is_number(text: str) -> bool:
    plain = compact(text)
    return len(plain) <= 10 and bool(_NUMBER.fullmatch(plain))


def may_be_owners(text: str) -> bool:
    """Whether nothing speaks against a cell that is to say who is responsible."""
    return (len(text) <= 4 and text[-1:] not in "。；，") or says_owners(text)


def says_owners(text: str) -> bool:
    """Whether a cell is names of organizations, or says that some lead or answer."""
    plain = text.strip("。；;，、 ")
    if not plain or len(plain) > _LONGEST_OWNERS or "。" in plain:
        return False
    names = [name for name in _NAME_STOPS.split(_BRACKETED.sub("", plain)) if name]
    if any(len(name) > _LONGEST_NAME or _NO_NAME.search(name) for name in names):
        return bool(_VERBS.search(plain)) and len(plain) <= _LONGEST_VERBAL
    known = sum(1 for name in names if is_organization(name) or name.endswith("等"))
    return known * 2 >= max(len(names), 1) or bool(_VERBS.search(plain))


def says_nothing(text: str) -> bool:
    return bool(_NOTHING.fullmatch(text))


def says_when(text: str) -> bool:
    return len(text) <= _LONGEST_TIME and bool(_TIME.search(compact(text)) or is_time_phrase(compact(text)))


def holds(column: Column, text: str) -> bool:
    """Whether ``text`` may stand in ``column``."""
    if says_nothing(text):
        return column.kind is not ColumnKind.NUMBER
    match column.kind:
        case ColumnKind.NUMBER:
            return is_number(text)
        case ColumnKind.OWNERS:
            return may_be_owners(text)
        case ColumnKind.TIME:
            return says_when(text)
        case ColumnKind.TEXT:
            return not (says_owners(text) and not _VERBS.search(text))
        case _:
            return len(text) <= _LONGEST_OWNERS


def guessed_columns(texts: Sequence[str], columns: Sequence[Column]) -> list[int]:
    """For each of several texts, fewer than ``columns``, the first column from the left that may hold it."""
    places: list[int] = []
    at = 0
    for number, text in enumerate(texts):
        latest = len(columns) - (len(texts) - number)
        fitting = (place for place in range(at, latest + 1) if holds(columns[place], text))
        place = next(fitting, min(at, latest))
        places.append(place)
        at = place + 1
    return places
