"""What rows say for columns with a choice."""

from collections.abc import Iterable

from organizations.record_kinds.kind import unknown_word
from spreadsheets.records.comparison import RecordChange
from spreadsheets.records.values import RecordColumn, RecordForm, RecordLayout


def refuse_unknown_words(change: RecordChange, layout: RecordLayout) -> None:
    """Raise ``RowRefused`` where a row chooses what is not offered; an empty cell the form judges."""
    for column in layout.editable:
        if column.form in {RecordForm.WORD, RecordForm.YES_NO}:
            typed = change.values.get(column.name, "")
            if typed and typed not in column.words:
                raise unknown_word(column.name, typed, words_of(column))


def words_of(column: RecordColumn) -> Iterable[str]:
    return [str(word) for word in column.words.values()]
