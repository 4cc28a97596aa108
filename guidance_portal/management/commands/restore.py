"""``manage.py restore FOLDER``: the portal becomes what a backup holds, and what it was before is kept."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from guidance_portal.backups.interruption import cleaning_up_when_stopped
from guidance_portal.backups.problems import in_one_line
from guidance_portal.backups.refusal import BackupError
from guidance_portal.backups.restoration import Restoration, read_backup, restore


class Command(BaseCommand):
    help = "Brings a backup back: checked beside the portal's own data first, then swapped in."
    # What is broken is what a restoration is for.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="a backup that manage.py backup made")
        parser.add_argument("--replace", action="store_true", help="replace what the portal holds now")
        parser.add_argument("--no-input", action="store_false", dest="interactive", help="ask nothing")
        parser.add_argument(
            "--replace-settings", action="store_true", help="make the backup's settings the portal's .env"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        folder: Path = options["folder"].absolute()
        try:
            with cleaning_up_when_stopped():
                restoration = read_backup(
                    folder, replace_settings=options["replace_settings"], tell=self.tell
                )
                self.make_sure(restoration, is_agreed=options["replace"], interactive=options["interactive"])
                told = restore(restoration)
        except (BackupError, DatabaseError, OSError) as error:
            raise CommandError(in_one_line(error)) from None
        made_at = restoration.manifest.made_at
        self.stdout.write(
            f"Restored from {folder}, made at {made_at} by {restoration.manifest.commit or 'no commit'}"
        )
        for sentence in told:
            self.stdout.write(sentence)

    def make_sure(self, restoration: Restoration, *, is_agreed: bool, interactive: bool) -> None:
        """Replace nothing that nobody has agreed to lose."""
        overwritten = restoration.overwritten()
        if not overwritten:
            return
        said = f"This replaces {' and '.join(overwritten)}"
        if not is_agreed:
            raise BackupError(f"{said}. Say so with --replace. Nothing was changed.")
        if interactive:
            self.stderr.write(
                f"{said} by the backup of {restoration.manifest.made_at}. What is replaced is kept beside."
            )
            try:
                answer = input("Type yes to go on: ")
            except EOFError:
                answer = ""
            if answer.strip() != "yes":
                raise BackupError("Nothing was changed. In a script, --no-input asks nothing.")

    def tell(self, text: str) -> None:
        """Progress, at once and apart from the result."""
        self.stderr.write(text)
        self.stderr.flush()
