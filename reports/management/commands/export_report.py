"""``manage.py export_report``: annual reports as a file."""

import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser, OutputWrapper
from django.utils import timezone, translation

from organizations.models import Organization
from reports.actions import note_report_files
from reports.exports.contents import refused_in
from reports.exports.manifest import Manifest
from reports.exports.plan import ExportPlan
from reports.exports.production import Product, produce
from reports.exports.stages import Course, Stage, Watch, unwatched
from reports.exports.wording import stage_in_words
from reports.management.years import guidance_of
from reports.models import PACKAGE, FormKey
from reports.rendering import FileDiffers, FormRefused
from reports.snapshot.digests import digests_of
from texts.punctuation import labelled

FORMATS = (*FormKey.values, PACKAGE)
# Over the rest of a longer line before.
ERASED = "\x1b[K"


class Command(BaseCommand):
    help = (
        "Writes the annual report of an organization in one form, or in all of them as a package (zip);"
        " without an organization that of the office, as a package with those of all who file to it."
    )
    # It needs no page; the checks load them all.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--year", required=True, help="year of the guidance, such as 2021")
        parser.add_argument("--organization", metavar="CODE", help="its code; the office without it")
        parser.add_argument("--format", default="xlsx", help=", ".join(FORMATS))
        parser.add_argument("--output", required=True, metavar="FILE", help="where to write")
        parser.add_argument("--language", default=settings.LANGUAGE_CODE, help="zh-hans or en")
        parser.add_argument(
            "--with-submitted", action="store_true", help="with what waits for approval, marked: not final"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        plan = plan_of(options)
        output = Path(options["output"])
        is_told = options["verbosity"] > 0 and self.stderr.isatty()
        with translation.override(plan.language):
            manifest = write(plan, output, progress_line(self.stderr) if is_told else unwatched)
            if is_told:
                self.stderr.write(f"\r{ERASED}", ending="")
            for told in refused_in(manifest, plan.language):
                self.stderr.write(labelled(told.subjects, told.sentence))
        if options["verbosity"] > 0:
            self.stdout.write(f"Wrote {output}.")


def plan_of(options: dict[str, Any]) -> ExportPlan:
    form, code = options["format"], options["organization"]
    if form not in FORMATS:
        raise CommandError(f"The format {form} is not produced. Choose one of: {', '.join(FORMATS)}.")
    if options["language"] not in dict(settings.LANGUAGES):
        raise CommandError(f"There is no language {options['language']}. Choose zh-hans or en.")
    is_package = form == PACKAGE
    return ExportPlan(
        guidance=guidance_of(options["year"]),
        organization=organization_of(code),
        with_subordinates=is_package and code is None,
        forms=tuple(FormKey) if is_package else (FormKey(form),),
        language=options["language"],
        with_submitted=options["with_submitted"],
        is_package=is_package,
        at=timezone.now(),
    )


def organization_of(code: str | None) -> Organization:
    """The organization with a code, an empty one too; the office without."""
    wanted = {"kind": Organization.Kind.OFFICE} if code is None else {"code": code}
    found: Organization | None = Organization.objects.filter(**wanted).first()
    if found is None:
        raise CommandError(
            "There is no office." if code is None else f"There is no organization with the code “{code}”."
        )
    return found


def write(plan: ExportPlan, output: Path, watch: Watch) -> Manifest:
    """Make and read back beside the target, and move it there whole: no failure leaves half a file. Where the
    target is a link, the file that it leads to is replaced."""
    try:
        refuse_target(output)
        target = output.resolve()
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".export-") as folder:
            product: Product = produce(plan, Path(folder), Course(plan.steps, watch))
            note_report_files(
                manifest=product.manifest,
                size=product.path.stat().st_size,
                digests=digests_of(product.path),
                is_package=plan.is_package,
                at=timezone.now(),
            )
            product.path.replace(target)
    except FormRefused as refusal:
        raise CommandError(f"{output} was not written. {one_line(refusal)}") from None
    except FileDiffers as error:
        raise CommandError(f"{output} was not written. Read back, {one_line(error)}") from None
    except OSError as error:
        raise CommandError(f"{output} cannot be written: {error.strerror or error}.") from None
    return product.manifest


def refuse_target(output: Path) -> None:
    """Refuse what no file can take the place of: a folder, or what only looks like a file (a device, a pipe).
    Raises ``OSError`` where the system takes no such name."""
    if not output.parent.is_dir():
        raise CommandError(f"The folder {output.parent} does not exist.")
    if output.is_dir():
        raise CommandError(f"{output} is a folder; name a file.")
    if output.exists() and not output.is_file():
        raise CommandError(f"{output} is no ordinary file; name one.")


def one_line(error: Exception) -> str:
    return " ".join(str(error).split())


def progress_line(stream: OutputWrapper) -> Watch:
    """Shows how far the work is on one line of a terminal."""

    def show(stage: Stage, done: int, total: int) -> None:
        stream.write(f"\r{100 * done // total:3d} % {stage_in_words(stage)}{ERASED}", ending="")
        stream.flush()

    return show
