"""The manifest as a list that people read, in the language in effect."""

from collections.abc import Iterator

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from reports.exports.manifest import Manifest, ManifestFile, ManifestReport
from reports.exports.wording import version_in_words
from reports.models import FormKey
from texts.outgoing.characters import one_line
from texts.punctuation import labelled

MARGIN = "  "


def manifest_text(manifest: Manifest) -> bytes:
    """With a mark of its encoding and the line ends of Windows, whose older editors want both."""
    lines = [one_line(manifest.name), one_line(manifest.guidance)]
    for report in manifest.reports:
        lines += ["", *report_lines(report, manifest.language)]
    return "\r\n".join([*lines, ""]).encode("utf-8-sig")


def report_lines(report: ManifestReport, language: str) -> Iterator[str]:
    yield labelled(one_line(report.name.in_language(language)), version_in_words(report))
    yield MARGIN + labelled(_("Snapshot, SHA-256"), report.snapshot_sha256)
    yield MARGIN + labelled(_("Snapshot, SM3"), report.snapshot_sm3)
    for file in report.files:
        yield from file_lines(file)
    for refusal in report.refused:
        not_made = pgettext("a form of a report", "not made. %(reason)s") % {"reason": refusal.reason}
        yield MARGIN + labelled(FormKey(refusal.form).label, one_line(not_made))


def file_lines(file: ManifestFile) -> Iterator[str]:
    yield MARGIN + one_line(file.name)
    yield 2 * MARGIN + labelled(_("Size"), filesizeformat(file.size))
    yield 2 * MARGIN + labelled(_("SHA-256"), file.sha256)
    yield 2 * MARGIN + labelled(_("SM3"), file.sm3)
    for change in file.changes:
        yield 2 * MARGIN + labelled(_("Changed"), one_line(change))
