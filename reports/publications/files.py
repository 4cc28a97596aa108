"""The files of a published report, each made of the frozen snapshot of its version and read back."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.utils import translation
from django.utils.translation import gettext as _

from reports.exports.file_names import report_stem
from reports.exports.makers import MAKERS
from reports.models import AnnualReport, FormKey, Publication, PublicationFile
from reports.rendering import silent
from reports.snapshot.digests import Digests, digests_of
from reports.snapshot.snapshot import Snapshot
from reports.stored_report import unpacked

Kind = PublicationFile.Kind
# The text that was edited and signed out is the Chinese one.
LANGUAGE = "zh-hans"
ENDINGS = {Kind.PDF: "pdf", Kind.DOCX: "docx", Kind.DATA: "zip"}


@dataclass(frozen=True, slots=True)
class MadeFile:
    """A file that was made, how people save it, and what it is by its checksums."""

    kind: PublicationFile.Kind
    path: Path
    name: str
    size: int
    digests: Digests


def missing_kinds(publication: Publication) -> list[PublicationFile.Kind]:
    """The files that are still to be made (one query)."""
    made = set(publication.files.values_list("kind", flat=True))
    return [kind for kind in Kind if kind not in made]


@contextmanager
def made_file(report: AnnualReport, kind: PublicationFile.Kind) -> Iterator[MadeFile]:
    """One file of a version, which is gone after the block. Raises ``FormRefused`` where it cannot be made,
    and ``FileDiffers`` where it does not hold what was written."""
    with tempfile.TemporaryDirectory() as folder, unpacked(report) as source:
        snapshot, path = Snapshot(source), Path(folder) / f"file.{ENDINGS[kind]}"
        with translation.override(LANGUAGE):
            write(snapshot, report, kind, path)
            name = f"{stem(snapshot, kind)}.{ENDINGS[kind]}"
        yield MadeFile(kind, path, name, path.stat().st_size, digests_of(path))


def write(snapshot: Snapshot, report: AnnualReport, kind: PublicationFile.Kind, path: Path) -> None:
    """Write the data, or a form of the report, and read it back."""
    if kind is Kind.DATA:
        from reports.open_data.annex import write_annex  # noqa: PLC0415 (loaded once a file is made)

        write_annex(snapshot, report, path)
        return
    maker = MAKERS[FormKey(kind.value)]
    maker.render(snapshot, LANGUAGE, path, silent)
    maker.prove(snapshot, LANGUAGE, path, silent)


def stem(snapshot: Snapshot, kind: PublicationFile.Kind) -> str:
    """What a file is called without its ending; the data are told apart from the report."""
    name = report_stem(snapshot.head, LANGUAGE)
    return _("%(name)s-open-data") % {"name": name} if kind is Kind.DATA else name
