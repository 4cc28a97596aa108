"""Whose document it is: who put it out or passed it on, who wrote it, and on which day."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from reading.document import Issuer, IssuerPart
from reading.late_pattern import LatePattern
from reading.notice.content import Content
from reading.notice.parts import Part
from reading.notice.plan_part import part_title
from reading.notice.signature import (
    day_of,
    document_number,
    is_dated,
    is_signature,
    metadata_day,
    month_and_day,
    signatories,
)
from reading.owners.names import is_collective, is_organization, split_names
from reading.vocabulary import DEPARTMENT, REALISES, UNIT

_MONTH = LatePattern(r"[（(]?(20[0-9]{2})年[0-9]{1,2}月[）)]?")
_NOT_ISSUED = LatePattern(rf"贯彻|{REALISES}|《|推进|加强")
_FORWARDS = LatePattern(r"(?:转发|批转)(?P<rest>.*)")
_FORWARDING_WORDS = LatePattern(r"(?:转发|批转)给(?:你|各)|现予?以?(?:转发|批转)")
_WRITERS = LatePattern(r"《?(?P<names>[^《》]{2,60}?)(?:《|关于|印发)")
_WRITTEN = LatePattern(r"(?:同意|^|[。：])(?P<names>[^《》。：，]{2,60})《[^《》]{2,80}》?")
_AND_OTHERS = LatePattern(rf"等(?:[\d一二三四五六七八九十]*(?:个)?(?:{DEPARTMENT}|{UNIT}))?$")
_ISSUER_METADATA = LatePattern(rf"(?:发文机关|发布机构|发文{UNIT})[:：](.+)")
_HEAD_LINES = 40
_MOST_DATES = 20


@dataclass(frozen=True, slots=True)
class Signature:
    """Number and issuers of a document, the day signed, and the year where no day says it. ``year_taken_at``
    is the line of a day that says no year, where that of the number was taken, and ``day_missing_at`` that of
    a date of a signature that is no whole day."""

    number: str | None
    issuers: tuple[Issuer, ...]
    on: dt.date | None
    year: int | None
    year_taken_at: int | None = None
    day_missing_at: int | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a plan stands: in which of the parts, its title's lines, and its sections."""

    part: int
    title_from: int
    title_to: int
    body_from: int
    body_to: int


def read_signature(content: Content, parts: list[Part], place: Place) -> Signature:
    """What stands around the sections: in the notice before them, below the title, and after them."""
    texts = content.texts
    number = document_number(texts, place.body_from, place.body_to)
    below = texts[place.title_to : min(place.body_from, place.title_to + 12)]
    month = next((int(found[1]) for text in below if (found := _MONTH.fullmatch(text))), None)
    printed = re.search(r"〔([0-9]{4})〕", number) if number else None
    year = month or (int(printed[1]) if printed else None)
    dates = list(islice(_dates(content, parts, place), _MOST_DATES))
    on, year_taken_at = _issued_on(texts, dates, year)
    return Signature(
        number=number,
        issuers=_issuers(content, parts, place, dates),
        on=on or metadata_day(texts[: min(place.body_from, _HEAD_LINES)]),
        year=year,
        year_taken_at=year_taken_at,
        day_missing_at=None if on else _incomplete(content, parts),
    )


def _dates(content: Content, parts: list[Part], place: Place) -> Iterator[int]:
    """The lines that date the document: those that notices before the plan are signed with, those below its
    title, that of its own signature, and that of a notice printed after it."""
    texts = content.texts
    plan = parts[place.part]
    for part in parts[: place.part]:
        if part.date_at is not None:
            yield part.date_at
    begin = 0 if place.part == 0 else plan.begins
    yield from (
        number for number in range(begin, min(place.body_from, begin + 80)) if is_dated(texts[number])
    )
    if plan.date_at is not None and plan.date_at >= place.body_to:
        yield plan.date_at
    for part in parts[place.part + 1 :][:3]:
        if part.date_at is not None and signatories(content.raw, texts, part.date_at, part.begins):
            yield part.date_at


def _issued_on(texts: list[str], dates: list[int], year: int | None) -> tuple[dt.date | None, int | None]:
    """The first whole day, else the first without its year in ``year``, with the line of such a one."""
    for number in dates:
        if day := day_of(texts[number]):
            return day, None
    for number in dates:
        printed = month_and_day(texts[number])
        if printed and year and (day := day_of(f"{year}年{printed}")):
            return day, number
    return None, None


def _incomplete(content: Content, parts: list[Part]) -> int | None:
    """The line of the first signature whose date is no whole day: 2024年3月, or 3月1日 without a year."""
    dates = (part.date_at for part in parts if part.date_at is not None)
    return next((at for at in dates if day_of(content.texts[at]) is None), None)


def _issuers(content: Content, parts: list[Part], place: Place, dates: list[int]) -> tuple[Issuer, ...]:
    notice = parts[0]
    if place.part > 0 and _is_forwarding(content, notice):
        forwarders = _signed(content, notice) or title_issuers(content, 0)
        writers = _writers(content, parts, place)
        if forwarders or writers:
            named = [Issuer(name, IssuerPart.FORWARDED) for name in forwarders]
            named += [Issuer(name, IssuerPart.WROTE) for name in writers if name not in forwarders]
            return tuple(named)
    names = _signers(content, parts, place, dates) or title_issuers(content, place.title_from)
    return tuple(Issuer(name, IssuerPart.ISSUED) for name in dict.fromkeys(names or _in_metadata(content)))


def _is_forwarding(content: Content, notice: Part) -> bool:
    words = "".join(content.texts[notice.begins : min(notice.ends, notice.begins + 20)])
    return bool(_FORWARDS.search(part_title(content, notice)) or _FORWARDING_WORDS.search(words))


def _signers(content: Content, parts: list[Part], place: Place, dates: list[int]) -> list[str]:
    """Who signs above a date, else who stands by itself below the title, or at the end of the notice."""
    for number in dates:
        begin = next((part.begins for part in parts if part.begins <= number < part.signed_to), 0)
        begin = place.body_from if begin <= place.body_from <= number else begin
        if names := signatories(content.raw, content.texts, number, begin):
            return names
    if names := _below_title(content, place.title_to, place.body_from):
        return names
    ends = [part.ends for part in parts[: place.part]] + [place.body_to]
    begins = [part.begins for part in parts[: place.part]] + [place.body_from]
    for begin, end in zip(begins, ends, strict=True):
        if names := signatories(content.raw, content.texts, end, begin + 1):
            return names
    return []


def _below_title(content: Content, title_to: int, body_from: int) -> list[str]:
    texts = content.texts
    end = title_to
    while end < min(body_from, title_to + 4) and is_signature(texts[end]) and not is_collective(texts[end]):
        end += 1
    return signatories(content.raw, texts, end, title_to)


def _signed(content: Content, part: Part) -> list[str]:
    """Who signs a part: above its date, or on its last lines."""
    at = part.ends if part.date_at is None else part.date_at
    return signatories(content.raw, content.texts, at, part.begins + 1)


def _writers(content: Content, parts: list[Part], place: Place) -> list[str]:
    """Who wrote what a notice forwards: who signs it, below its title or its text, else whom the notice
    names."""
    plan = parts[place.part]
    for part in parts[1 : place.part]:
        if names := _signed(content, part):
            return names
    if names := _below_title(content, place.title_to, place.body_from):
        return names
    if plan.date_at is not None and (names := _signed(content, plan)):
        return names
    return _named_writers(content, parts[0])


def _named_writers(content: Content, notice: Part) -> list[str]:
    forwarded = _FORWARDS.search(part_title(content, notice))
    rest = forwarded["rest"] if forwarded else ""
    text = "".join(content.texts[notice.begins : min(notice.ends, notice.begins + 20)])
    for found in (_WRITERS.match(rest), *_WRITTEN.finditer(text)):
        if found and (names := _organizations(found["names"])):
            return names
    return []


def _organizations(text: str) -> list[str]:
    """The names in ``text``, parted by 、 and by 和 where that leaves whole names; none where it is
    no list of names."""
    text = _AND_OTHERS.sub("", text)
    for names in (split_names(text), text.split("、")):
        if names and all(is_organization(name) and len(name) > 2 for name in names):
            return names
    return []


def title_issuers(content: Content, title_from: int) -> list[str]:
    """Whom a title names before 关于: several stand side by side or are parted by 、."""
    for begin in (0, title_from):
        opening = "\n".join(content.raw[begin : begin + 2])
        found = re.match(r"([^《]{2,60}?)(?:关于|印发|转发|批转)", opening, re.DOTALL)
        if not found or _NOT_ISSUED.search(found[1]):
            continue
        words = [word for word in re.split(r"[\s、]+", found[1]) if word]
        if len(words) > 1 and all(len(word) > 3 and is_organization(word) for word in words):
            return words
        name = "".join(words)
        if len(name) <= 40 and is_organization(name):
            return [name]
    return []


def _in_metadata(content: Content) -> Iterable[str]:
    found = (_ISSUER_METADATA.match(text) for text in content.texts[:_HEAD_LINES])
    return next(([match[1]] for match in found if match), [])
