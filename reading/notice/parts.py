"""The parts of a text that stand one after another: a notice, the plan, what is annexed."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from reading.late_pattern import LatePattern
from reading.markers import BULLET_RANK
from reading.notice.attachments import has_title
from reading.notice.content import Content
from reading.notice.signature import AFTERWORDS, NUMBER, dates_signature, signature_start
from reading.notice.title_lines import ends_title, title_end

_NOTICE_TITLE = LatePattern(r".{2,60}关于(?:印发|发布|转发|下发|公布|批转).{2,90}的?通知")
_ENDED = "。）)”！：:；"


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of lines that stands by itself, up to its signature or to the next attachment.

    ``head`` is the line that opens it as an attachment; its title may stand on it. From ``begins`` to
    ``ends`` stands its text, and up to ``signed_to`` who signs it. ``date_at`` is the line of the date.
    ``continues`` tells that its numbers go on where those of the part before ended: the signature stands
    in the middle.
    """

    head: int | None
    begins: int
    ends: int
    signed_to: int
    date_at: int | None = None
    continues: bool = False

    @property
    def title_from(self) -> int:
        """Where its title would stand: on the line that opens it, or below."""
        return self.begins if self.head is None else self.head


@dataclass(slots=True)
class _Scan:
    """What was seen since the part began: whether any text, and the last number of each style."""

    content: Content
    at: int = 0
    has_prose: bool = False
    numbers: dict[int, int] = field(default_factory=dict)

    def restart(self, at: int, numbers: dict[int, int] | None = None) -> None:
        self.at, self.has_prose, self.numbers = at, False, numbers or {}

    def go_to(self, place: int) -> None:
        for number in range(self.at, place):
            marker, text = self.content.markers[number], self.content.texts[number]
            if marker and marker.rank != BULLET_RANK:
                self.numbers[marker.rank] = marker.value
                self.has_prose = True
            elif not self.has_prose:
                self.has_prose = text[-1] in "。：:；" or "。" in text
        self.at = max(self.at, place)

    def counts_on(self, place: int) -> bool:
        """Whether the number at ``place`` is the one after the last, so that no part ended in between."""
        marker = self.content.markers[place] if place < len(self.content.texts) else None
        return marker is not None and 1 < marker.value == self.numbers.get(marker.rank, 0) + 1


def find_parts(content: Content) -> list[Part]:
    """The parts of a text in order. A date below a title alone ends none."""
    texts = content.texts
    parts: list[Part] = []
    scan = _Scan(content)
    head, begins, continues = None, 0, False
    for place in _marks(content):
        if place < begins:
            continue
        scan.go_to(place)
        if place in content.attachments.heads:
            if place > begins:
                parts.append(Part(head, begins, place, place, None, continues))
            head, continues = place, False
            begins = place if has_title(texts[place]) else place + 1
            scan.restart(place + 1)
        elif dates_signature(texts, place, begins):
            end = _after_signature(texts, place)
            if not scan.has_prose and not _heads_page(texts, begins, place, end):
                continue
            start = max(signature_start(texts, place, begins), begins)
            parts.append(Part(head, begins, start, end, place, continues))
            head, begins, continues = None, end, scan.counts_on(end)
            scan.restart(end, numbers=scan.numbers if continues else None)
        elif place > begins and _is_notice_title(texts, place):
            parts.append(Part(head, begins, place, place, None, continues))
            head, begins, continues = None, place, False
            scan.restart(place)
    if begins < len(texts) or not parts:
        parts.append(Part(head, begins, len(texts), len(texts), None, continues))
    return parts


def _marks(content: Content) -> Iterator[int]:
    """The lines at which a part may end, found by what costs nothing."""
    listed = content.attachments.listed
    for number, text in enumerate(content.texts):
        if number in listed:
            continue
        last = text[-1]
        if (
            last in "日月"
            or (text[0] in "附（(12" and len(text) < 60)
            or (last == "知" and text.endswith("通知"))
        ):
            yield number


def _heads_page(texts: list[str], begins: int, place: int, end: int) -> bool:
    """Whether a date with no text above it stands above the title, and not below it."""
    is_titled = any(ends_title(text) for text in texts[begins:place][:8])
    title_to = title_end(texts, end) if end < len(texts) else end
    return title_to > end and (not is_titled or ends_title("".join(texts[end:title_to])))


def _after_signature(texts: list[str], date_at: int) -> int:
    """The place after the date and what is printed below it: （此件公开发布）, 抄送."""
    end = date_at + 1
    while end < len(texts) and AFTERWORDS.fullmatch(texts[end]):
        end += 1
    return end


def _is_notice_title(texts: list[str], place: int) -> bool:
    """Whether a notice begins with the line: a sentence ended before it, and its number or addressees
    follow."""
    if texts[place - 1][-1] not in _ENDED or not _NOTICE_TITLE.fullmatch(texts[place]):
        return False
    following = texts[place + 1 : place + 4]
    return any(NUMBER.fullmatch(text) or text[-1] in "：:" for text in following)
