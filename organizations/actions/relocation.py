"""Moving an organization to another superior."""

import datetime as dt

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from organizations.actions.organization import refuse_place
from organizations.actions.tree_events import (
    LANGUAGE,
    FieldChange,
    as_it_stands,
    lock_tree,
    record_tree_change,
)
from organizations.dependants import obstacles_to_move, take_along
from organizations.errors import TreeChangeRefused
from organizations.models import Organization, OrganizationEvent, User


@transaction.atomic
def move_organization(
    *, organization: Organization, under: Organization, by: User, at: dt.datetime, reason: str
) -> OrganizationEvent | None:
    """Let an organization, with everything under it, file to another superior; None where it does so already.

    What was approved stays with the superior who approved it; what is not handed in goes along to the new
    one. Raises ``TreeChangeRefused`` while something that was handed in waits for a decision, for a place
    where its kind does not stand, and for one that is its own or under it; and as ``lock_tree`` does.
    """
    lock_tree(by, reason)
    organization, under = as_it_stands(organization), as_it_stands(under)
    refuse_own_place(organization, under)
    refuse_place(organization, under)
    above = Organization.objects.get(path=organization.parent_path)
    if above == under:
        return None
    for obstacle in obstacles_to_move(organization):
        raise TreeChangeRefused(obstacle)
    Organization.objects.move(organization, under, "last-child")
    with translation.override(LANGUAGE):
        taken = take_along(organization, under)
        changes = [FieldChange(_("files to"), above.name, under.name)]
        changes += [FieldChange(_("taken along"), "", name) for name in taken]
    return record_tree_change(
        organization=organization,
        kind=OrganizationEvent.Kind.MOVED,
        changes=changes,
        reason=reason,
        by=by,
        at=at,
    )


def refuse_own_place(organization: Organization, under: Organization) -> None:
    """Raise ``TreeChangeRefused`` for the office, and for a place that is the organization's own."""
    if organization.is_office:
        raise TreeChangeRefused(_("The national office files to nobody."))
    if under.is_within(organization):
        raise TreeChangeRefused(
            _("%(organization)s cannot file to itself, nor to one that files to it.")
            % {"organization": organization.full_display_name}
        )
