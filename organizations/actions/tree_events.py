"""What every change of the reporting tree begins with, and putting it on record."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from organizations.errors import TreeChangeRefused
from organizations.models import Organization, OrganizationEvent, User

# In whose language a change is kept: that of the organizations.
LANGUAGE = "zh-hans"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One thing that was changed, as people read it; "" where there was or is nothing."""

    field: str
    before: str
    after: str


def lock_tree(by: User, reason: str) -> None:
    """Hold the tree until the transaction ends, so that one change sees what the one before has done.

    Raises ``TreeChangeRefused`` for a person who does not administer the whole portal, and without a reason.
    """
    if not (by.is_administrator or (by.is_superuser and by.is_active)):
        raise TreeChangeRefused(_("Only the administrators of the office change the reporting tree."))
    if not reason.strip():
        raise TreeChangeRefused(_("Say why the tree is changed, so that the others understand it."))
    Organization.objects.hold_tree()


def as_it_stands(organization: Organization) -> Organization:
    """The organization as it stands in the locked tree."""
    found: Organization = Organization.objects.select_related("successor").get(pk=organization.pk)
    return found


@transaction.atomic
def record_tree_change(
    *,
    organization: Organization,
    kind: OrganizationEvent.Kind,
    changes: Iterable[FieldChange],
    reason: str,
    by: User,
    at: dt.datetime,
) -> OrganizationEvent:
    """Write one change down, in the transaction of the change itself."""
    return OrganizationEvent.objects.create(
        code=organization.code,
        name=organization.name,
        kind=kind,
        changes=[asdict(change) for change in changes],
        reason=reason.strip(),
        at=at,
        by=by,
    )


def checked(organization: Organization) -> Organization:
    """The organization, if it is right as it is about to be saved.

    Raises ``TreeChangeRefused`` with the first thing that is not.
    """
    try:
        organization.full_clean()
    except ValidationError as error:
        raise TreeChangeRefused(error.messages[0]) from None
    return organization


def described(organization: Organization) -> list[tuple[str, str]]:
    """What may be changed of an organization beside its place, as people read it."""
    with translation.override(LANGUAGE):
        return [
            (_("full name"), organization.name),
            (_("short name"), organization.short_name),
            (_("English name"), organization.english_name),
            (_("aliases"), "、".join(organization.aliases)),
            (_("exists from"), in_words(organization.active_from)),
            (_("exists until"), in_words(organization.active_until)),
            (_("merged into"), organization.successor.name if organization.successor else ""),
        ]


def differences(before: Sequence[tuple[str, str]], after: Sequence[tuple[str, str]]) -> list[FieldChange]:
    """What is another than before, of fields in the same order."""
    return [
        FieldChange(field, old, new)
        for (field, old), (_same, new) in zip(before, after, strict=True)
        if old != new
    ]


def in_words(day: dt.date | None) -> str:
    return date_format(day, "DATE_FORMAT") if day else ""
