"""Workbooks of records that people bring: read once, kept, shown, taken over, let go."""

import datetime as dt
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from functools import partial
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from organizations.errors import ActionRefused
from organizations.models import ReceivedRecords, User
from organizations.record_kinds.kind import RecordAct, RecordKind
from organizations.record_kinds.weighing import RecordChoice, RecordsRefused, take_over, weighed
from spreadsheets.incoming.reading import read_book
from spreadsheets.incoming.values import NotReadable
from spreadsheets.records.comparison import Fate, Objection, RecordChange, ValueChange
from spreadsheets.records.limits import record_allowance
from spreadsheets.records.reading import RecordsRead, RowRead, Said, read_records

# So many edited rows are taken in at once on a page: each is tried by the rules before it is shown.
MOST_ROWS = 1_000


def read_file(kind: RecordKind, content: bytes, name: str) -> RecordsRead:
    """What a file says for a kind of records. Raises NotReadable."""
    return read_records(read_book(content, name, record_allowance()), kind.layout())


def refuse_too_many(read: RecordsRead) -> None:
    """Raise NotReadable for a file with more edited rows than a page can try."""
    if len(read.rows) > MOST_ROWS:
        raise NotReadable(
            _(
                "The file has %(count)d rows that were added or changed; at most %(most)d are taken in at"
                " once. Leave some of them out and bring them afterwards: missing rows change nothing."
            )
            % {"count": len(read.rows), "most": MOST_ROWS}
        )


def receive_records(*, kind: RecordKind, content: bytes, name: str, act: RecordAct) -> ReceivedRecords:
    """Read a file, try its rows, and keep both, in place of the one that the person brought before and has
    not taken over; files that were kept long enough go. Raises NotReadable.

    The file is stored before the row is written and deleted again where that fails.
    """
    read = read_file(kind, content, name)
    refuse_too_many(read)
    changes = weighed(kind, read.rows, act)
    received = ReceivedRecords(
        kind=kind.key,
        name=name,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        rows=[asdict(row) for row in read.rows],
        changes=[asdict(change) for change in changes],
        cautions=list(read.cautions),
        untouched=read.untouched,
        received_at=act.at,
        received_by=act.by,
    )
    received.file.save(name, ContentFile(content), save=False)
    try:
        keep(received, act.at)
    except BaseException:
        received.file.delete(save=False)
        raise
    return received


@transaction.atomic
def keep(received: ReceivedRecords, at: dt.datetime) -> None:
    """Write the row of a stored file."""
    hold(received.received_by)
    let_go(ReceivedRecords.objects.of(received.received_by, received.kind).waiting())
    let_go(ReceivedRecords.objects.outdated(at=at))
    received.save()


def hold(user: User) -> None:
    """Let one person's files take turns."""
    list(User.objects.select_for_update(no_key=True).filter(pk=user.pk).values_list("pk"))


@transaction.atomic
def discard_records(*, received: ReceivedRecords, at: dt.datetime) -> None:
    """Let a file go that was not taken over; twice changes nothing."""
    let_go(ReceivedRecords.objects.waiting().filter(pk=received.pk))
    let_go(ReceivedRecords.objects.outdated(at=at))


def let_go(files: QuerySet[ReceivedRecords]) -> None:
    """Remove rows, and their files once that is certain."""
    rows = list(files)
    ReceivedRecords.objects.filter(pk__in=[row.pk for row in rows]).delete()
    for row in rows:
        transaction.on_commit(partial(row.file.storage.delete, str(row.file.name)), robust=True)


def take_over_records(
    *, received: ReceivedRecords, kind: RecordKind, choice: RecordChoice, act: RecordAct
) -> list[RecordChange]:
    """Apply a file that was kept, as the person was shown it; taken over already, nothing is done.

    Raises ``RecordsRefused`` and writes down what the rows come to now, which is what is shown next.
    """
    try:
        with transaction.atomic():
            hold(act.by)
            standing = ReceivedRecords.objects.select_for_update(no_key=True).get(pk=received.pk)
            if standing.is_applied:
                return []
            rows, seen = rows_of(standing), changes_of(standing)
            changes = take_over(kind, rows, seen, choice, act)
            standing.changes = [asdict(change) for change in changes]
            # What went out and came back is not kept longer than it is needed.
            standing.rows = []
            standing.applied_at, standing.applied_by = act.at, act.by
            standing.save(update_fields=["rows", "changes", "applied_at", "applied_by"])
            return changes
    except RecordsRefused as refusal:
        shown = [asdict(change) for change in refusal.changes]
        ReceivedRecords.objects.waiting().filter(pk=received.pk).update(changes=shown)
        raise
    except ReceivedRecords.DoesNotExist:
        raise ActionRefused(_("The file was let go meanwhile. Bring it again.")) from None


# --- From what is kept --------------------------------------------------------------------------------
def rows_of(received: ReceivedRecords) -> list[RowRead]:
    return [
        RowRead(
            **row
            | {
                "said": {name: Said(**said) for name, said in row["said"].items()},
                "repeats": tuple(row["repeats"]),
            }
        )
        for row in received.rows
    ]


def changes_of(received: ReceivedRecords) -> list[RecordChange]:
    return [change_from(kept) for kept in received.changes]


def change_from(kept: dict[str, Any]) -> RecordChange:
    return RecordChange(
        **kept
        | {
            "fate": Fate(kept["fate"]),
            "changes": tuple(ValueChange(**change) for change in kept["changes"]),
            "objections": tuple(Objection(**objection) for objection in kept["objections"]),
        }
    )


def done(changes: Iterable[RecordChange]) -> Sequence[RecordChange]:
    """The rows that were applied."""
    return [change for change in changes if change.fate in {Fate.NEW, Fate.CHANGED}]
