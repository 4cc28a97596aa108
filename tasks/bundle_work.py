"""The work on a bundle: packing, looking at, taking over; part after part, each noted, so that whoever
goes on after a break begins with the next one (design R27)."""

import hashlib
from collections.abc import Iterator
from tempfile import SpooledTemporaryFile
from zipfile import ZIP_STORED, ZipFile

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from organizations.calendar import today
from organizations.models import User
from tasks.access import filings_with_people
from tasks.actions.bundle_parts import (
    begin_packing,
    finish_part_of_work,
    keep_packed,
    name_filings,
    note_part,
    refuse_same_filing,
    take_over_part,
)
from tasks.actions.received_workbooks import receive_workbook
from tasks.bundles.reader import reader_for
from tasks.bundles.source import BroughtSource
from tasks.bundles.way_in import WayIn, refusal_of, way_in
from tasks.errors import ActionRefused, TransitionNotAllowed
from tasks.file_edits import NotReadable, all_edits_in
from tasks.fill_in.many_filings_workbook import Wanted, many_filings_workbook
from tasks.fill_in.workbook import fill_in_workbook, workbook_name
from tasks.line_imports.edits import FilingEdits
from tasks.line_imports.preview import Preview, preview_of
from tasks.line_imports.weighing import Outcome
from tasks.models import BundlePart, Filing, FilingBundle
from texts.outgoing.file_names import file_name
from texts.punctuation import labelled

State, PartState = FilingBundle.State, BundlePart.State
IN_MEMORY = 10 * 1024 * 1024
# So many findings of one filing are told; its own page, or the returned workbook, has the rest.
MOST_TOLD = 50


class UnlikeError(Exception):
    """A file that was made does not hold what was written into it."""


def work_on(bundle: FilingBundle) -> None:
    """Do what is still to be done on a bundle; done twice, it changes nothing."""
    if not bundle.is_under_way:
        return
    with translation.override(bundle.language):
        by = User.objects.get(pk=bundle.requested_by_id)
        if not bundle.is_brought:
            pack(bundle, by)
        elif bundle.state == State.WORKING:
            read_parts(bundle, by)
        else:
            take_over_parts(bundle, by)


def parts_in(bundle: FilingBundle, state: str) -> Iterator[BundlePart]:
    """The parts that are in a state, one after another, each asked for once the one before was dealt with."""
    waiting = bundle.parts.filter(state=state).order_by("number")
    while (part := waiting.first()) is not None:
        yield part


def source_of(bundle: FilingBundle, by: User) -> BroughtSource:
    with bundle.file.open("rb") as file:
        return BroughtSource(file.read(), bundle.name, reader_for(by, on=today()))


# --- Looking at what was brought ----------------------------------------------------------------------
def read_parts(bundle: FilingBundle, by: User) -> None:
    source = source_of(bundle, by)
    for part in parts_in(bundle, PartState.WAITING):
        read_part(part, source, by)
    finish_part_of_work(bundle=bundle, state=State.READ)


def read_part(part: BundlePart, source: BroughtSource, by: User) -> None:
    """Look at a file, or at one filing in it; the first look at a file tells of which filings it is."""
    try:
        found = source.edits(part.member, part.name)
        if part.filing_id is None:
            refuse_nothing(found)
            name_filings(part=part, filings=[edits.filing for edits in found], by=by)
            return
        edits = source.edits_of(part.member, part.name, part.filing_id)
        look_at(part, edits, source.file(part.member), by)
    except (NotReadable, ActionRefused) as refusal:
        note_part(part=part, state=PartState.REFUSED, problem=str(refusal))


def refuse_nothing(found: tuple[FilingEdits, ...]) -> None:
    if not found:
        raise NotReadable(_("The file says nothing for any filing."))


def look_at(part: BundlePart, edits: FilingEdits, content: bytes, by: User) -> None:
    """Weigh what a file says for one filing and note what that comes to. Raises ``ActionRefused``."""
    filing, way = filing_to_bring(part, by)
    if refuse_same_filing(part=part, problem=_("Several files are of this filing. Keep the right one.")):
        return
    workbook = receive_workbook(filing=filing, content=content, name=part.name, by=by, at=timezone.now())
    preview = preview_of(filing, edits, by=by)
    note_part(
        part=part,
        state=PartState.READ,
        workbook=workbook,
        is_carried=way is WayIn.CARRIED,
        changed=len(preview.changed),
        conflicts=len(preview.conflicts),
        errors=preview.error_count,
        unchanged=len(preview.of(Outcome.UNCHANGED)) + len(preview.of(Outcome.SAID)),
        seen=[[*place, version] for place, version in preview.versions.items()],
        reading=edits.digest,
        findings=list(findings_in(preview))[:MOST_TOLD],
    )


def filing_to_bring(part: BundlePart, by: User) -> tuple[Filing, WayIn | None]:
    """The filing of a part, and in what the person brings for it. Raises ``TransitionNotAllowed``."""
    filing = filings_with_people.first(filing=part.filing_id or 0)
    if filing is None or not filing.is_visible_to(by):
        raise TransitionNotAllowed(_("It is of no filing that you see."))
    way = way_in(by, filing)
    if refusal := refusal_of(way, filing):
        raise TransitionNotAllowed(refusal)
    return filing, way


def findings_in(preview: Preview) -> Iterator[str]:
    """What stands in the way, a sentence each; nothing of what the filing says now (design R22)."""
    for found in preview.errors:
        yield labelled(found.place, found.message) if found.place else found.message
    for row in preview.mistaken:
        for error in row.errors:
            yield labelled(error.place, error.message)
    for row in preview.conflicts:
        yield labelled(row.edit.place, _("Somebody else has changed “%(line)s” too.") % {"line": row.subject})


# --- Taking over --------------------------------------------------------------------------------------
def take_over_parts(bundle: FilingBundle, by: User) -> None:
    source = source_of(bundle, by)
    for part in parts_in(bundle, PartState.QUEUED):
        try:
            # A sheet with a row for each city is read for those filings alone that may be brought to.
            filing_to_bring(part, by)
            edits = source.edits_of(part.member, part.name, part.filing_id or 0)
            take_over_part(part=part, edits=edits, by=by, at=timezone.now())
        except (NotReadable, ActionRefused) as refusal:
            note_part(part=part, state=PartState.LEFT, problem=str(refusal))
    finish_part_of_work(bundle=bundle, state=State.DONE)


# --- Packing ------------------------------------------------------------------------------------------
def pack(bundle: FilingBundle, by: User) -> None:
    """Make the file that somebody takes away, read it back, and offer it."""
    wanted = dict(wanted_in(bundle, by))
    if not wanted:
        problem = _("No filing is left to be filled in: they were handed in meanwhile.")
        finish_part_of_work(bundle=bundle, state=State.FAILED, problem=problem)
        return
    content = zipped(wanted) if bundle.form == FilingBundle.Form.ZIP else in_one_workbook(bundle, wanted)
    prove(content, bundle.name, {filing.pk for filing, _is_blank in wanted.values()})
    keep_packed(bundle=bundle, content=content, sha256=hashlib.sha256(content).hexdigest())


def wanted_in(bundle: FilingBundle, by: User) -> Iterator[tuple[BundlePart, Wanted]]:
    """The filings that can be filled in; of the others is noted why not."""
    for part in begin_packing(bundle=bundle):
        filing = filings_with_people.first(filing=part.filing_id or 0)
        way = None if filing is None else way_in(by, filing)
        if filing is None or not filing.is_visible_to(by):
            note_part(part=part, state=PartState.LEFT, problem=_("It is of no filing that you see."))
        elif refusal := refusal_of(way, filing):
            note_part(part=part, state=PartState.LEFT, problem=refusal)
        else:
            yield part, (filing, way is WayIn.CARRIED)


def zipped(wanted: dict[BundlePart, Wanted]) -> bytes:
    """A workbook for each filing, which names region and period; not pressed again, as workbooks are."""
    with SpooledTemporaryFile(max_size=IN_MEMORY) as file:
        with ZipFile(file, "w", ZIP_STORED) as package:
            for part, (filing, is_blank) in wanted.items():
                content = fill_in_workbook(filing, at=timezone.now(), is_blank=is_blank)
                package.writestr(name_in_package(filing), content)
                note_part(part=part, state=PartState.DONE, is_carried=is_blank)
        file.seek(0)
        return file.read()


def name_in_package(filing: Filing) -> str:
    """The code of the organization in front, by which files sort as lists do and no two are the same."""
    return file_name(f"{filing.organization.code} {workbook_name(filing)}")


def in_one_workbook(bundle: FilingBundle, wanted: dict[BundlePart, Wanted]) -> bytes:
    parts = {filing.pk: (part, is_blank) for part, (filing, is_blank) in wanted.items()}

    def told(filing: Filing) -> None:
        part, is_blank = parts[filing.pk]
        note_part(part=part, state=PartState.DONE, is_carried=is_blank)

    heading = bundle.name.removesuffix(".xlsx")
    return many_filings_workbook([*wanted.values()], at=timezone.now(), heading=heading, told=told)


def prove(content: bytes, name: str, filings: set[int]) -> None:
    """Raise ``UnlikeError`` unless the file, read back, is of these filings and each once (design R26)."""
    source = BroughtSource(content, name, all_edits_in)
    members = [(0, name)] if source.archive is None else [(m.place, m.name) for m in source.archive.members]
    found = [edits.filing for member in members for edits in source.edits(*member)]
    if sorted(found) != sorted(filings):
        raise UnlikeError(name)
