"""Which of several mapped spreadsheets a file is: told by how many of the mapped places it still has."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from spreadsheets.incoming.values import Book
from tasks.line_imports.edits import Finding
from tasks.own_spreadsheets.labels import Labels
from tasks.own_spreadsheets.location import Located, head_place, locate
from tasks.own_spreadsheets.mapping import CityMapping, Entry


@dataclass(frozen=True, slots=True)
class Fit:
    """How many places of a mapping a file has, of how many."""

    found: int
    mapped: int

    @property
    def is_whole(self) -> bool:
        return 0 < self.mapped == self.found


class LabelledBook:
    """A file with the labels of its sheets, each gathered once."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.gathered: dict[str, Labels | None] = {}

    def labels(self, title: str) -> Labels | None:
        if title not in self.gathered:
            sheet = self.book.sheet(title)
            self.gathered[title] = Labels(sheet) if sheet else None
        return self.gathered[title]

    def fit_of_cells(self, entries: Iterable[Entry]) -> Fit:
        """How many of the mapped cells are where their labels say."""
        at = [(labels, entry) for entry in entries for labels in [self.labels(entry.sheet)]]
        found = sum(
            labels is not None and isinstance(locate(entry.anchor, labels), Located) for labels, entry in at
        )
        return Fit(found, len(at))

    def fit_of_cities(self, mapping: CityMapping) -> Fit:
        """How many of the mapped columns stand in the sheet, that of the names among them; without the latter
        none counts."""
        mapped = len(mapping.columns) + 1
        labels = self.labels(mapping.sheet)
        if labels is None or isinstance(head_place(mapping.key_head, labels), Finding):
            return Fit(0, mapped)
        heads = (head_place(column.head, labels) for column in mapping.columns)
        return Fit(1 + sum(not isinstance(head, Finding) for head in heads), mapped)


def fitting[Named](candidates: Sequence[Named], fits: Mapping[Named, Fit]) -> list[Named]:
    """The candidates that a file may be: those that it fits wholly, else those that it fits in part, else,
    where there is but one, that one, so that its drift is told. One in the list is the one that it is."""
    whole = [each for each in candidates if fits[each].is_whole]
    if whole:
        return whole
    partly = [each for each in candidates if fits[each].found]
    if partly:
        return partly
    return list(candidates) if len(candidates) == 1 else []
