"""Closing an organization, with or without a successor, and taking that back."""

import datetime as dt

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from organizations.actions.tree_events import (
    as_it_stands,
    checked,
    described,
    differences,
    in_words,
    lock_tree,
    record_tree_change,
)
from organizations.errors import TreeChangeRefused
from organizations.models import Organization, OrganizationEvent, User
from organizations.reporting_tree import ends_in_circle

Kind = OrganizationEvent.Kind
NAMED = 5


@transaction.atomic
def close_organization(
    *,
    organization: Organization,
    last_day: dt.date,
    successor: Organization | None = None,
    by: User,
    at: dt.datetime,
    reason: str,
) -> OrganizationEvent | None:
    """Let an organization exist until the end of ``last_day``, merged into ``successor`` where there is one;
    None where that is so already.

    It is asked for no period that ends later; what it filed stays, and so do its people, who finish what is
    under way. Raises ``TreeChangeRefused`` for the office, while others file to it beyond that day, for a
    successor that cannot speak for it; and as ``lock_tree`` does.
    """
    lock_tree(by, reason)
    organization = as_it_stands(organization)
    if organization.is_office:
        raise TreeChangeRefused(_("The national office is not closed."))
    refuse_orphans(organization, last_day)
    if successor is not None:
        successor = as_it_stands(successor)
        refuse_successor(organization, successor, last_day)
    before = described(organization)
    organization.active_until, organization.successor = last_day, successor
    changes = differences(before, described(organization))
    if not changes:
        return None
    checked(organization).save()
    return record_tree_change(
        organization=organization, kind=Kind.CLOSED, changes=changes, reason=reason, by=by, at=at
    )


@transaction.atomic
def reopen_organization(
    *, organization: Organization, by: User, at: dt.datetime, reason: str
) -> OrganizationEvent | None:
    """Let an organization exist again without a last day; None where it has none.

    Raises ``TreeChangeRefused`` where its superior is closed, and as ``lock_tree`` does.
    """
    lock_tree(by, reason)
    organization = as_it_stands(organization)
    if organization.active_until is None:
        return None
    if Organization.objects.filter(path=organization.parent_path, active_until__isnull=False).exists():
        raise TreeChangeRefused(_("Its superior is closed. Move it to another one first."))
    before = described(organization)
    organization.active_until, organization.successor = None, None
    organization.save()
    return record_tree_change(
        organization=organization,
        kind=Kind.REOPENED,
        changes=differences(before, described(organization)),
        reason=reason,
        by=by,
        at=at,
    )


def refuse_orphans(organization: Organization, last_day: dt.date) -> None:
    """Raise ``TreeChangeRefused`` where others file to the organization after its last day."""
    lasting = Q(active_until__isnull=True) | Q(active_until__gt=last_day)
    beneath = Organization.objects.filter(lasting, path__startswith=organization.path)
    names = [each.full_display_name for each in beneath.exclude(pk=organization.pk)[: NAMED + 1]]
    if names:
        shown = pgettext("between names", ", ").join(names[:NAMED]) + ("…" if len(names) > NAMED else "")
        raise TreeChangeRefused(
            _("Others file to %(organization)s after that day: %(names)s. Move or close them first.")
            % {"organization": organization.full_display_name, "names": shown}
        )


def refuse_successor(organization: Organization, successor: Organization, last_day: dt.date) -> None:
    """Raise ``TreeChangeRefused`` where ``successor`` cannot speak for the organization from then on."""
    names = {"organization": organization.full_display_name, "successor": successor.full_display_name}
    if organization.is_local is not successor.is_local or successor.is_office:
        raise TreeChangeRefused(
            _("A local organization is merged into a local one, a department into a department.")
        )
    if not successor.is_there_on(last_day + dt.timedelta(days=1)):
        raise TreeChangeRefused(
            _("%(successor)s does not exist the day after %(day)s, so it cannot speak for %(organization)s.")
            % {**names, "day": in_words(last_day)}
        )
    successors = dict(Organization.objects.filter(successor__isnull=False).values_list("pk", "successor_id"))
    if ends_in_circle(organization.pk, successor.pk, successors):
        raise TreeChangeRefused(
            _("%(successor)s was itself merged into %(organization)s: one of the two has to go on.") % names
        )
