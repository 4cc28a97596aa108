"""Who signed a document, when, and under which number."""

import datetime as dt
import re
from dataclasses import dataclass

from reading.dates import read_day
from reading.markers import read_marker
from reading.owners.names import is_collective, is_organization
from reading.structure.lines import Line
from reading.vocabulary import REALISES

NUMBER = re.compile(
    r"(?:(?:发文字号|文号|文件编号)：)?[（(]?([\u4e00-\u9fff]{1,14})[〔\[［【（(﹝]([0-9]{4})[〕\]］】）)﹞]第?([0-9]{1,5})号[）)]?"
)
AFTERWORDS = re.compile(
    r"[（(](?:此件|本文|此文|联系人|联系方式|信息公开|公开属性|.{0,12}公开).{0,80}|(?:抄送|抄报|主送|分送|联系人|联系电话|公开方式|信息公开选项|校对|印发)[:：].*"
    r"|(?:主动公开|依申请公开|不予公开)|.{2,30}[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日印发"
)
BRACKETED = re.compile(r"[（(][^（）()]{1,30}[）)]")
_ISSUED_METADATA = re.compile(r"(?:成文日期|发文日期|印发日期)[:：](.*)")
_MONTH = re.compile(r"[（(]?(20[0-9]{2})年[0-9]{1,2}月[）)]?")
_ATTACHED = re.compile(r"附件?[0-9一二三四五六七八九十]{0,3}[：:]?")
_NOT_ISSUED = re.compile(rf"贯彻|{REALISES}|《|推进|加强")


@dataclass(frozen=True, slots=True)
class Signature:
    """Document number, issuers joined by 、, the day signed, and the year where no day says it."""

    number: str | None
    issuer: str | None
    on: dt.date | None
    year: int | None


def read_signature(
    lines: list[Line], texts: list[str], title: tuple[int, int], body_from: int, body_to: int
) -> Signature:
    """What stands around the body: before ``body_from`` or from ``body_to`` on. ``texts`` are compact, and
    ``title`` is where its lines begin and end."""
    title_to = title[1]
    number = _document_number(texts, body_from, body_to)
    months = (_MONTH.fullmatch(text) for text in texts[title_to : min(body_from, title_to + 12)])
    month = next((int(found[1]) for found in months if found), None)
    printed = re.search(r"〔([0-9]{4})〕", number) if number else None
    return Signature(
        number=number,
        issuer=_issuer(lines, texts, title, body_from, body_to),
        on=_issued_on(texts, body_from, body_to),
        year=month or (int(printed[1]) if printed else None),
    )


def title_issuer(texts: list[str], title_from: int) -> str | None:
    """Whom a title names before 关于."""
    for begin in (0, title_from):
        found = re.match(r"(.{2,40}?)(?:关于|印发|转发)", "".join(texts[begin : begin + 2]))
        if found and is_organization(found[1]) and not _NOT_ISSUED.search(found[1]):
            return found[1]
    return None


def signature_start(texts: list[str], date_at: int, begin: int) -> int:
    start = date_at
    while start > begin + 1 and date_at - start < 12 and _is_signed(texts, start - 1):
        start -= 1
    while start > begin + 1 and AFTERWORDS.fullmatch(texts[start - 1]):
        start -= 1
    return start


def _is_signed(texts: list[str], at: int) -> bool:
    """Whether the line is a signature, or a bracket on a line of its own below one: （某局代章）."""
    if at > 0 and BRACKETED.fullmatch(texts[at]) and _is_signature(texts[at - 1]):
        inner = texts[at][1:-1]
        return is_organization(inner) or inner.endswith(("代章", "代"))
    return _is_signature(texts[at])


def _is_signature(text: str) -> bool:
    plain = BRACKETED.sub("", text)
    return (
        2 <= len(plain) <= 40
        and not re.search(r"[。；：，！？:]", plain)
        and read_marker(text) is None
        and (is_organization(plain) or plain in {"国务院"})
    )


def _document_number(texts: list[str], body_from: int, body_to: int) -> str | None:
    for text in [*texts[: min(body_from, 40)], *texts[body_to : body_to + 40]]:
        found = NUMBER.fullmatch(text)
        if found:
            return f"{found[1]}〔{found[2]}〕{found[3]}号"
    return None


def _dates(texts: list[str], body_from: int, body_to: int) -> list[int]:
    """The places of lines that are a day, those before the body first."""
    places = [*range(min(body_from, 80)), *range(body_to, min(body_to + 80, len(texts)))]
    return [number for number in places if read_day(texts[number].strip("（）()"))]


def _issued_on(texts: list[str], body_from: int, body_to: int) -> dt.date | None:
    for number in _dates(texts, body_from, body_to):
        return read_day(texts[number].strip("（）()"))
    for text in texts[: min(body_from, 40)]:
        found = _ISSUED_METADATA.match(text)
        if found:
            return read_day(found[1])
    return None


def _issuer(
    lines: list[Line], texts: list[str], title: tuple[int, int], body_from: int, body_to: int
) -> str | None:
    """Who signs above the date, else who stands by itself below the title, or at the end of the notice."""
    for number in _dates(texts, body_from, body_to):
        if names := _signatories(lines, texts, number, body_from):
            return "、".join(names)
    title_from, title_to = title
    end = title_to
    while end < min(body_from, title_to + 4) and _is_signature(texts[end]) and not is_collective(texts[end]):
        end += 1
    if names := _signatories(lines, texts, end, title_to):
        return "、".join(names)
    while title_from > 0 and _ATTACHED.fullmatch(texts[title_from - 1]):
        title_from -= 1
    return "、".join(_signatories(lines, texts, title_from, 1)) or None


def _signatories(lines: list[Line], texts: list[str], date_at: int, body_from: int) -> list[str]:
    names: list[str] = []
    start = date_at
    while start > 0 and start != body_from and date_at - start < 12 and _is_signed(texts, start - 1):
        start -= 1
        words = [word for word in re.split(r"\s+", BRACKETED.sub("", lines[start].text)) if word]
        if words:
            names[:0] = words if all(len(word) >= 3 for word in words) else ["".join(words)]
    return names
