"""``manage.py import_filing FILE [--dry-run] --by LOGIN``: brings a workbook into its filing.

A spreadsheet that the organization keeps itself comes into the filing of ``--filing``.
"""

from hashlib import sha256
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from organizations.models import User
from organizations.permissions import Permission
from spreadsheets.incoming.limits import LARGEST_FILE
from tasks.access import filings_with_people, may
from tasks.errors import ActionRefused
from tasks.evidence import cleaned_name
from tasks.file_edits import NotReadable, edits_in
from tasks.line_imports.preview import Preview, preview_of
from tasks.line_imports.preview_words import preview_in_words
from tasks.models import Filing, OwnSpreadsheet
from tasks.own_spreadsheets.filing_files import spreadsheets_for


class Command(BaseCommand):
    help = (
        "Brings a fill-in workbook into the filing that it was made from: all of it, or nothing. A"
        " spreadsheet that the organization has mapped comes into the one of --filing. With --dry-run it says"
        " what would change and writes nothing."
    )
    # It needs no page; the checks load them all.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--dry-run", action="store_true", help="only say what would change")
        parser.add_argument("--by", metavar="LOGIN", help="who brings it: somebody who may edit the filing")
        parser.add_argument("--filing", type=int, metavar="ID", help="the filing of an own spreadsheet")
        parser.add_argument("--spreadsheet", metavar="NAME", help="which of the own spreadsheets it is")
        parser.add_argument(
            "--good-only", action="store_true", help="take the good lines over, although others have errors"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        if not options["by"] and not options["dry_run"]:
            raise CommandError("Say with --by LOGIN who brings the file; with --dry-run nobody has to.")
        content, name = content_of(options["file"]), cleaned_name(options["file"].name)
        named = filing_named(options["filing"])
        try:
            chosen = spreadsheet_named(options["spreadsheet"], named)
            edits = edits_in(content, name, filing=named, chosen=chosen)
        except NotReadable as refusal:
            raise CommandError(str(refusal)) from None
        filing = named or filings_with_people.first(filing=edits.filing)
        if filing is None:
            raise CommandError("The file belongs to a filing that this portal does not have.")
        by = person(options["by"], filing) if options["by"] else None
        preview = preview_of(filing, edits, by=by)
        self.tell(preview)
        if preview.errors and not preview.rows:
            raise CommandError(preview.errors[0].message)
        if by is None or options["dry_run"]:
            return
        self.take_over(filing, edits, content, name, by=by, good_only=options["good_only"])

    def tell(self, preview: Preview) -> None:
        for sentence in preview_in_words(preview):
            self.stdout.write(sentence)

    def take_over(
        self, filing: Filing, edits: Any, content: bytes, name: str, *, by: User, good_only: bool
    ) -> None:
        """Take the file over; refused, it says why and nothing was changed."""
        from tasks.actions.import_lines import Choice, FileName, import_lines  # noqa: PLC0415 (only here)

        try:
            imported = import_lines(
                filing=filing,
                edits=edits,
                seen=None,
                by=by,
                at=timezone.now(),
                file=FileName(name, sha256(content).hexdigest()),
                choice=Choice(good_only=good_only),
            )
        except ActionRefused as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(f"Taken over: {len(imported.lines)} lines; left: {imported.left}.")


def content_of(path: Path) -> bytes:
    """The bytes of a file that is not too large to be read. Raises ``CommandError``."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise CommandError(f"{path.name} is larger than {LARGEST_FILE >> 20} MB.")
        return path.read_bytes()
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}.") from None


def filing_named(pk: int | None) -> Filing | None:
    """The filing of an id; None where none was given. Raises ``CommandError``."""
    if pk is None:
        return None
    filing = filings_with_people.first(filing=pk)
    if filing is None:
        raise CommandError(f"There is no filing {pk}.")
    return filing


def spreadsheet_named(name: str | None, filing: Filing | None) -> OwnSpreadsheet | None:
    """One of the spreadsheets that can fill a filing; None where none was named. Raises ``CommandError``."""
    if not name:
        return None
    if filing is None:
        raise CommandError("Say with --filing ID which filing the spreadsheet is for.")
    found = next((each for each in spreadsheets_for(filing.organization) if each.name == name), None)
    if found is None:
        raise CommandError(f"No spreadsheet called {name} was mapped that could fill {filing}.")
    return found


def person(login: str, filing: Filing) -> User:
    """Somebody who may edit the filing. Raises ``CommandError``."""
    found = User.objects.named(login)
    if found is None or not found.is_active:
        raise CommandError(f"Nobody signs in as {login}.")
    if not may(found, Permission.EDIT_FILING, filing):
        raise CommandError(f"{login} may not edit {filing}.")
    return found
