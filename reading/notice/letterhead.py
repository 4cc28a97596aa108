"""The frame of a document: title, notice, signature, annexes, and where the sections begin and end."""

import re
from collections.abc import Iterator, Sequence

from reading.late_pattern import LatePattern
from reading.markers import Marker, is_section_start
from reading.notice.attachments import without_attachment
from reading.notice.content import Content, read_content
from reading.notice.issuers import Place, read_signature
from reading.notice.parts import Part, find_parts
from reading.notice.plan_part import FORM_TITLE, issues, names_owners, part_title, plan_part
from reading.notice.signature import AFTERWORDS, NUMBER, is_dated
from reading.notice.title_lines import (
    METADATA,
    announced_place,
    announced_title,
    ends_title,
    is_table_head,
    skip_letterhead,
    title_end,
)
from reading.notice.undated_notices import part_undated
from reading.owners.names import is_organization
from reading.refusals import UNNUMBERED, UNNUMBERED_BELOW, UNTITLED, refusal
from reading.structure.frame import Annex, Frame
from reading.structure.lines import Line, Measure
from reading.vocabulary import ANSWERS, LEADS, OWNER_MENTION

_OWNER_WORDS = LatePattern(rf"{ANSWERS}|{LEADS}|{OWNER_MENTION}")
_NEARLY = LatePattern(r"[（(]?(?:[0-9０-９]{1,3}|[一二三四五六七八九十]{1,3})[）)]?[\s,，:：\-—．.、]")
_FEWEST_DUTIES = 2
_ISSUED = LatePattern(r"关于(?:印发|发布|下发|公布|转发|批转)(.{4,80}?)的?通知$")


def read_frame(lines: list[Line], markers: Sequence[Marker | None], measure: Measure) -> Frame:
    """The frame of a document with these content lines and the numbers that open them. Raises DocumentError
    without sections or title."""
    content = read_content(lines, markers)
    if not content.starts:
        raise refusal(UNNUMBERED, _nearly_numbered(lines))
    wanted = announced_title(content.texts)
    parts = _parts(content, wanted)
    place = _place(content, lines, parts, wanted, measure)
    plan = parts[place.part]
    signed = read_signature(content, parts, place)
    annexes = tuple(_annexes(content, parts, place))
    title = _title(content, lines, parts, place, wanted)
    return Frame(
        title=title,
        title_from=place.title_from,
        title_to=place.title_to,
        preamble_from=_after_addressees(content.texts, max(place.title_to, plan.begins), place.body_from),
        body_from=place.body_from,
        body_to=place.body_to,
        document_number=signed.number,
        issuers=signed.issuers,
        issued_on=signed.on,
        dated=signed.year,
        is_titled=place.title_to > place.title_from,
        year_taken_at=signed.year_taken_at,
        day_missing_at=signed.day_missing_at,
        annexes=annexes,
        unread=tuple(_unread(content, parts, place, annexes)),
    )


def _parts(content: Content, wanted: str | None) -> list[Part]:
    """The parts of the text, also where a notice has no date that would part it from what it issues."""
    parts = find_parts(content)
    is_announced = wanted and announced_place(content.texts, wanted, content.starts[-1])
    if is_announced or not issues(content, parts[0]) or plan_part(content, parts) > 0:
        return parts
    return part_undated(content, parts)


def _nearly_numbered(lines: list[Line]) -> Line:
    """The first line that begins with a number of no known form (1 推进), else the first line of all."""
    return next((line for line in lines if _NEARLY.match(line.text)), lines[0])


def _place(
    content: Content, lines: list[Line], parts: list[Part], wanted: str | None, measure: Measure
) -> Place:
    """Where the plan stands: below the title that a notice announces, else in the part that is a plan."""
    at = announced_place(content.texts, wanted, content.starts[-1]) if wanted else None
    if at is None:
        number = plan_part(content, parts)
        at = _title_place(content, parts[number])
    body_from = _first_section(content, lines, at[1], measure)
    number = next(number for number, part in enumerate(parts) if body_from < part.signed_to)
    nested = plan_part(content, parts[number : number + 4]) if number and len(parts) > number + 1 else 0
    if nested:
        number += nested
        inner = announced_title(content.texts[at[0] : at[0] + 8])
        within = announced_place(content.texts, inner, content.starts[-1]) if inner else None
        at = within if within and within[0] > at[0] else _title_place(content, parts[number])
        body_from = _first_section(content, lines, at[1], measure)
        number = next(number for number, part in enumerate(parts) if body_from < part.signed_to)
    return Place(number, *at, body_from, _body_end(content, parts[number], body_from))


def _title_place(content: Content, part: Part) -> tuple[int, int]:
    """The lines of the title above a part's text; an empty range where there is none."""
    texts = content.texts
    if part.head == part.begins:
        end = title_end(texts, part.head, part.ends)
        below = title_end(texts, part.head + 1, part.ends)
        if ends_title(texts[part.head]) and ends_title("".join(texts[part.head + 1 : below])):
            return part.head + 1, below
        return part.head, max(end, part.head + 1)
    begin = skip_letterhead(content.raw, texts, part.begins)
    if begin >= part.ends:
        begin = part.begins
    end = title_end(texts, begin, part.ends)
    is_name = part.begins > 0 and is_organization("".join(texts[begin:end]))
    return (begin, begin) if is_name else (begin, end)


def _title(content: Content, lines: list[Line], parts: list[Part], place: Place, wanted: str | None) -> str:
    """The title printed at its place, else the one a notice announces or names."""
    title = "".join(line.text for line in lines[place.title_from : place.title_to])
    if title:
        return without_attachment(title) or title
    if wanted:
        return wanted
    if place.part == 0:
        raise refusal(UNTITLED, lines[place.body_from])
    notice = part_title(content, parts[0])
    listed = [without_attachment(content.texts[at]) for at in sorted(content.attachments.listed)[:1]]
    issued = _ISSUED.search(notice)
    return (issued[1] if issued else "") or next(iter(listed), "") or notice or content.raw[0]


def _first_section(content: Content, lines: list[Line], begin: int, measure: Measure) -> int:
    """The first numbered line after the title that is not the inside of a sentence."""
    starts = content.starts_between(begin, len(lines))
    for number in starts:
        last = content.texts[number - 1][-1] if number else "。"
        if number == begin or not measure.is_full(lines[number - 1]) or last in "。：；:":
            return number
    if starts:
        return starts[0]
    raise refusal(UNNUMBERED_BELOW, lines[max(0, begin - 1)])


def _after_addressees(texts: list[str], begin: int, end: int) -> int:
    """The place after document number, date and addressees (各省、…：), which may take several lines."""
    at = begin
    while at < end and (NUMBER.fullmatch(texts[at]) or METADATA.match(texts[at]) or is_dated(texts[at])):
        at += 1
    for number in range(at, min(at + 10, end)):
        if "。" in texts[number]:
            break
        if texts[number][-1] in "：:":
            is_preamble = re.search("如下|以下|^为|现将|现就", "".join(texts[at : number + 1]))
            return at if is_preamble else number + 1
    return at


def _body_end(content: Content, part: Part, body_from: int) -> int:
    """The place after the last section: before the list of what is attached, and before a signature without
    a date."""
    texts, end = content.texts, part.ends
    last_start = content.starts_between(body_from, end)[-1]
    end = next((at for at in range(last_start, end) if at in content.attachments.listed), end)
    while end > body_from + 1 and AFTERWORDS.fullmatch(texts[end - 1]):
        end -= 1
    last = texts[end - 1]
    is_name = 3 <= len(last) <= 25 and is_organization(last) and not re.search("[：:]", last)
    is_signed = end > body_from + 1 and is_name and texts[end - 2][-1] in "。）)"
    return end - 1 if is_signed and not is_section_start(last) else end


def _annexes(content: Content, parts: list[Part], place: Place) -> Iterator[Annex]:
    """What stands behind the plan and is no notice. Where the plan names nobody and an annex does, the plan
    goes on in it."""
    following = [
        part for part in parts[place.part + 1 :] if not (part.head is None and issues(content, part))
    ]
    names_nobody = bool(following) and not _speaks_of_owners(content, place.body_from, place.body_to)
    for part in following:
        if part.continues:
            ends = _body_end(content, part, part.begins)
            yield Annex(None, "", part.begins, part.begins, ends, continues=True)
            continue
        title_from, title_to = _title_place(content, part)
        title = without_attachment("".join(content.raw[title_from:title_to]))
        text_from = max(title_to, part.begins)
        head = part.title_from if part.head is not None else title_from
        continues = names_nobody and head < text_from and _is_of_duties(content, part)
        ends = _body_end(content, part, text_from) if continues else part.ends
        yield Annex(part.head, title, head, text_from, ends, continues)


def _is_of_duties(content: Content, part: Part) -> bool:
    """Whether a part has numbered items and says who does them."""
    starts = content.starts_between(part.begins, part.ends)
    return len(starts) >= _FEWEST_DUTIES and names_owners(content, part)


def _unread(
    content: Content, parts: list[Part], place: Place, annexes: tuple[Annex, ...]
) -> Iterator[tuple[int, int]]:
    """The ranges of attachments that may hold duties and are no part of the plan."""
    before = [part for part in parts[1 : place.part] if part.head is not None]
    ranges = [(part.begins, part.ends) for part in before if not issues(content, part)]
    ranges += [
        (annex.title_from, annex.text_to)
        for annex in annexes
        if not annex.continues and not FORM_TITLE.search(annex.title)
    ]
    for begins, ends in ranges:
        if begins < ends and (
            len(content.starts_between(begins, ends)) > 1 or _speaks_of_owners(content, begins, ends)
        ):
            yield begins, ends


def _speaks_of_owners(content: Content, begins: int, ends: int) -> bool:
    """Whether several of the lines speak of who is responsible, or one is the head of a table of owners."""
    texts = [text for text in content.texts[begins:ends] if _OWNER_WORDS.search(text)]
    return len(texts) > 1 or any(is_table_head(text) for text in texts)
