"""A preview in words, a sentence a line: for the command, and whatever has no page."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from tasks.line_imports.preview import Preview
from tasks.line_imports.weighing import Outcome, Weighed
from texts.punctuation import labelled

OLD_TO_NEW = "{before} → {after}"
NOTHING = "—"


def preview_in_words(preview: Preview) -> Iterator[str]:
    """First what the whole file comes to, then its findings, then line by line what would change."""
    yield str(preview.filing)
    yield counted(preview)
    for found in (*preview.errors, *preview.notes):
        yield labelled(found.place, found.message) if found.place else found.message
    for row in preview.rows:
        yield from row_in_words(row)


def counted(preview: Preview) -> str:
    return _(
        "Lines that change: %(changed)d. Changed by somebody else as well: %(conflicts)d. With errors:"
        " %(errors)d. Unchanged: %(same)d."
    ) % {
        "changed": len(preview.changed),
        "conflicts": len(preview.conflicts),
        "errors": len(preview.mistaken),
        "same": len(preview.of(Outcome.UNCHANGED)) + len(preview.of(Outcome.SAID)),
    }


def row_in_words(row: Weighed) -> Iterator[str]:
    for error in row.errors:
        yield labelled(error.place, error.message)
    if row.is_conflict:
        yield labelled(row.edit.place, _("Somebody else has changed “%(line)s” too.") % {"line": row.subject})
    for change in row.changes:
        moved = OLD_TO_NEW.format(before=change.before or NOTHING, after=change.after or NOTHING)
        yield labelled(f"{row.edit.place} {row.subject} · {change.label}", moved)
