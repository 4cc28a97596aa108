"""How Chinese signs are read: their pinyin without tones, every reading of a sign."""

import json
import unicodedata
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from sys import intern

MOST_KEPT = 20_000
# Shorter words stand at the beginning of a name: everywhere in it they would find nearly everything.
LEAST_WITHIN = 4
# The marks of the four tones over a letter.
TONES = dict.fromkeys(map(ord, "\u0304\u0301\u030c\u0300"))


@cache
def readings_by_sign() -> dict[int, str]:
    """Every reading of each sign by its number, with tones, between commas. The file is that of pypinyin,
    which would bring its phrases along: fifty megabytes, which no single sign needs."""
    package = find_spec("pypinyin")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("pypinyin")
    file = Path(package.origin).parent / "pinyin_dict.json"
    told: dict[str, str] = json.loads(file.read_bytes())
    return {int(number): intern(readings) for number, readings in told.items()}


@lru_cache(MOST_KEPT)
def readings_of(sign: str) -> frozenset[str]:
    """Every reading of one sign, and the sign itself. ü is written v or u."""
    told = readings_by_sign().get(ord(sign))
    found = [toneless(reading) for reading in told.split(",")] if told else []
    return frozenset({sign, *found, *(reading.replace("v", "u") for reading in found)})


def toneless(reading: str) -> str:
    """A reading as it is typed: lǚ as lv."""
    parted = unicodedata.normalize("NFD", reading).translate(TONES)
    return unicodedata.normalize("NFC", parted).replace("ü", "v")


@lru_cache(MOST_KEPT)
def readings(name: str) -> tuple[frozenset[str], ...]:
    """The readings of each sign of a name."""
    return tuple(readings_of(sign) for sign in name)


@lru_cache(MOST_KEPT)
def letters(name: str) -> frozenset[str]:
    """Every letter that a reading of the name may hold."""
    return frozenset("".join(form for sign in readings(name) for form in sign))


def is_read(word: str, name: str) -> bool:
    """Whether ``word`` spells signs of ``name`` that follow each other: each in full or by its first letter,
    the last one also unfinished. A short word spells the first ones."""
    if not letters(name).issuperset(word):
        return False
    begun, beginnings = {0}, {0} if len(word) >= LEAST_WITHIN else set()
    for forms in readings(name):
        spelled = set(beginnings)
        for start in begun:
            rest = word[start:]
            for form in forms:
                if form.startswith(rest):
                    return True
                spelled |= {start + len(part) for part in (form, form[:1]) if rest.startswith(part)}
        begun = spelled
    return False


@lru_cache(MOST_KEPT)
def initials(name: str) -> str:
    """The first letters of a name's signs as people type them to find it: gdbhzx."""
    from pypinyin import Style, pinyin  # noqa: PLC0415 (where a sign stands is told by phrases)

    shown = "".join(form for (form, *_others) in pinyin(name, style=Style.FIRST_LETTER))
    return shown.replace(" ", "").lower()


def first_letters(signs: str) -> str:
    """One letter for each of some Chinese signs, as it is read where it stands; "?" for one without."""
    from pypinyin import Style, pinyin  # noqa: PLC0415 (as above)

    forms = pinyin(signs, style=Style.FIRST_LETTER, errors=lambda unread: "?" * len(unread))
    return "".join(letters_in(form) for (form, *_others) in forms)


def letters_in(form: str) -> str:
    """What stands for one sign in ``first_letters``, or for several that have no reading."""
    if form.startswith("?"):
        return form
    return form[:1] if "a" <= form[:1] <= "z" else "?"
