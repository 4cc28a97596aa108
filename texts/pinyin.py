"""How Chinese signs are read: their pinyin without tones, every reading of a sign."""

from functools import lru_cache

MOST_KEPT = 20_000
# Shorter words stand at the beginning of a name: everywhere in it they would find nearly everything.
LEAST_WITHIN = 4


@lru_cache(MOST_KEPT)
def readings_of(sign: str) -> frozenset[str]:
    """Every reading of one sign, and the sign itself. ü is written v or u."""
    # Takes half a second and much memory, which only those processes need in which somebody searches.
    from pypinyin import Style, pinyin  # noqa: PLC0415

    found = pinyin(sign, style=Style.NORMAL, heteronym=True)
    return frozenset({sign, *found[0], *(reading.replace("v", "u") for reading in found[0])})


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
    from pypinyin import Style, pinyin  # noqa: PLC0415 (as above)

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
