"""The worker's part of records that come back: reading and trying a large file, taking many rows over.

Nothing is noted of a file but how far it is, until all of it is read or all of it is taken over: begun again
after a break it is done again from the beginning (design R27).
"""

from django.db import transaction
from django.utils import translation
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from organizations.errors import ActionRefused
from organizations.models import ReceivedRecords, User
from organizations.record_kinds.kind import RecordAct, RecordKind
from organizations.record_kinds.received import (
    changes_of,
    hold,
    refuse_too_many,
    take_over_records,
    values_of,
)
from organizations.record_kinds.registered import kind_of
from organizations.record_kinds.rows_done import LetGo, RowsDone, noted_beside
from organizations.record_kinds.weighing import RecordChoice, weighed
from spreadsheets.incoming.reading import read_book
from spreadsheets.incoming.row_count import row_count
from spreadsheets.incoming.values import NotReadable
from spreadsheets.records.comparison import Fate
from spreadsheets.records.heads import head_of
from spreadsheets.records.limits import record_allowance
from spreadsheets.records.reading import read_records

State = ReceivedRecords.State
# So many rows are taken over while the person waits; more are the worker's.
TAKEN_AT_ONCE = 200
WRITABLE = {Fate.NEW, Fate.CHANGED, Fate.CONFLICT}


def work_on(received: ReceivedRecords) -> None:
    """Do what is to be done with a file; done twice, it changes nothing."""
    if not received.is_under_way:
        return
    with translation.override(received.language):
        # Made anew, so that it has the roles of today.
        by = User.objects.get(pk=received.received_by_id)
        if received.state == State.TAKING:
            take(received, by)
        else:
            read(received, by)


def admitted_kind(received: ReceivedRecords, by: User) -> RecordKind:
    """The kind of a file, as long as its person may bring it. Raises ActionRefused."""
    kind = kind_of(received.kind)
    if kind is None or not by.is_active or not kind.is_for(by):
        raise ActionRefused(_("These records are not yours to change any more."))
    return kind


# --- Reading ------------------------------------------------------------------------------------------
def read(received: ReceivedRecords, by: User) -> None:
    """Read a file, compare and try its rows; note what they come to, or why it cannot be read."""
    reading = ReceivedRecords.objects.filter(pk=received.pk, state__in=ReceivedRecords.READING)
    try:
        values = read_values(received, by)
    except LetGo:
        return
    except FileNotFoundError:
        if reading.exists():
            raise
        return
    except (NotReadable, ActionRefused) as refusal:
        values = {"state": State.REFUSED, "problem": str(refusal)}
    reading.update(**values)


def read_values(received: ReceivedRecords, by: User) -> dict[str, object]:
    kind, rows = admitted_kind(received, by), RowsDone(received)
    with received.file.open("rb") as file:
        content = file.read()
    rows.begin(State.OPENING, row_count(content, received.name, record_allowance()))
    book = read_book(content, received.name, record_allowance(rows.note))
    rows.begin(State.COMPARING, len(head_of(book, kind.layout()).sheet.rows))
    found = read_records(book, kind.layout(), rows.note)
    refuse_too_many(found)
    rows.begin(State.TRYING, len(found.rows))
    with noted_beside(received) as told:
        changes = weighed(kind, found.rows, RecordAct(by, received.received_at), told)
    return values_of(found, changes)


# --- Taking over --------------------------------------------------------------------------------------
def is_for_worker(kind: RecordKind, received: ReceivedRecords) -> bool:
    """Whether so many rows are to be taken over that the worker does it; never where something is shown
    once, which only the answer to the person can hold (decision 0071)."""
    count = sum(change.fate in WRITABLE for change in changes_of(received))
    return count > TAKEN_AT_ONCE and not kind.hands_out


@transaction.atomic
def order_taking_over(*, received: ReceivedRecords, choice: RecordChoice, act: RecordAct) -> bool:
    """Note that the worker is to take a file over as the person was shown it, and what they have decided;
    False where it is not to be taken over any more."""
    hold(act.by)
    shown = ReceivedRecords.objects.waiting().filter(pk=received.pk, state=State.READ)
    order = {
        "sides": {str(row): side for row, side in choice.sides.items()},
        "good_only": choice.good_only,
        "reason": act.reason,
        "source": act.source,
        "at": act.at.isoformat(),
    }
    total = sum(change.fate in WRITABLE for change in changes_of(received))
    return bool(shown.update(state=State.TAKING, order=order, problem="", done=0, total=total))


def take(received: ReceivedRecords, by: User) -> None:
    """Take a file over as it was ordered; refused, it waits as it was shown, or as it comes to now."""
    order = received.order
    choice = RecordChoice({int(row): side for row, side in order["sides"].items()}, order["good_only"])
    at = parse_datetime(order["at"]) or received.received_at
    act = RecordAct(by, at, order["reason"], source=order["source"])
    try:
        kind = admitted_kind(received, by)
        with noted_beside(received) as told:
            take_over_records(received=received, kind=kind, choice=choice, act=act, told=told)
    except ActionRefused as refusal:
        note_not_taken(received, str(refusal))


def note_not_taken(received: ReceivedRecords, problem: str) -> None:
    """Let a file wait again of which nothing was taken over."""
    taking = ReceivedRecords.objects.filter(pk=received.pk, state=State.TAKING)
    taking.update(state=State.READ, problem=problem)


def give_up(received: ReceivedRecords) -> None:
    """Say on the file's page that the work on it ended in the middle."""
    with translation.override(received.language):
        if received.state == State.TAKING:
            note_not_taken(received, _("An error ended the work in the middle: nothing was taken over."))
            return
        problem = _("An error ended the work in the middle. Bring the file again, or in several parts.")
    reading = ReceivedRecords.objects.filter(pk=received.pk, state__in=ReceivedRecords.READING)
    reading.update(state=State.REFUSED, problem=problem)
