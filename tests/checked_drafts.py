"""Drafts for 2030 whose doubts have their places, and whose tables stand in the text."""

from collections.abc import Iterable
from dataclasses import replace

from django.utils import timezone

from reading import Caution, Document, TableRead, read_document
from reading.cautions import GOAL_SHARED, NOTE_UNREAD, NUMBER_JUMPS, OWNER_DOUBTFUL, caution
from tasks.actions.draft.import_document import import_document
from tasks.models import Guidance
from tests import drafts

TABLE = "序号\t事项\t说明\n1\t推进数据共享平台。\t运用促进司\n2\t开展近海观测行动。\t海洋司"
TEXT = f"""{drafts.TEXT}
（四）重点事项。以下事项按表落实。

{TABLE}

各单位按季度报送。

（五）观测工作。组织夜间
观测。完善值守制度。（天文馆等负责）
"""


def place_of(words: str, *, source: str = TEXT, after: str = "") -> tuple[int, int]:
    """Where words stand in the source, behind others where these are given."""
    at = source.index(words, source.index(after))
    return at, at + len(words)


def doubts() -> list[Caution]:
    """One of each place: a note, running words over a line's end, a heading, a cell, and about no words."""
    return [
        caution(
            NOTE_UNREAD, section="二/一", note="（天文台、海洋司负责）", at=place_of("（天文台、海洋司负责）")
        ),
        caution(GOAL_SHARED, section="二/五", text="组织夜间观测", at=place_of("组织夜间\n观测")),
        caution(OWNER_DOUBTFUL, section="二/三", name="天文台", at=place_of("天文台", after="服务体系")),
        caution(OWNER_DOUBTFUL, section="二/四", name="海洋司", at=place_of("海洋司", after="近海")),
        caution(NUMBER_JUMPS, section="二/五", number="（五）", at=place_of("（五）")),
        caution(NOTE_UNREAD, section="二/二", note="运用"),
    ]


def table_read(*, is_read: bool = False) -> TableRead:
    rows = tuple(tuple(line.split("\t")) for line in TABLE.splitlines())
    return TableRead(rows, 1, is_read, "二/四", *place_of(TABLE))


def checked_document(
    *, warnings: Iterable[Caution] | None = None, tables: Iterable[TableRead] = ()
) -> Document:
    """The document as read, with doubts and tables of our own."""
    said = tuple(doubts() if warnings is None else warnings)
    return replace(read_document(TEXT), warnings=said, tables=tuple(tables))


def make_checked(document: Document | None = None) -> Guidance:
    """The draft of such a document."""
    document = document or checked_document(tables=[table_read()])
    return import_document(
        document=document, by=None, at=timezone.now(), source_text=TEXT, source_name="guidance_2030.txt"
    ).guidance
