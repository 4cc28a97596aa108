"""``manage.py import_records KIND FILE [--dry-run] --by LOGIN``: brings a workbook of records in."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from organizations.errors import ActionRefused
from organizations.forms.organization import ReasonForm
from organizations.models import User
from organizations.record_kinds.kind import RecordAct, RecordKind
from organizations.record_kinds.preview_words import preview_lines, preview_of
from organizations.record_kinds.received import done, read_file
from organizations.record_kinds.registered import kind_of, known_keys
from organizations.record_kinds.weighing import RecordChoice, RecordsRefused, take_over, weighed
from spreadsheets.incoming.limits import LARGEST_FILE
from spreadsheets.incoming.values import NotReadable
from spreadsheets.records.comparison import RecordChange
from spreadsheets.records.reading import RecordsRead


class Command(BaseCommand):
    help = (
        "Brings a workbook of records in, as its page does: all of it, or nothing. With --dry-run it says"
        " what would change and writes nothing. Rows that were changed in the portal as well are refused."
    )
    # It needs no page; the checks load them all.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("kind", metavar="KIND", help=f"one of: {', '.join(known_keys())}")
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--by", metavar="LOGIN", required=True, help="who brings it, as if on the page")
        parser.add_argument("--dry-run", action="store_true", help="only say what would change")
        parser.add_argument("--reason", default="", help="why; for the reporting tree")
        parser.add_argument(
            "--good-only", action="store_true", help="take the good rows over, although others are refused"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        kind = kind_of(options["kind"])
        if kind is None:
            raise CommandError(f"There are no records of that kind. Known: {', '.join(known_keys())}.")
        by = person(options["by"], kind)
        act = RecordAct(by, timezone.now(), reason_of(kind, options))
        try:
            read = read_file(kind, content_of(options["file"]), options["file"].name)
        except NotReadable as refusal:
            raise CommandError(str(refusal)) from None
        if options["dry_run"]:
            changes = weighed(kind, read.rows, act)
            self.tell(kind, changes, read, kind.remarks(by, changes))
        else:
            self.take_over(kind, read, act, good_only=options["good_only"])

    def tell(
        self, kind: RecordKind, changes: list[RecordChange], read: RecordsRead, remarks: Sequence[str] = ()
    ) -> None:
        for line in preview_lines(preview_of(kind, changes, [*read.cautions, *remarks], read.untouched)):
            self.stdout.write(line)

    def take_over(self, kind: RecordKind, read: RecordsRead, act: RecordAct, *, good_only: bool) -> None:
        """Take the file over; refused, it says why and nothing was changed."""
        try:
            changes = take_over(kind, read.rows, None, RecordChoice({}, good_only), act)
        except RecordsRefused as refusal:
            self.tell(kind, refusal.changes, read)
            raise CommandError(str(refusal)) from None
        except ActionRefused as refusal:
            raise CommandError(str(refusal)) from None
        self.tell(kind, changes, read)
        self.stdout.write(f"Taken over: {len(done(changes))} rows.")
        for about, what in act.handed_out:
            self.stdout.write(f"Temporary password of {about}: {what}")


def reason_of(kind: RecordKind, options: dict[str, Any]) -> str:
    """Why, as the page would take it. Raises ``CommandError`` where it is asked for, and missing or too
    long."""
    reason: str = options["reason"].strip()
    if not kind.asks_reason or (options["dry_run"] and not reason):
        return reason
    if not reason:
        raise CommandError("Say with --reason why; it stays on record with each change.")
    form = ReasonForm({"reason": reason})
    if not form.is_valid():
        raise CommandError(f"The reason cannot be taken. {' '.join(map(str, form.errors['reason']))}")
    return str(form.cleaned_data["reason"])


def content_of(path: Path) -> bytes:
    """The bytes of a file that is not too large to be read. Raises ``CommandError``."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise CommandError(f"{path.name} is larger than {LARGEST_FILE >> 20} MB.")
        return path.read_bytes()
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}.") from None


def person(login: str, kind: RecordKind) -> User:
    """Somebody who may bring these records. Raises ``CommandError``."""
    found = User.objects.named(login)
    if found is None or not found.is_active:
        raise CommandError(f"Nobody signs in as {login}.")
    if not kind.is_for(found):
        raise CommandError(f"{login} may not change {kind.title}.")
    return found
