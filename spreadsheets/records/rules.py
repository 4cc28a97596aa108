"""What the sheet of rules says: on the file, on its columns, on how it comes back."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from spreadsheets.records.values import RecordColumn, RecordForm, RecordLayout
from texts.outgoing.cuts import utf16_units
from texts.punctuation import listed

LONGEST_LIST = 255


def rules_of(layout: RecordLayout, facts: Sequence[str]) -> Iterator[tuple[str, str]]:
    """A label and a sentence each; headings have no sentence."""
    yield _("What the file holds"), ""
    for fact in facts:
        yield str(layout.title), fact
    yield _("How to change it"), ""
    yield _("Yellow cells"), _("They may be changed. All others are locked, without a password.")
    yield (
        _("Rows"),
        _("Sort, filter, hide, leave out: each row is known by its key. Missing rows change nothing."),
    )
    if layout.takes_new:
        yield _("New rows"), _("Write them below the last one, with their key. A key stands in one row only.")
    yield _("Further columns"), _("Columns may be moved, added or left out; those of your own are not read.")
    for sentence in layout.rules:
        yield str(layout.title), str(sentence)
    yield _("Columns"), ""
    for column in layout.columns:
        yield column.heading, " ".join(sentences_on(column, layout))
    yield _("How it comes back"), ""
    yield (
        _("Bring it back"),
        _(
            "Choose the file on the page it was downloaded from. The page shows what would change before"
            " anything does. What somebody else has changed meanwhile is shown, and you choose."
        ),
    )


def sentences_on(column: RecordColumn, layout: RecordLayout) -> Iterator[str]:
    """What may stand in a column."""
    if column.is_read_only:
        yield _("To be read only.")
    elif column.name in layout.key_columns:
        yield _("Tells the row; given for a new one, never changed.")
    if column.help:
        yield str(column.help)
    if column.form in {RecordForm.LINES, RecordForm.WORDS}:
        yield _("Several are written one a line.")
    if column.words and not is_long(column):
        yield _("Words: %(words)s.") % {"words": listed(str(word) for word in column.words.values())}
    if column.longest:
        yield _("At most %(most)s characters.") % {"most": f"{column.longest:,}"}


def choices_of(column: RecordColumn) -> list[str]:
    """The words of a drop-down, where its rule can hold them."""
    return [] if not is_chosen(column) or is_long(column) else [str(word) for word in column.words.values()]


def is_chosen(column: RecordColumn) -> bool:
    """Whether one word is chosen from a list."""
    return bool(column.words) and column.form in {RecordForm.WORD, RecordForm.YES_NO}


def is_long(column: RecordColumn) -> bool:
    """Whether there are more words to choose from than a rule can hold."""
    words = [str(word) for word in column.words.values()]
    is_odd = any("," in word or '"' in word for word in words)
    return is_chosen(column) and (is_odd or utf16_units(",".join(words)) > LONGEST_LIST)
