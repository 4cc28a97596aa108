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
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from organizations.errors import ActionRefused
from organizations.models import ReceivedRecords, User
from organizations.record_kinds.kind import RecordAct, RecordKind
from organizations.record_kinds.weighing import RecordChoice, RecordsRefused, Told, take_over, weighed
from organizations.turns import take_turn
from spreadsheets.incoming.reading import WORKBOOK_SUFFIXES, read_book
from spreadsheets.incoming.row_count import row_count
from spreadsheets.incoming.values import NotReadable
from spreadsheets.records.comparison import Fate, Objection, RecordChange, ValueChange
from spreadsheets.records.limits import record_allowance
from spreadsheets.records.reading import RecordsRead, RowRead, Said, read_records
from texts.file_names import suffix_of

# So many edited rows are taken in at once on a page: each is tried by the rules before it is shown.
MOST_ROWS = 1_000
# Files of so many rows are read while the person waits, and so many edited ones tried: each takes some
# seconds at most. What is more is the worker's.
READ_AT_ONCE, TRIED_AT_ONCE = 1_000, 200
# A workbook of so many rows is given back with what was found in it.
MOST_MARKED = 5_000
State = ReceivedRecords.State


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
    """Keep a file in place of the one that the person brought before and has not taken over; files that were
    kept long enough go. A small one is read and its rows are tried, a large one is left to the worker, whom
    the caller calls once the file ``is_under_way``.

    Raises NotReadable, and ActionRefused while the file before is being taken over. The file is stored before
    the row is written and deleted again where that fails.
    """
    refuse_while_taking(ReceivedRecords.objects.of(act.by, kind.key))
    received = ReceivedRecords(
        kind=kind.key,
        name=name,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        state=State.OPENING,
        language=get_language() or "",
        total=row_count(content, name, record_allowance()),
        received_at=act.at,
        received_by=act.by,
    )
    if received.total <= READ_AT_ONCE:
        read = read_file(kind, content, name)
        refuse_too_many(read)
        if len(read.rows) <= TRIED_AT_ONCE:
            for field, value in values_of(read, weighed(kind, read.rows, act)).items():
                setattr(received, field, value)
    received.file.save(name, ContentFile(content), save=False)
    try:
        keep(received, act.at)
    except BaseException:
        received.file.delete(save=False)
        raise
    return received


def values_of(read: RecordsRead, changes: Iterable[RecordChange]) -> dict[str, Any]:
    """What is kept of a file that was read and tried, by the fields of its row."""
    return {
        "state": State.READ,
        "rows": [asdict(row) for row in read.rows],
        "changes": [asdict(change) for change in changes],
        "cautions": list(read.cautions),
        "untouched": read.untouched,
    }


@transaction.atomic
def keep(received: ReceivedRecords, at: dt.datetime) -> None:
    """Write the row of a stored file."""
    hold(received.received_by)
    waiting = ReceivedRecords.objects.of(received.received_by, received.kind).waiting()
    refuse_while_taking(waiting)
    let_go(waiting)
    let_go(ReceivedRecords.objects.outdated(at=at))
    received.save()


def hold(user: User) -> None:
    """Let one person's files take turns: who takes one over, lets it go or brings another waits for the
    other. No row is locked: how far a file is, is noted meanwhile, and the person may be in the file of
    somebody who is in theirs."""
    take_turn("received records", user.pk)


def refuse_while_taking(files: QuerySet[ReceivedRecords]) -> None:
    """Raise ActionRefused where one of the files is being taken over by the worker (one query)."""
    if files.filter(state=State.TAKING).exists():
        raise ActionRefused(_("A file is being taken over. Wait until that is done."))


@transaction.atomic
def discard_records(*, received: ReceivedRecords, at: dt.datetime) -> None:
    """Let a file go that was not taken over, also while it is read; twice changes nothing. Raises
    ActionRefused while it is being taken over, and afterwards."""
    own = ReceivedRecords.objects.waiting().filter(pk=received.pk)
    # Asked first, so that nobody waits for the worker.
    refuse_while_taking(own)
    hold(received.received_by)
    refuse_while_taking(own)
    if ReceivedRecords.objects.filter(pk=received.pk, applied_at__isnull=False).exists():
        raise ActionRefused(_("The file was taken over already: what it has changed stays."))
    let_go(own)
    let_go(ReceivedRecords.objects.outdated(at=at))


def let_go(files: QuerySet[ReceivedRecords]) -> None:
    """Remove rows, and their files once that is certain."""
    rows = list(files.defer("rows", "changes"))
    ReceivedRecords.objects.filter(pk__in=[row.pk for row in rows]).delete()
    for row in rows:
        transaction.on_commit(partial(row.file.storage.delete, str(row.file.name)), robust=True)


def take_over_records(
    *,
    received: ReceivedRecords,
    kind: RecordKind,
    choice: RecordChoice,
    act: RecordAct,
    told: Told | None = None,
) -> list[RecordChange]:
    """Apply a file that was kept, as the person was shown it; taken over already, nothing is done.

    Raises ``RecordsRefused`` and writes down what the rows come to now, which is what is shown next.
    """
    try:
        with transaction.atomic():
            hold(act.by)
            standing = ReceivedRecords.objects.get(pk=received.pk)
            if standing.is_applied or standing.state != received.state:
                return []
            rows, seen = rows_of(standing), changes_of(standing)
            changes = take_over(kind, rows, seen, choice, act, told=told)
            note_applied(standing, changes, act)
            return changes
    except RecordsRefused as refusal:
        shown = [asdict(change) for change in refusal.changes]
        ReceivedRecords.objects.waiting().filter(pk=received.pk).update(changes=shown)
        raise
    except ReceivedRecords.DoesNotExist:
        raise ActionRefused(_("The file was let go meanwhile. Bring it again.")) from None


def note_applied(received: ReceivedRecords, changes: Iterable[RecordChange], act: RecordAct) -> None:
    """Note who has taken a file over, and what was done. Raises DoesNotExist where it was let go."""
    found = ReceivedRecords.objects.waiting().filter(pk=received.pk)
    # What went out and came back is not kept longer than it is needed.
    is_noted = found.update(
        state=State.READ,
        rows=[],
        changes=[asdict(change) for change in changes],
        problem="",
        order={},
        applied_at=act.at,
        applied_by=act.by,
    )
    if not is_noted:
        raise ReceivedRecords.DoesNotExist


# --- Given back with what was found -------------------------------------------------------------------
def is_found_wanting(received: ReceivedRecords, changes: Sequence[RecordChange]) -> bool:
    """Whether a file is a workbook in which there is something to mend."""
    is_workbook = suffix_of(received.name) in WORKBOOK_SUFFIXES
    return is_workbook and any(change.fate in {Fate.REFUSED, Fate.CONFLICT} for change in changes)


def is_too_long_to_mark(received: ReceivedRecords, changes: Sequence[RecordChange]) -> bool:
    """Whether a file has more rows than are written again while the person waits."""
    return received.untouched + len(changes) > MOST_MARKED


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
