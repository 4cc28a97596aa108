"""Editing the text of a report: beginning one, changing its parts, undoing, giving it up (design R1, R15)."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import msgspec
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from organizations.models import Organization, User
from reports.actions.waiting_file import leave_waiting, refuse_unknown_file
from reports.composed_document import composed_document
from reports.edited_text import part_of_row, row_of, text_of
from reports.editing.carrying import carried_over, numbers_in_next
from reports.editing.changes import Change, change_between, order_of, undone
from reports.editing.findings import key_in_next
from reports.editing.moves import MoveRefused
from reports.editing.parts import Text, asked_in, begun
from reports.errors import EditionUnknown, StalePart
from reports.models import AnnualReport, Edition, EditionChange, EditionConfirmation, EditionPart
from tasks.actions.line_saving import Sending
from tasks.errors import TransitionNotAllowed
from tasks.models import Guidance

NO_PAGE = Sending()
# Who stops typing for so long begins another go, which is undone for itself.
ONE_GO = dt.timedelta(minutes=2)

type Move = Callable[[Text], Text]


@dataclass(frozen=True, slots=True)
class Basis:
    """What a part was when somebody began to change it: its number and version; 0 is the text as a whole."""

    number: int = 0
    version: int = 0


@transaction.atomic
def begin_edition(*, guidance: Guidance, organization: Organization, by: User, at: dt.datetime) -> Edition:
    """Begin to edit a report from its latest composed version, with what was edited in it before; one that is
    being edited is answered as it is. Raises ``TransitionNotAllowed`` where nothing is frozen yet."""
    Organization.objects.select_for_update(no_key=True).only("pk").get(pk=organization.pk)
    editions = Edition.objects.of(guidance, organization)
    if existing := editions.open().first():
        return existing
    previous = editions.exclude(status=Edition.Status.GIVEN_UP).first()
    return new_edition(guidance, organization, previous, by=by, at=at)


@transaction.atomic
def renew_edition(
    *,
    edition: int,
    by: User,
    at: dt.datetime,
    waiting: int | None = None,
    among: QuerySet[Edition] | None = None,
) -> Edition:
    """Go on editing from the version that was composed since, with all that was edited and is composed the
    same; the text so far is given up. Nothing happens where no later version was composed.

    ``waiting`` is the id of the file from Word that the person knows to wait, which is left: it was made of
    the text so far. Raises ``TransitionNotAllowed`` where another one waits.
    """
    locked = locked_edition(edition, among)
    refuse_closed(locked)
    if latest_composed(locked.guidance, locked.organization) == locked.base:
        return locked
    refuse_unknown_file(locked, waiting)
    leave_waiting(locked, by=by, at=at)
    locked.status = Edition.Status.GIVEN_UP
    locked.save(update_fields=["status"])
    return new_edition(locked.guidance, locked.organization, locked, by=by, at=at)


def new_edition(
    guidance: Guidance, organization: Organization, previous: Edition | None, *, by: User, at: dt.datetime
) -> Edition:
    """A text begun from the latest composed version, with what was edited in the ``previous`` one."""
    base = latest_composed(guidance, organization)
    if base is None:
        raise TransitionNotAllowed(
            _("Nothing is frozen yet. The approval of the year's last filing freezes what is edited here.")
        )
    document = composed_document(base)
    composed = begun(document)
    edited = composed if previous is None else text_of(previous)
    edition = Edition.objects.create(
        guidance=guidance,
        organization=organization,
        base=base,
        asked=asked_in(document),
        begun_at=at,
        begun_by=by,
    )
    EditionPart.objects.bulk_create(rows_of(edition, carried_over(edited, composed)))
    if previous is not None:
        keep_confirmations(previous, edition, numbers_in_next(edited, composed))
    return edition


def keep_confirmations(previous: Edition, edition: Edition, numbers: Mapping[int, int]) -> None:
    """Let what somebody stands by in the ``previous`` text stand in the next one, with who says so, when and
    why (two queries). What the next one says otherwise has another key and is pointed out anew."""
    standing = previous.confirmations.filter(withdrawn_at__isnull=True)
    EditionConfirmation.objects.bulk_create(
        EditionConfirmation(
            edition=edition,
            key=key,
            reason=each.reason,
            confirmed_at=each.confirmed_at,
            confirmed_by_id=each.confirmed_by_id,
        )
        for each in standing
        if (key := key_in_next(each.key, numbers)) is not None
    )


def latest_composed(guidance: Guidance, organization: Organization) -> AnnualReport | None:
    """The latest version that was composed of filings, and not issued out of an edited text (one query)."""
    return AnnualReport.objects.of(guidance, organization).filter(edition__isnull=True).first()


def rows_of(edition: Edition, text: Text) -> list[EditionPart]:
    return [row_of(edition, part, place) for place, part in enumerate(text)]


@transaction.atomic
def change_edition(
    *,
    edition: int,
    kind: EditionChange.Kind,
    move: Move,
    basis: Basis,
    by: User,
    at: dt.datetime,
    sending: Sending = NO_PAGE,
    among: QuerySet[Edition] | None = None,
) -> Edition:
    """Do one ``move`` with the text of ``edition``, by its id, if the part that it is about still is the
    version of ``basis`` (design R1). What changes nothing leaves no trace.

    ``among`` are the texts that the person may edit. Raises ``EditionUnknown`` where it is none of them,
    ``TransitionNotAllowed`` where it is not edited any more, ``StalePart`` with the part as it stands where
    somebody else has changed it, and ``MoveRefused``.
    """
    locked = locked_edition(edition, among)
    refuse_closed(locked)
    rows = {row.number: row for row in locked.parts.select_related("edited_by")}
    before = tuple(map(part_of_row, rows.values()))
    after = move(before)
    if after == before:
        return locked
    refuse_stale(locked, rows, basis, by, sending)
    change = change_between(before, after)
    keep_change(locked, change, kind, by=by, at=at, sending=sending)
    store(locked, rows, after, change, by=by, at=at)
    return locked


def locked_edition(pk: int, among: QuerySet[Edition] | None) -> Edition:
    """A text locked until the transaction ends. Raises ``EditionUnknown``."""
    return one_of(related_editions(among).select_for_update(of=("self",)), pk)


def found_edition(pk: int, among: QuerySet[Edition] | None) -> Edition:
    """A text as it stands, which others may change meanwhile. Raises ``EditionUnknown``."""
    return one_of(related_editions(among), pk)


def related_editions(among: QuerySet[Edition] | None) -> QuerySet[Edition]:
    editions = Edition.objects.all() if among is None else Edition.objects.filter(pk__in=among.values("pk"))
    return editions.select_related("organization", "guidance", "base").defer("guidance__source_text")


def one_of(editions: QuerySet[Edition], pk: int) -> Edition:
    found = editions.filter(pk=pk).first()
    if found is None:
        raise EditionUnknown
    return found


def refuse_closed(edition: Edition) -> None:
    """Raise ``TransitionNotAllowed`` where a text is not edited any more."""
    if edition.status == Edition.Status.SIGNING:
        raise TransitionNotAllowed(
            _("Nothing was saved: the text is being signed off. Have it sent back, or take it back, first.")
        )
    if edition.status != Edition.Status.EDITING:
        words = {"status": edition.get_status_display()}
        raise TransitionNotAllowed(_("Nothing was saved: the text is now “%(status)s”.") % words)


def refuse_stale(
    edition: Edition, rows: Mapping[int, EditionPart], basis: Basis, by: User, sending: Sending
) -> None:
    """Raise ``StalePart`` unless the part is as it was read, or only the same page has changed it since."""
    if not basis.number:
        return
    row = rows.get(basis.number)
    if row is None or row.version == basis.version:
        return
    newer = row.version - basis.version
    if newer <= 0 or not all(is_sent_before(each, by, sending) for each in latest_of(edition, row, newer)):
        raise StalePart(row, by)


def latest_of(edition: Edition, row: EditionPart, count: int) -> list[EditionChange]:
    """The latest changes of one part, so many."""
    changes = edition.changes.order_by("-version").iterator(chunk_size=100)
    return list(islice((each for each in changes if row.number in numbers_in(change_of(each))), count))


def is_sent_before(change: EditionChange, by: User, sending: Sending) -> bool:
    """Whether a change is an earlier sending of the same page, whose answer was lost or is on its way."""
    is_same_page = bool(sending.page) and change.page == sending.page
    return is_same_page and change.by_id == by.pk and change.turn < sending.turn


def numbers_in(change: Change) -> set[int]:
    return {part.number for part in change.parts}


def change_of(row: EditionChange) -> Change:
    return msgspec.convert(row.content, type=Change)


def keep_change(
    edition: Edition,
    change: Change,
    kind: EditionChange.Kind,
    *,
    by: User,
    at: dt.datetime,
    sending: Sending = NO_PAGE,
    undoes: Sequence[EditionChange] = (),
) -> None:
    """Put a change on record as the text's next version."""
    edition.version += 1
    Edition.objects.filter(pk=edition.pk).update(version=F("version") + 1)
    EditionChange.objects.create(
        edition=edition,
        version=edition.version,
        kind=kind,
        undoes=undoes[-1].version if undoes else None,
        undoes_until=undoes[0].version if undoes else None,
        content=msgspec.to_builtins(change),
        page=sending.page,
        turn=sending.turn,
        at=at,
        by=by,
    )


def store(
    edition: Edition,
    rows: Mapping[int, EditionPart],
    after: Text,
    change: Change,
    *,
    by: User,
    at: dt.datetime,
) -> None:
    """Bring the rows of a text to what it is after a change."""
    touched, places = numbers_in(change), {number: place for place, number in enumerate(order_of(after))}
    new: list[EditionPart] = []
    kept: list[EditionPart] = []
    for part in after:
        row = rows.get(part.number) or row_of(edition, part, 0)
        (kept if row.pk else new).append(row)
        row.place = places[part.number]
        if part.number in touched:
            row.words, row.is_left_out, row.joined_into = part.words, part.is_left_out, part.joined_into
            row.version += 1 if row.pk else 0
            row.edited_at, row.edited_by = at, by
    EditionPart.objects.bulk_create(new)
    fields = ["place"] if not touched else [*WORDED, "place"]
    moved = kept if change.order_after else [row for row in kept if row.number in touched]
    EditionPart.objects.bulk_update(moved, fields)


WORDED = ("words", "is_left_out", "joined_into", "version", "edited_at", "edited_by")


@transaction.atomic
def undo_change(
    *, edition: int, by: User, at: dt.datetime, among: QuerySet[Edition] | None = None
) -> EditionChange.Kind:
    """Undo the person's latest change that is not undone yet, with the savings of one go of typing as one;
    answers which kind it was. Raises as ``change_edition`` does."""
    locked = locked_edition(edition, among)
    refuse_closed(locked)
    group = latest_group(locked, by)
    if not group:
        raise MoveRefused(_("There is nothing of yours to undo."))
    rows = {row.number: row for row in locked.parts.all()}
    before = tuple(map(part_of_row, rows.values()))
    after = before
    for each in group:
        after = undone(after, change_of(each))
    change = change_between(before, after)
    keep_change(locked, change, EditionChange.Kind.UNDONE, by=by, at=at, undoes=group)
    store(locked, rows, after, change, by=by, at=at)
    return EditionChange.Kind(group[0].kind)


def latest_group(edition: Edition, by: User) -> list[EditionChange]:
    """The person's latest change that stands, the latest first, with those before it that were typed into
    the same part in one go."""
    own = edition.changes.filter(by=by)
    undone_already: set[int] = set()
    group: list[EditionChange] = []
    for row in own.order_by("-version").iterator(chunk_size=100):
        if row.undoes is not None:
            reach = own.filter(version__range=(row.undoes, row.undoes_until))
            undone_already.update(reach.values_list("version", flat=True))
        elif row.version in undone_already:
            continue
        elif not group or is_typed_on(row, group[-1]):
            group.append(row)
        else:
            break
    return group


def is_typed_on(row: EditionChange, later: EditionChange) -> bool:
    """Whether two changes are of one go of typing: the same part on the same page, without a long stop."""
    return (
        row.kind == later.kind == EditionChange.Kind.REWORDED
        and bool(row.page)
        and row.page == later.page
        and later.at - row.at < ONE_GO
        and numbers_in(change_of(row)) == numbers_in(change_of(later))
    )
