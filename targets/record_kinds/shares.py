"""The shares of a year, there and back: all that an organization shares out among its subordinates."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from django.db import transaction
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from organizations.models import Organization, User
from organizations.record_kinds.kind import RecordAct, RecordKind, RowRefused
from spreadsheets.records.comparison import Fate, RecordChange
from spreadsheets.records.values import Record, RecordLayout
from targets.actions import allocate_target
from targets.allocation.shares import may_allocate, receivers, sharers
from targets.allocation.shares_of_year import SharedTarget, shared_targets
from targets.forms.allocation import AllocationForm
from targets.forms.allocation import name_of as field_of
from targets.models import Target
from targets.record_kinds.share_rows import (
    LONGEST_REASON,
    NAME,
    REASON,
    STEM,
    balance_sentence,
    name_of,
    share_layout,
    share_records,
    shares_title,
)
from targets.wording import DASH
from tasks.errors import ActionRefused
from tasks.models import Guidance
from texts.incoming import length

type Errors = dict[str, list[str]]


@dataclass(slots=True)
class Sheet:
    """What one organization shares out, as it stands."""

    parent: Organization
    receivers: list[Organization]
    shared: list[SharedTarget]

    def receiver(self, code: str) -> Organization | None:
        return next((receiver for receiver in self.receivers if receiver.code == code), None)


@dataclass(slots=True)
class Edit:
    """What the rows of a file say of one target: shares by organization id, None for none, and the rows that
    change one, by that id."""

    shared: SharedTarget
    given: dict[int, Decimal | None] = field(default_factory=dict)
    rows: dict[int, RecordChange] = field(default_factory=dict)

    @property
    def shares(self) -> dict[int, Decimal]:
        return self.shared.with_shares(self.given)


class ShareRecords(RecordKind):
    """The shares of one guidance in force, for whoever shares out among subordinates.

    All shares of a target are one act, so that rows are not applied one by one: ``prepare`` does what all
    say together, and ``apply`` tells of each row whether it was left out.
    """

    note = _("What each subordinate is to bring to the goals of the year.")

    def __init__(self, guidance: Guidance) -> None:
        self.guidance = guidance
        self.key = f"{STEM}-{guidance.year}"
        self.title = shares_title(guidance.year)
        self.refused: dict[str, Errors] = {}

    def is_for(self, user: User) -> bool:
        return self.parent_of(user) is not None

    @staticmethod
    def parent_of(user: User) -> Organization | None:
        """The organization for which the person shares out, as on the page of a target (no query)."""
        parent = next(iter(sharers(user)), None)
        return parent if parent is not None and may_allocate(user, parent) else None

    @cached_property
    def targets(self) -> list[Target]:
        """The targets that can be shared out (one query, once)."""
        found = self.guidance.targets.current().select_related("indicator").order_by("order")
        return [target for target in found if target.can_be_shared]

    def layout(self) -> RecordLayout:
        return share_layout(self.guidance, self.targets)

    def sheet_of(self, user: User) -> Sheet:
        """Five queries at most."""
        parent = self.parent_of(user)
        if parent is None:
            raise RowRefused({"": [_t("Only its administrator or lead shares out among its subordinates.")]})
        below = receivers(parent)
        return Sheet(parent, below, shared_targets(self.guidance, parent, below))

    def records(self, user: User, keys: Collection[str] | None = None) -> Iterable[Record]:
        sheet = self.sheet_of(user)
        records = share_records(sheet.parent, sheet.receivers, sheet.shared)
        return [record for record in records if keys is None or record.key in keys]

    def hold(self, keys: Collection[str]) -> None:  # noqa: ARG002
        """Whoever shares out, or amends a goal, waits (one query)."""
        list(self.guidance.targets.select_for_update().order_by("pk").values_list("pk"))

    # --- Taking over ----------------------------------------------------------------------------------
    def prepare(self, changes: Sequence[RecordChange], act: RecordAct) -> None:
        """Save what the rows say, a version for each target that changes. Rows whose shares cannot be read,
        or of whose targets one is refused, are left out altogether; what they say is told by ``apply``."""
        sheet = self.sheet_of(act.by)
        self.refused = {}
        standing = [change for change in changes if sheet.receiver(change.key)]
        edits, count = None, 0
        while edits is None or len(self.refused) > count:
            count = len(self.refused)
            left = [change for change in standing if change.key not in self.refused]
            edits = [edit for edit in self.edits(sheet, left) if self.is_another(sheet, edit)]
            if len(self.refused) == count:
                self.allocate_all(sheet, edits, act)

    def edits(self, sheet: Sheet, changes: Iterable[RecordChange]) -> list[Edit]:
        """The targets of which the rows change a share, in their order."""
        edits = [Edit(shared) for shared in sheet.shared]
        for change in changes:
            receiver = sheet.receiver(change.key)
            for edit in edits:
                if receiver is not None and name_of(edit.shared.target) in change.changed_names:
                    edit.rows[receiver.pk] = change
        return [edit for edit in edits if edit.rows]

    def is_another(self, sheet: Sheet, edit: Edit) -> bool:
        """Whether any share of one target is another than it was, read as its page does; rows that do not fit
        are refused."""
        name, shared = name_of(edit.shared.target), edit.shared
        asked = [receiver for receiver in sheet.receivers if receiver.pk in edit.rows]
        data = {field_of(receiver): edit.rows[receiver.pk].values.get(name, "") for receiver in asked}
        indicator = shared.target.indicator
        form = AllocationForm(data | {"version": "0"}, organizations=asked, indicator=indicator)
        form.is_valid()
        for receiver in asked:
            row, at = edit.rows[receiver.pk], field_of(receiver)
            if at in form.errors:
                self.refuse(row, name, *map(str, form.errors[at]))
                continue
            value = form.shares.get(receiver.pk)
            if value == shared.shares.get(receiver.pk):
                edit.rows.pop(receiver.pk)
                continue
            edit.given[receiver.pk] = value
            if shared.number and not reason_of(row):
                self.refuse(row, REASON, reason_wanted(row, name))
            elif length(reason_of(row)) > LONGEST_REASON:
                self.refuse(row, REASON, _t("At most %(most)s characters.") % {"most": LONGEST_REASON})
        return bool(edit.given)

    def allocate_all(self, sheet: Sheet, edits: Iterable[Edit], act: RecordAct) -> None:
        """Save all or, where one is refused, none."""
        count = len(self.refused)
        with transaction.atomic():
            for edit in edits:
                self.allocate(sheet, edit, act)
            if len(self.refused) > count:
                transaction.set_rollback(True)

    def allocate(self, sheet: Sheet, edit: Edit, act: RecordAct) -> None:
        """Save the shares of one target; what is refused stands at all rows that change one."""
        reasons = dict.fromkeys(filter(None, (reason_of(row) for row in edit.rows.values())))
        try:
            allocate_target(
                target=edit.shared.target,
                parent=sheet.parent,
                by=act.by,
                at=act.at,
                expected_version=edit.shared.number,
                expected_whole=edit.shared.whole,
                expected_receivers=[receiver.pk for receiver in sheet.receivers],
                shares=edit.shares,
                reason="\n".join(reasons),
            )
        except ActionRefused as refusal:
            for row in edit.rows.values():
                self.refuse(row, name_of(edit.shared.target), str(refusal))

    def refuse(self, row: RecordChange, column: str, *said: str) -> None:
        told = self.refused.setdefault(row.key, {}).setdefault(column, [])
        told.extend(sentence for sentence in said if sentence not in told)

    def remarks(self, user: User, changes: Sequence[RecordChange]) -> list[str]:
        """How the shares of each target stand against the whole with what the good rows say."""
        sheet, self.refused = self.sheet_of(user), {}
        good = [change for change in changes if change.fate in {Fate.CHANGED, Fate.CONFLICT}]
        edits = [edit for edit in self.edits(sheet, good) if self.is_another(sheet, edit)]
        return [balance_sentence(edit.shared, edit.shares) for edit in edits]

    def label(self, change: RecordChange) -> str:
        return " ".join(filter(None, (change.natural, change.values.get(NAME, ""))))

    def apply(self, change: RecordChange, act: RecordAct) -> None:  # noqa: ARG002
        """Raise ``RowRefused`` for a row that ``prepare`` left out."""
        if errors := self.refused.get(change.key):
            raise RowRefused(errors)


def reason_wanted(row: RecordChange, name: str) -> str:
    """That a reason is missing, and whose share a row would change that was not there when it went out."""
    contested = next((each for each in row.changes if each.name == name and each.is_contested), None)
    if contested is None:
        return _t("Say why the shares change.")
    said = _t("Somebody else has set the share to %(share)s meanwhile: say why yours is another.")
    return said % {"share": contested.before or DASH}


def reason_of(change: RecordChange) -> str:
    return change.values.get(REASON, "")
