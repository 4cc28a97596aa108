"""Reports that are quickly made: a snapshot with its head and little else, and forms that name it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from organizations.calendar import day_of
from reports import snapshot_source
from reports.assembly import Seal, Wanted
from reports.exports.makers import MAKERS, Maker
from reports.models import FormKey
from reports.rendering import FileDiffers, FormRefused, Progress
from reports.snapshot.digests import Digests
from reports.snapshot.head import GuidanceHead, Head, OrganizationHead
from reports.snapshot.snapshot import Snapshot, instant, write_snapshot
from reports.snapshot.year import Name
from tests.reports.specimen import GUIDANCE, filings_table, specimen_document, specimen_year

NO_FONT = "No Chinese font is installed. Install fonts-noto-cjk."


def head_of(wanted: Wanted, seal: Seal | None) -> Head:
    organization = wanted.organization
    name = Name(organization.name, organization.english_name)
    return Head(
        guidance=GuidanceHead(wanted.guidance.year, GUIDANCE, "", "国家知识产权局", "2021-12-15"),
        organization=OrganizationHead(organization.code, organization.kind, name, name),
        as_of=instant(wanted.at),
        day=day_of(wanted.at).isoformat(),
        is_frozen=seal is not None,
        is_sample=False,
        with_submitted=wanted.with_submitted,
        version=seal.version if seal else None,
        rows={"filings": 2},
    )


def write_small_report(path: Path, wanted: Wanted, _gathered: object, seal: Seal | None) -> Digests:
    """Stands for the assembly of a report."""
    return write_snapshot(
        path,
        head=head_of(wanted, seal),
        year=specimen_year(),
        documents={"zh-hans": specimen_document(paragraphs=1)},
        tables=[filings_table()],
    )


def words_of(snapshot: Snapshot, form: str, language: str) -> bytes:
    head = snapshot.head
    return f"{form} of {head.organization.code} as of {head.as_of} in {language}".encode()


def small_maker(form: FormKey) -> Maker:
    """Writes a form in four steps; its proof finds every byte that differs."""

    def render(snapshot: Snapshot, language: str, path: Path, progress: Progress) -> list[str]:
        for done in range(4):
            progress(done, 4)
        path.write_bytes(words_of(snapshot, form, language))
        return ["One sign could not be shown."] if form == FormKey.DOCX else []

    def prove(snapshot: Snapshot, language: str, path: Path, progress: Progress) -> None:
        if path.read_bytes() != words_of(snapshot, form, language):
            raise FileDiffers(f"{path.name} differs")
        progress(1, 1)

    return Maker(render, prove)


def refusing(maker: Maker, reason: str = NO_FONT) -> Maker:
    def refuse(*_given: object) -> list[str]:
        raise FormRefused(reason)

    return Maker(refuse, maker.prove)


def interrupted(maker: Maker, happens: Callable[[], object], *, after: bool = False) -> Maker:
    """The same maker, in whose work something happens, before its first step or behind its last."""

    def render(snapshot: Snapshot, language: str, path: Path, progress: Progress) -> list[str]:
        if not after:
            happens()
        changes = maker.render(snapshot, language, path, progress)
        if after:
            happens()
        return changes

    return Maker(render, maker.prove)


def make_small_reports(monkeypatch: pytest.MonkeyPatch) -> dict[FormKey, Maker]:
    """Let every report be a small one for the length of a test; answers what makes its forms."""
    monkeypatch.setattr(snapshot_source, "gather", lambda wanted: wanted)
    monkeypatch.setattr(snapshot_source, "write_report", write_small_report)
    for form in (FormKey.DOCX, FormKey.PDF, FormKey.XLSX):
        monkeypatch.setitem(MAKERS, form, small_maker(form))
    return MAKERS
