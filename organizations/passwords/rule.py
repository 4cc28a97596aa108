"""Which passwords are good enough: long or mixed, and not what others would try first."""

from collections.abc import Iterable

from organizations.passwords.pieces import Kind, Reading, read

KINDS_OF_SIGNS = 3
# So many signs have to be left beside everything that others would guess.
FREE_SIGNS = 5


def kind_of_sign(sign: str) -> str:
    """Small letter, capital, digit, or anything else: a Chinese character is of the last kind."""
    if sign.islower():
        return "small"
    if sign.isupper():
        return "capital"
    return "digit" if sign.isdecimal() else "other"


def is_long_enough(password: str, *, length: int, mixed_length: int) -> bool:
    """Whether it has ``length`` signs, or ``mixed_length`` of three kinds."""
    if len(password) >= length:
        return True
    return len(password) >= mixed_length and len(set(map(kind_of_sign, password))) >= KINDS_OF_SIGNS


def guessed_by(password: str, *, own: Iterable[str] = (), organization: Iterable[str] = ()) -> Kind | None:
    """What makes it guessable; None where enough is left beside what others would guess.

    ``own`` are the names of the person, ``organization`` those of the organizations they belong to.
    """
    reading = read(password, own=own, organization=organization)
    if reading.free >= FREE_SIGNS or not reading.pieces:
        return None
    return leading_kind(reading)


def leading_kind(reading: Reading) -> Kind:
    """The kind to name: the person's or the organization's own before all, else the one of most signs."""
    share = dict.fromkeys(Kind, 0)
    for piece in reading.pieces:
        share[piece.kind] += piece.ends_at - piece.starts_at
    personal = [kind for kind in (Kind.OWN, Kind.ORGANIZATION) if share[kind]]
    return personal[0] if personal else max(Kind, key=lambda kind: share[kind])
