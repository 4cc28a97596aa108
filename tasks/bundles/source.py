"""What was brought for many filings, opened: a package of workbooks, or one workbook."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from spreadsheets.incoming.archive import Archive, is_archive
from tasks.file_edits import NotReadable, Reader, all_edits_in
from tasks.line_imports.edits import FilingEdits


@dataclass
class BroughtSource:
    """The bytes that somebody brought, read file by file; the last file that was read is kept at hand, as one
    workbook may be asked for many times. ``reader`` tells what a file says for each filing."""

    content: bytes
    name: str
    reader: Reader = all_edits_in

    def __post_init__(self) -> None:
        self.last: tuple[int, tuple[FilingEdits, ...]] | None = None

    @cached_property
    def archive(self) -> Archive | None:
        """The package; None for one workbook. Raises ``NotReadable``."""
        return Archive(self.content) if is_archive(self.content) else None

    def file(self, member: int) -> bytes:
        """A file by its place. Raises ``NotReadable``."""
        return self.content if self.archive is None else self.archive.read(member)

    def edits(self, member: int, name: str) -> tuple[FilingEdits, ...]:
        """What a file says for each filing that it speaks of. Raises ``NotReadable``."""
        if self.last is None or self.last[0] != member:
            self.last = member, self.reader(self.file(member), name)
        return self.last[1]

    def edits_of(self, member: int, name: str, filing: int) -> FilingEdits:
        """What a file says for one filing. Raises ``NotReadable`` where that is nothing."""
        for edits in self.edits(member, name):
            if edits.filing == filing:
                return edits
        raise NotReadable(_("The file says nothing for this filing any more. Bring it again."))
