"""What the page of a finished export says of its file: reports, files, changes, and what was refused."""

from collections import defaultdict
from dataclasses import dataclass

import msgspec
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from reports.exports.manifest import Manifest, ManifestReport
from reports.exports.wording import DOT, version_in_words
from reports.models import Export, FormKey
from texts.punctuation import listed


@dataclass(frozen=True, slots=True)
class FileShown:
    """One file of a report; ``label`` is what its ``form`` is called."""

    form: str
    label: str
    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class ReportShown:
    """One report in the file."""

    name: str
    version: str
    snapshot_sha256: str
    files: list[FileShown]


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence, and of what it is true: names of files, or of a form and organizations."""

    sentence: str
    subjects: str


@dataclass(frozen=True, slots=True)
class Contents:
    reports: list[ReportShown]
    changes: list[Told]
    refused: list[Told]


def contents_of(export: Export) -> Contents | None:
    """What a finished export holds; None before, and of those made before there were manifests."""
    if export.manifest is None:
        return None
    manifest, language = msgspec.convert(export.manifest, Manifest), get_language() or ""
    return Contents(
        reports=[report_shown(report, language) for report in manifest.reports],
        changes=changes_in(manifest),
        refused=refused_in(manifest, language),
    )


def report_shown(report: ManifestReport, language: str) -> ReportShown:
    return ReportShown(
        name=report.name.in_language(language),
        version=version_in_words(report),
        snapshot_sha256=report.snapshot_sha256,
        files=[
            FileShown(file.form, str(FormKey(file.form).label), file.name, file.size, file.sha256)
            for file in report.files
        ],
    )


def changes_in(manifest: Manifest) -> list[Told]:
    """Each sentence once, with the files of which it is true."""
    files: dict[str, list[str]] = defaultdict(list)
    for file in manifest.files:
        for change in file.changes:
            files[change].append(file.name.rpartition("/")[2])
    return [Told(sentence, listed(names)) for sentence, names in files.items()]


def refused_in(manifest: Manifest, language: str) -> list[Told]:
    """Each reason once for a form, with the organizations whose reports lack it."""
    lacking: dict[tuple[str, str], list[str]] = defaultdict(list)
    for report in manifest.reports:
        for refusal in report.refused:
            lacking[refusal.form, refusal.reason].append(report.name.in_language(language))
    return [
        Told(reason, f"{FormKey(form).label}{DOT}{whose(names, len(manifest.reports))}")
        for (form, reason), names in lacking.items()
    ]


def whose(names: list[str], reports: int) -> str:
    """The organizations by their names, or that it is all of them."""
    if reports > 1 and len(names) == reports:
        return _("all %(count)d reports") % {"count": reports}
    return listed(names)
