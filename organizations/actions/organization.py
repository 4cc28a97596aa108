"""Adding an organization to the reporting tree, correcting what is known of it, removing a mistaken one."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import translation
from django.utils.translation import gettext as _

from organizations.actions.tree_events import (
    LANGUAGE,
    FieldChange,
    as_it_stands,
    checked,
    described,
    differences,
    lock_tree,
    record_tree_change,
)
from organizations.errors import TreeChangeRefused
from organizations.models import Organization, OrganizationEvent, User
from organizations.reporting_tree import may_stand_under

Kind = OrganizationEvent.Kind


@transaction.atomic
def add_organization(
    *, organization: Organization, under: Organization, by: User, at: dt.datetime, reason: str
) -> Organization:
    """Add an unsaved organization under another one, behind those that stand there.

    Raises ``TreeChangeRefused`` where its kind does not stand there, and for fields that are not right; and
    as ``lock_tree`` does.
    """
    lock_tree(by, reason)
    under = as_it_stands(under)
    refuse_place(organization, under)
    # The place is checked before there is one: a root is tried, which only the office may be.
    organization.path, organization.depth = "?", under.depth + 1
    checked(organization)
    said = {name: getattr(organization, name) for name in FIELDS}
    added: Organization = Organization.objects.add_child(under, said)
    changes = [FieldChange(field, "", value) for field, value in described(added) if value]
    with translation.override(LANGUAGE):
        placed = FieldChange(_("files to"), "", under.name)
    record_tree_change(
        organization=added, kind=Kind.ADDED, changes=[placed, *changes], reason=reason, by=by, at=at
    )
    return added


@transaction.atomic
def correct_organization(
    *,
    organization: Organization,
    name: str,
    short_name: str,
    english_name: str,
    aliases: Sequence[str],
    active_from: dt.date | None,
    by: User,
    at: dt.datetime,
    reason: str,
) -> OrganizationEvent | None:
    """Change how an organization is called, and since when it exists; None where nothing is another.

    Its code and kind are what others go by, and stay. Raises ``TreeChangeRefused`` for a name that another
    one has; and as ``lock_tree`` does.
    """
    lock_tree(by, reason)
    organization = as_it_stands(organization)
    before = described(organization)
    organization.name, organization.short_name = name.strip(), short_name.strip()
    organization.english_name, organization.aliases = english_name.strip(), list(aliases)
    organization.active_from = active_from
    changes = differences(before, described(organization))
    if not changes:
        return None
    checked(organization).save()
    return record_tree_change(
        organization=organization, kind=Kind.CORRECTED, changes=changes, reason=reason, by=by, at=at
    )


@transaction.atomic
def remove_organization(
    *, organization: Organization, by: User, at: dt.datetime, reason: str
) -> OrganizationEvent:
    """Remove an organization that was added by mistake and of which nothing is known yet.

    Raises ``TreeChangeRefused`` for one under which another stands, and for one that anything names: that one
    is closed instead; and as ``lock_tree`` does.
    """
    lock_tree(by, reason)
    organization = as_it_stands(organization)
    if not organization.is_leaf():
        raise TreeChangeRefused(
            _("Other organizations stand under %(organization)s. Move or remove them first.")
            % {"organization": organization.full_display_name}
        )
    event = record_tree_change(
        organization=organization, kind=Kind.REMOVED, changes=[], reason=reason, by=by, at=at
    )
    try:
        Organization.objects.filter(pk=organization.pk).delete()
    except ProtectedError:
        raise TreeChangeRefused(
            _("%(organization)s has people, filings or duties, which would lose it. Close it instead.")
            % {"organization": organization.full_display_name}
        ) from None
    return event


FIELDS = ("code", "name", "short_name", "english_name", "kind", "aliases", "active_from")


def refuse_place(organization: Organization, under: Organization) -> None:
    """Raise ``TreeChangeRefused`` where an organization of its kind cannot file to ``under``."""
    if not may_stand_under(organization.kind, under.kind):
        raise TreeChangeRefused(
            _("%(kind)s cannot stand under %(above)s: %(above_kind)s.")
            % {
                "kind": organization.get_kind_display(),
                "above": under.full_display_name,
                "above_kind": under.get_kind_display(),
            }
        )
    if under.active_until is not None:
        raise TreeChangeRefused(
            _("%(above)s is closed; nobody can file to it.") % {"above": under.full_display_name}
        )
