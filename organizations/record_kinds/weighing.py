"""What the rows of a file come to: tried by applying them, and undone; or applied.

Both are one function, so that what was shown before is what happens after.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from organizations.errors import ActionRefused
from organizations.record_kinds.kind import RecordAct, RecordKind, RowRefused
from spreadsheets.records.comparison import Fate, Objection, RecordChange, compared
from spreadsheets.records.reading import RowRead

# Rows that stand on others of the same file are tried again behind them, as often as the tree is deep.
PASSES = 4
MINE, THEIRS = "mine", "theirs"

# Is called with how many rows were dealt with.
type Told = Callable[[int], None]


class RecordsRefused(ActionRefused):
    """A file of which nothing was taken over; ``changes`` are its rows as they come to now."""

    def __init__(self, message: str, changes: Sequence[RecordChange]) -> None:
        super().__init__(message)
        self.changes = list(changes)


@dataclass(frozen=True, slots=True)
class RecordChoice:
    """What the person has decided: whose value stands where both were changed, by the number of the row; and
    whether the good rows are taken over although others are refused."""

    sides: Mapping[int, str]
    good_only: bool = False


def weighed(
    kind: RecordKind, rows: Sequence[RowRead], act: RecordAct, told: Told | None = None
) -> list[RecordChange]:
    """What the rows come to for the person, with what the rules say to each; nothing is changed. Where both
    sides have changed a value, that of the file is tried."""
    trial = replace(act, is_trial=True, reason=act.reason or _("Tried out"), handed_out=[])
    with transaction.atomic():
        # In the order of everybody else, not in that of the file: two files would wait for each other.
        hold(kind, rows)
        changes = applied(kind, now(kind, rows, trial), trial, told)
        transaction.set_rollback(True)
    return changes


@transaction.atomic
def take_over(
    kind: RecordKind,
    rows: Sequence[RowRead],
    seen: Sequence[RecordChange] | None,
    choice: RecordChoice,
    act: RecordAct,
    *,
    told: Told | None = None,
) -> list[RecordChange]:
    """Apply the rows: all of them, or nothing; the good ones where the person says so.

    ``seen`` is what the person was shown; None where nobody was shown anything. Raises RecordsRefused where a
    row comes to something else now, is refused, or where nobody has chosen whose value stands.
    """
    hold(kind, rows)
    changes = now(kind, rows, act)
    shown_only = {column.name for column in kind.layout().columns if column.is_read_only}
    if seen is not None and differs(seen, changes, apart_from=shown_only):
        raise refused_now(
            _("Nothing was taken over: the portal has changed since this page was made. Look at it again."),
            kind,
            rows,
            act,
        )
    open_rows = [
        change for change in changes if change.fate is Fate.CONFLICT and change.row not in choice.sides
    ]
    if open_rows and not choice.good_only:
        raise refused_now(
            _("Nothing was taken over: choose whose value stands where both have changed it."),
            kind,
            rows,
            act,
        )
    changes = applied(kind, [decided(change, choice.sides) for change in changes], act, told)
    if any(change.fate is Fate.REFUSED for change in changes) and not choice.good_only:
        raise RecordsRefused(_("Nothing was taken over: rows have errors."), changes)
    return changes


def refused_now(message: str, kind: RecordKind, rows: Sequence[RowRead], act: RecordAct) -> RecordsRefused:
    return RecordsRefused(message, weighed(kind, rows, act))


def hold(kind: RecordKind, rows: Iterable[RowRead]) -> None:
    """Keep others from changing what the rows are about until the transaction ends."""
    kind.hold([row.key or row.natural for row in rows])


def now(kind: RecordKind, rows: Sequence[RowRead], act: RecordAct) -> list[RecordChange]:
    """The rows beside the records as they stand."""
    keys = {key for row in rows for key in (row.key, row.natural if not row.key else "") if key}
    is_keyed = kind.key_is_natural or all(row.key for row in rows)
    records = kind.records(act.by, keys if is_keyed else None) if keys else ()
    return compared(rows, kind.layout(), records)


def differs(
    seen: Iterable[RecordChange], changes: Iterable[RecordChange], *, apart_from: Collection[str]
) -> bool:
    """Whether the rows would change something else than was seen, or something beside it that was seen.
    ``apart_from`` are columns that are shown only, in the language of the page."""

    def read(rows: Iterable[RecordChange]) -> list[object]:
        beside = ({name: said for name, said in row.values.items() if name not in apart_from} for row in rows)
        return list(beside)

    seen, changes = list(seen), list(changes)
    return [row.changes for row in seen] != [row.changes for row in changes] or read(seen) != read(changes)


def decided(change: RecordChange, sides: Mapping[int, str]) -> RecordChange:
    """A row both sides have changed, as was chosen for it; without a choice it is left aside."""
    if change.fate is not Fate.CONFLICT:
        return change
    side = sides.get(change.row)
    if side == MINE:
        return replace(change, fate=Fate.CHANGED)
    if side != THEIRS:
        return change
    own = tuple(each for each in change.changes if not each.is_contested)
    left = {each.name: each.before for each in change.changes if each.is_contested}
    fate = Fate.CHANGED if own else Fate.SAME
    return replace(change, fate=fate, changes=own, values=dict(change.values) | left)


# --- Row by row ---------------------------------------------------------------------------------------
def applied(
    kind: RecordKind, changes: Sequence[RecordChange], act: RecordAct, told: Told | None = None
) -> list[RecordChange]:
    """The rows, with what the rules say to those that were refused. In a trial conflicts are tried too.
    ``told`` hears of rows tried again no more."""
    tried = {Fate.NEW, Fate.CHANGED} | ({Fate.CONFLICT} if act.is_trial else set())
    waiting = [change for change in changes if change.fate in tried]
    if not waiting:
        return list(changes)
    kind.prepare(waiting, act)
    refused: dict[int, RecordChange] = {}
    waiting = list(kind.in_order(waiting))
    for number in range(PASSES):
        again = []
        for count, change in enumerate(waiting, start=1):
            if told is not None and not number:
                told(count)
            objections = objections_of(kind, change, act)
            if objections:
                refused[id(change)] = change.refused(objections)
                again.append(change)
            else:
                refused.pop(id(change), None)
        if len(again) in {0, len(waiting)}:
            break
        waiting = again
    return [refused.get(id(change), change) for change in changes]


def objections_of(kind: RecordKind, change: RecordChange, act: RecordAct) -> list[Objection]:
    """Apply one row; what the rules object to, and nothing of it stands then."""
    try:
        with transaction.atomic():
            kind.apply(change, act)
    except RowRefused as refusal:
        return [
            Objection(cell_of(change, name), sentence)
            for name, sentences in refusal.errors.items()
            for sentence in sentences
        ]
    except ValidationError as error:
        return [Objection(cell_of(change, ""), sentence) for sentence in error.messages]
    except ActionRefused as refusal:
        return [Objection(cell_of(change, ""), str(refusal))]
    except IntegrityError:
        sentence = _("The database refuses this row beside the others: look at its key and its names.")
        return [Objection(cell_of(change, ""), sentence)]
    return []


def cell_of(change: RecordChange, column: str) -> str:
    """The cell of a column; the first one of the row for the row as a whole."""
    return change.cells.get(column) or next(iter(change.cells.values()), "")
