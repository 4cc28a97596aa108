"""``manage.py fetch_fonts``: free Chinese fonts for reports as PDF, where this machine has none."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from reports.pdf.font_fetching import NAMES, fetch_fonts, missing_faces, within
from reports.pdf.fonts import FETCHED


class Command(BaseCommand):
    help = "Fetches free Chinese fonts for reports as PDF, where this machine has none; never fails over it."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--seconds", type=int, default=120, help="How long it may take all together (default: 120)."
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        folders = settings.REPORT_FONT_DIRS
        if not missing_faces([*folders, FETCHED]):
            return
        self.stdout.write("Fetching free fonts for reports as PDF")
        said = fetch_fonts(FETCHED, folders, within(options["seconds"]))
        if said:
            missing = "、".join(NAMES[face] for face in missing_faces([*folders, FETCHED]))
            self.stderr.write(
                f"No font for {missing} could be fetched ({'; '.join(said)}); another one stands in for it"
                " until REPORT_FONT_DIRS names a folder with one, or `make fonts` succeeds."
            )
