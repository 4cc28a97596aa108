"""The version of a report that is issued: an edited text over the figures and tables of a composed one."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec
from django.utils.translation import gettext as _
from django.utils.translation import override

from organizations.calendar import day_of
from organizations.deputy_wording import acting_name
from organizations.models import User
from reports.assembly import Gathered, Wanted, composed
from reports.composed_document import EDITED
from reports.editing.document import edited_document
from reports.editing.parts import Text
from reports.editing.tally import body_differences, tally
from reports.findings import examined
from reports.gathering.bilingual import short_name_of
from reports.models import AnnualReport, Edition, SignOffStep
from reports.occasions import calendar_instant
from reports.snapshot.differences import differences
from reports.snapshot.digests import Digests
from reports.snapshot.document import Form, Letterhead, ReportDocument
from reports.snapshot.head import Difference, Head, Replaced, Signed, StandsBy, Verification
from reports.snapshot.snapshot import Snapshot, instant, write_over
from reports.snapshot.year import Year
from reports.stored_report import unpacked
from tasks.statement import Statement


@dataclass(frozen=True, slots=True)
class Issue:
    """A text that somebody signs out: the version that it replaces, and the number that it gets ("" for
    none), and what copies of it are checked by; the steps of its sign-off, what editors stand by, and how
    its organization's reports are headed. Equal issues over the same frozen version are written alike."""

    edition: Edition
    text: Text
    latest: AnnualReport
    number: str
    verification: Verification
    by: User
    at: dt.datetime
    signed: tuple[Signed, ...]
    confirmed: tuple[StandsBy, ...]
    settings: Statement
    in_place_of: User | None = None

    @property
    def version(self) -> int:
        return self.latest.version + 1


def write_issued(path: Path, issue: Issue) -> Digests:
    """Write the snapshot of the version that is issued to ``path``: figures, year and tables are those of the
    composed version, byte for byte; its text is the edited one."""
    with unpacked(issue.edition.base) as source:
        base = Snapshot(source)
        head = head_of(issue, base)
        documents = documents_of(issue, base, head)
        return write_over(path, source, head=head, documents=documents, year=year_of(issue, base))


def year_of(issue: Issue, base: Snapshot) -> Year | None:
    """The year with the filings that inserted material rests on besides (design R10); None where that of the
    composed version names them all."""
    standing = (part for part in issue.text if not part.is_left_out)
    inserted = {source.id: source for part in standing for source in part.sources}
    if not inserted:
        return None
    sources = {source.id: source for source in base.year.sources} | inserted
    return msgspec.structs.replace(base.year, sources=tuple(sources.values()))


def head_of(issue: Issue, base: Snapshot) -> Head:
    """Which version this is, who signed it off and what was edited."""
    day = day_of(issue.at).isoformat()
    return msgspec.structs.replace(
        base.head,
        as_of=calendar_instant(issue.at),
        day=day,
        version=issue.version,
        frozen_by=issue.by.name,
        replaces=replaced_by(issue, base),
        verification=issue.verification,
        document_number=issue.number,
        sign_off=issue.signed,
        editing=tally(
            issue.text,
            base=issue.edition.base.version,
            version=issue.edition.version,
            confirmed=issue.confirmed,
        ),
    )


def replaced_by(issue: Issue, base: Snapshot) -> Replaced:
    """What the version tells of the one that it replaces."""
    text = edited_document(base.documents[EDITED], issue.text)
    return Replaced(
        version=issue.latest.version,
        sha256=issue.latest.sha256,
        frozen_at=instant(issue.latest.frozen_at),
        differences=(*changes(issue, base, text),),
    )


def changes(issue: Issue, base: Snapshot, text: ReportDocument) -> Iterator[Difference]:
    """How the version differs from the one that it replaces: in its text alone where that was composed."""
    if issue.latest == issue.edition.base:
        yield from body_differences(base.documents[EDITED], text)
        return
    with unpacked(issue.latest) as path:
        latest = Snapshot(path)
        yield from differences(latest.year, base.year)
        yield from body_differences(latest.documents[EDITED], text)


def signed_off(edition: Edition, last: SignOffStep) -> tuple[Signed, ...]:
    """Every step of every round, in order (one query), and the ``last``, which is not on file yet."""
    steps = edition.steps.select_related("organization", "by", "in_place_of").order_by("pk")
    return tuple(map(signed, (*steps, last)))


def signed(step: SignOffStep) -> Signed:
    return Signed(
        step=step.kind,
        organization=short_name_of(step.organization),
        person=step.by.name,
        at=instant(step.at),
        version=step.version,
        opinion=step.opinion,
        in_place_of=step.in_place_of.name if step.in_place_of else "",
    )


def confirmed_in(edition: Edition, text: Text) -> tuple[StandsBy, ...]:
    """What editors stand by in a text, of what checks point out in it still."""
    return tuple(
        StandsBy(
            written=each.finding.written,
            official=each.finding.official,
            reason=each.confirmation.reason,
            person=each.confirmation.confirmed_by.name,
            at=instant(each.confirmation.confirmed_at),
        )
        for each in examined(edition, text)
        if each.confirmation is not None
    )


def documents_of(issue: Issue, base: Snapshot, head: Head) -> Mapping[str, ReportDocument]:
    """The document in each language: as the base has it, headed, numbered and signed for this version. The
    edited text is the Chinese one; the translation says that it was not edited."""
    wanted = Wanted(issue.edition.guidance, issue.edition.organization, issue.at)
    framed = composed(wanted, Gathered(base.year, is_sample=head.is_sample), head)
    composed_in = base.documents.items()
    return {language: document_of(issue, document, framed[language]) for language, document in composed_in}


def document_of(issue: Issue, base: ReportDocument, frame: ReportDocument) -> ReportDocument:
    """One document with what ``frame`` has around it: what the first page says, letterhead and signature."""
    document = msgspec.structs.replace(
        base,
        standing=frame.standing,
        notices=frame.notices,
        letterhead=lettered(issue, frame),
        signature=frame.signature,
        colophon=frame.colophon,
    )
    if base.language == EDITED:
        return edited_document(document, issue.text)
    with override(base.language):
        notice = _("The Chinese text was edited before it was signed out; this is the composed one.")
    return msgspec.structs.replace(document, notices=(*document.notices, notice))


def lettered(issue: Issue, frame: ReportDocument) -> Letterhead:
    """The letterhead with the number out of the register and who signed it out, where it has one."""
    if frame.letterhead.form is Form.PLAIN:
        return frame.letterhead
    return msgspec.structs.replace(
        frame.letterhead,
        document_number=issue.number or frame.letterhead.document_number,
        signer=frame.letterhead.signer or signer_of(issue, frame.language),
    )


def signer_of(issue: Issue, language: str) -> str:
    """Who signs it out, with the one whom they stand in for, as a document of a language has it."""
    with override(language):
        return acting_name(issue.by.name, issue.in_place_of.name if issue.in_place_of else "")
