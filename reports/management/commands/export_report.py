"""``manage.py export_report``: the year-end report as a file."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone, translation

from organizations.calendar import today
from organizations.models import Organization
from reports.workbook.render import RENDERERS, silent
from reports.workbook.schema import YearReport
from tasks.models import Guidance


class Command(BaseCommand):
    help = "Writes a year's report of an organization and everything under it as xlsx or json."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--year", required=True, help="year of the guidance, such as 2021")
        parser.add_argument("--organization", metavar="CODE", help="its code; the office without it")
        parser.add_argument("--format", default="xlsx", help="xlsx or json")
        parser.add_argument("--output", required=True, metavar="FILE", help="where to write")
        parser.add_argument("--language", default=settings.LANGUAGE_CODE, help="zh-hans or en")

    def handle(self, *_args: Any, **options: Any) -> None:
        form = options["format"]
        if form not in RENDERERS:
            raise CommandError(f"The format {form} is not produced. Choose one of: {', '.join(RENDERERS)}.")
        if options["language"] not in dict(settings.LANGUAGES):
            raise CommandError(f"There is no language {options['language']}. Choose zh-hans or en.")
        report = YearReport(
            guidance=guidance_of(options["year"]),
            organization=organization_of(options["organization"]),
            day=today(),
            at=timezone.now(),
        )
        with translation.override(options["language"]):
            write(report, form, Path(options["output"]))
        self.stdout.write(f"Wrote {options['output']}.")


def guidance_of(year: str) -> Guidance:
    guidance = Guidance.objects.published().filter(year=year).first() if is_year(year) else None
    if guidance is None:
        raise CommandError(f"There is no published guidance for the year {year}.")
    return guidance


def is_year(text: str) -> bool:
    return text.isascii() and text.isdecimal()


def organization_of(code: str | None) -> Organization:
    organizations = Organization.objects.all()
    found: Organization | None = (
        organizations.filter(code=code) if code else organizations.filter(kind=Organization.Kind.OFFICE)
    ).first()
    if found is None:
        raise CommandError(
            f"There is no organization with the code {code}." if code else "There is no office."
        )
    return found


def write(report: YearReport, form: str, output: Path) -> None:
    """Write beside the target and move it there whole, so that a failure leaves nothing half written."""
    if not output.parent.is_dir():
        raise CommandError(f"The folder {output.parent} does not exist.")
    if output.is_dir():
        raise CommandError(f"{output} is a folder; name a file.")
    beside = output.with_name(f"{output.name}.part")
    try:
        RENDERERS[form](report, beside, silent)
        beside.replace(output)
    except OSError as error:
        raise CommandError(f"{output} cannot be written: {error.strerror}.") from None
    finally:
        beside.unlink(missing_ok=True)
