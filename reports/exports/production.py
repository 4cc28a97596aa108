"""Making what an export is of: the file of one report, or a package of several files."""

from dataclasses import dataclass
from pathlib import Path

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from reports.exports.file_names import handed_in_package_name, package_name
from reports.exports.manifest import Manifest, ManifestReport
from reports.exports.manifest_text import manifest_text
from reports.exports.package import MANIFEST, new_package, prove_package
from reports.exports.plan import ExportPlan
from reports.exports.report_series import ReportSeries
from reports.exports.signature import signature_entries
from reports.exports.stages import Course, Stage, Step
from reports.models import PACKAGE
from reports.rendering import FormRefused


@dataclass(frozen=True, slots=True)
class Product:
    """The file, and what it holds."""

    path: Path
    manifest: Manifest


def produce(plan: ExportPlan, folder: Path, course: Course) -> Product:
    """Make what is planned in ``folder``, and read it back.

    A form that cannot be made is told in the manifest. Raises ``FormRefused`` where none can be made, and
    ``FileDiffers`` where a file does not hold what was written.
    """
    with translation.override(plan.language):
        return package_of(plan, folder, course) if plan.is_package else file_of(plan, folder, course)


def file_of(plan: ExportPlan, folder: Path, course: Course) -> Product:
    """The one form of the one report."""
    made: list[Path] = []
    series = ReportSeries(plan, folder, course, lambda path, _name: made.append(path))
    reports = anything_of(series)
    return Product(made[0], manifest_of(plan, reports[0].files[0].name, reports))


def package_of(plan: ExportPlan, folder: Path, course: Course) -> Product:
    """Every file of every report, with the manifest for programs and as a list to read, and its signature."""
    path, listing = folder / "package.zip", f"{pgettext('name of a file', 'contents')}.txt"
    with new_package(path) as package:

        def pack(made: Path, entry: str) -> None:
            package.add_file(made, entry)
            made.unlink()

        reports = anything_of(ReportSeries(plan, folder, course, pack))
        manifest = manifest_of(plan, name_of(plan, reports), reports)
        beside = {MANIFEST: manifest.as_json(), listing: manifest_text(manifest)}
        beside |= signature_entries(beside[MANIFEST])
        for name, content in beside.items():
            package.add_content(content, name)
    prove_package(path, manifest, beside, course.begin(Stage(Step.PACK)))
    return Product(path, manifest)


def name_of(plan: ExportPlan, reports: tuple[ManifestReport, ...]) -> str:
    """How a package is called: as the files of its one report are, or as all reports."""
    if plan.is_handed_in:
        return handed_in_package_name(plan.guidance.year, plan.organization, plan.among)
    if plan.with_subordinates:
        return package_name(plan.guidance.year, plan.organization)
    return f"{reports[0].files[0].name.rpartition('.')[0]}.{PACKAGE}"


def anything_of(series: ReportSeries) -> tuple[ManifestReport, ...]:
    """The reports of a series; raises ``FormRefused`` where every form of all of them is refused, with the
    reasons, each once."""
    reports = tuple(series.reports())
    if not reports:
        raise FormRefused(_("Nobody of these has handed in a report."))
    if not any(report.files for report in reports):
        reasons = [refusal.reason for report in reports for refusal in report.refused]
        raise FormRefused(" ".join(dict.fromkeys(reasons)))
    return reports


def manifest_of(plan: ExportPlan, name: str, reports: tuple[ManifestReport, ...]) -> Manifest:
    return Manifest(name, plan.guidance.year, plan.guidance.title, plan.language, reports)
