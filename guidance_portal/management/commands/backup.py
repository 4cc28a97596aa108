"""``manage.py backup FOLDER``: database, files and settings of one moment, checked before they count."""

import shlex
import sys
from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from guidance_portal.backups.backup import Wishes, make_backup
from guidance_portal.backups.folders import dated_name, remove_old
from guidance_portal.backups.interruption import cleaning_up_when_stopped
from guidance_portal.backups.manifest import Manifest
from guidance_portal.backups.problems import in_one_line
from guidance_portal.backups.refusal import BackupError


class Command(BaseCommand):
    help = "Backs up database, files and settings while the portal runs, and checks what it wrote."
    # A portal whose configuration has a fault can be backed up all the same.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        place = parser.add_mutually_exclusive_group(required=True)
        place.add_argument(
            "folder", nargs="?", type=Path, help="the backup itself; it must not exist, or be empty"
        )
        place.add_argument(
            "--into", type=Path, metavar="PARENT", help="make a folder with today's date in PARENT"
        )
        parser.add_argument(
            "--keep", type=how_many, metavar="N", help="with --into: remove all but the newest N"
        )
        parser.add_argument("--without-files", action="store_true", help="leave evidence and exports out")
        parser.add_argument(
            "--accept-gaps",
            action="store_true",
            help="keep the backup although files are missing or rows refer to nothing; it lists them",
        )
        parser.add_argument(
            "--unchecked", action="store_true", help="do not bring the copy of the database back to check it"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        parent: Path | None = options["into"]
        if options["keep"] and parent is None:
            raise CommandError("--keep removes old backups of a folder that --into names. Name one.")
        folder: Path = (parent / dated_name() if parent else options["folder"]).absolute()
        wishes = Wishes(
            with_files=not options["without_files"],
            accept_gaps=options["accept_gaps"],
            try_restoring=not options["unchecked"],
        )
        try:
            with cleaning_up_when_stopped():
                manifest = make_backup(folder, wishes=wishes, made_by=shlex.join(sys.argv), tell=self.tell)
                removed = remove_old(folder.parent, keep=options["keep"]) if options["keep"] else []
        except (BackupError, DatabaseError, OSError) as error:
            raise CommandError(in_one_line(error)) from None
        self.report(folder, manifest, removed)

    def report(self, folder: Path, manifest: Manifest, removed: list[str]) -> None:
        """What was kept and what was not, for whoever reads the log."""
        rows = sum(manifest.holdings.rows.values())
        figures = manifest.holdings.figures
        self.stdout.write(
            f"{folder}: {manifest.server}, {len(manifest.holdings.rows)} tables with {rows} rows,"
            f" {len(manifest.contents) - 2} files"
        )
        if figures is None:
            self.stdout.write("Figures were not computed: the database has the shape of another version.")
        else:
            self.stdout.write(f"{figures.count} figures, {figures.differing} differ from what was submitted")
        if not manifest.has_files:
            self.stdout.write("Files were left out (--without-files).")
        if not manifest.is_checked:
            self.stdout.write("The copy of the database was not tried (--unchecked).")
        if removed:
            self.stdout.write(f"Removed: {', '.join(removed)}")

    def tell(self, text: str) -> None:
        """Progress, at once and apart from the result."""
        self.stderr.write(text)
        self.stderr.flush()


def how_many(text: str) -> int:
    """How many backups to keep: one at least."""
    if not text.isascii() or not text.isdecimal() or int(text) < 1:
        raise ArgumentTypeError(f"{text} is no number of backups to keep; use 1 or more")
    return int(text)
