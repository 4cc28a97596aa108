"""Which texts have to be changed so that a workbook can carry them, and how many rows a sheet has."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.utils.translation import ngettext

from reports.snapshot.tables import Scalar
from reports.workbook.plan import SheetColumn
from reports.workbook.watch import Watch
from texts.outgoing.characters import UNFIT, carried
from texts.outgoing.workbook_text import cell_text


@dataclass
class Survey:
    """Counts the cells whose text is changed, by sheet; ``watch`` is told of the rows that are read."""

    watch: Watch | None = None
    replaced: dict[str, int] = field(default_factory=dict)
    shortened: dict[str, int] = field(default_factory=dict)

    def of(self, title: str, columns: Sequence[SheetColumn], rows: Iterable[Sequence[Scalar]]) -> int:
        """Reads the rows of one sheet; answers how many there are."""
        places = [place for place, column in enumerate(columns) if column.kind == "text"]
        count = 0
        for row in self.watch.over(rows) if self.watch else rows:
            count += 1
            for place in places:
                text = row[place]
                if type(text) is str and not text.isprintable():
                    self.note(title, text)
        return count

    def note(self, title: str, text: str) -> None:
        """Note what is changed in a text on the sheet with this title."""
        if UNFIT.search(text):
            self.replaced[title] = self.replaced.get(title, 0) + 1
        if cell_text(text) != carried(text):
            self.shortened[title] = self.shortened.get(title, 0) + 1

    @property
    def sentences(self) -> list[str]:
        """What had to be changed, a sentence for each sheet."""
        return [
            *(replaced_in_words(title, count) for title, count in self.replaced.items()),
            *(shortened_in_words(title, count) for title, count in self.shortened.items()),
        ]


def replaced_in_words(title: str, count: int) -> str:
    words = ngettext(
        "Sheet “%(sheet)s”: in %(count)d cell signs that a workbook cannot carry were replaced by �.",
        "Sheet “%(sheet)s”: in %(count)d cells signs that a workbook cannot carry were replaced by �.",
        count,
    )
    return words % {"sheet": title, "count": count}


def shortened_in_words(title: str, count: int) -> str:
    words = ngettext(
        "Sheet “%(sheet)s”: %(count)d cell was cut, because a cell holds no more.",
        "Sheet “%(sheet)s”: %(count)d cells were cut, because a cell holds no more.",
        count,
    )
    return words % {"sheet": title, "count": count}
