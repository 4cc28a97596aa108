"""Adding many organizations to the reporting tree at once."""

import datetime as dt
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction

from organizations.models import Organization, OrganizationEvent
from organizations.records import BadRecords, OrganizationRecord
from organizations.reporting_tree import may_stand_under

BATCH = 500


@transaction.atomic
def add_organizations(*, records: Sequence[OrganizationRecord], at: dt.datetime) -> list[Organization]:
    """Add the organizations whose codes are new and return them; those that stand stay as edited.

    Parents stand before their children in ``records``, or in the tree already. Computes tree paths itself
    and inserts in bulk: thousands of counties take a second. Each goes on record, as what a file brought.
    Raises ``BadRecords``, changing nothing.
    """
    Organization.objects.hold_tree()
    added = Planting().plant(records)
    OrganizationEvent.objects.bulk_create(
        (
            OrganizationEvent(code=node.code, name=node.name, kind=OrganizationEvent.Kind.ADDED, at=at)
            for node in added
        ),
        batch_size=BATCH,
    )
    return added


class Planting:
    """The tree in memory while records are added to it."""

    def __init__(self) -> None:
        self.by_code: dict[str, Organization] = {node.code: node for node in Organization.objects.all()}
        self.code_of_name = {node.name: node.code for node in self.by_code.values()}
        self.has_root = any(node.depth == 1 for node in self.by_code.values())
        self.last_step: dict[str, int] = {}
        self.grown: dict[str, Organization] = {}
        for node in self.by_code.values():
            self.remember_step(node)

    def remember_step(self, node: Organization) -> None:
        parent, step = node.parent_path, Organization._str2int(node.path[-Organization.steplen :])
        self.last_step[parent] = max(step, self.last_step.get(parent, 0))

    def plant(self, records: Sequence[OrganizationRecord]) -> list[Organization]:
        """Place, check and write what is new."""
        standing = set(self.by_code)
        new = [self.place(record) for record in records if self.is_new(record)]
        Organization.objects.bulk_create(new, batch_size=BATCH)
        changed = [node for code, node in self.grown.items() if code in standing]
        Organization.objects.bulk_update(changed, ["numchild"], batch_size=BATCH)
        return new

    def is_new(self, record: OrganizationRecord) -> bool:
        """Whether the code is new; the same name under another code is refused."""
        if record.code in self.by_code:
            return False
        other = self.code_of_name.get(record.name)
        if other is not None:
            raise BadRecords(f"{record.code}: the name {record.name} already stands under the code {other}.")
        return True

    def place(self, record: OrganizationRecord) -> Organization:
        """Give a new organization its place under its parent, after the last one there."""
        node, parent = record.unsaved(), self.parent_of(record)
        above = str(parent.path) if parent else ""
        self.last_step[above] = self.last_step.get(above, 0) + 1
        node.depth = parent.depth + 1 if parent else 1
        node.path = Organization._get_path(above, node.depth, self.last_step[above])
        if parent:
            parent.numchild += 1
            self.grown[parent.code] = parent
        try:
            node.clean_fields()
        except ValidationError as error:
            field, (first, *_others) = next(iter(error.message_dict.items()))
            raise BadRecords(f"{record.code}, {field}: {first}") from None
        self.by_code[node.code], self.code_of_name[node.name] = node, node.code
        return node

    def parent_of(self, record: OrganizationRecord) -> Organization | None:
        if record.parent is None:
            if self.has_root or record.kind != Organization.Kind.OFFICE:
                raise BadRecords(f"{record.code}: only the one national office files to nobody.")
            self.has_root = True
            return None
        parent: Organization | None = self.by_code.get(record.parent)
        if parent is None:
            raise BadRecords(f"{record.code}: the parent {record.parent} is unknown.")
        refuse_place(record, parent)
        return parent


def refuse_place(record: OrganizationRecord, parent: Organization) -> None:
    """Raise ``BadRecords`` where an organization of its kind cannot file to ``parent``."""
    if record.kind in Organization.Kind.values and not may_stand_under(record.kind, parent.kind):
        raise BadRecords(f"{record.code}: {record.kind} cannot stand under {parent.code}, {parent.kind}.")
    if parent.active_until is not None:
        raise BadRecords(f"{record.code}: {parent.code} is closed; nobody can file to it.")
