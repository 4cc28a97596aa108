"""代理: a lead or reviewer names who acts for them for some days, and ends that."""

import datetime as dt

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from organizations.actions.account_events import record_event
from organizations.calendar import day_of
from organizations.errors import DeputyRefused
from organizations.models import AccountEvent, Deputy, Membership, User
from organizations.permissions import DEPUTIZED_ROLES
from organizations.workdays import ONE_DAY

# No absence is longer; who is away for good hands the role on.
LONGEST_DAYS = 92


@transaction.atomic
def name_deputy(
    *,
    post: Membership,
    deputy: User,
    starts_on: dt.date,
    ends_on: dt.date,
    by: User,
    at: dt.datetime,
    reason: str = "",
) -> Deputy:
    """Name who acts in ``post``, a role of one's own, from one day to another, both included.

    Raises ``DeputyRefused`` for a role that is not one's own or has no deputies, for oneself, for somebody
    without a role at that organization, for days in the past, out of order or more than ``LONGEST_DAYS``, and
    where somebody is named for one of these days already. The deputy is told.
    """
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    refuse_post(post, by)
    refuse_days(starts_on, ends_on, on=day_of(at))
    refuse_person(post, deputy)
    refuse_overlap(post, starts_on, ends_on)
    named = Deputy.objects.create(
        principal=by,
        organization=post.organization,
        role=post.role,
        deputy=deputy,
        starts_on=starts_on,
        ends_on=ends_on,
        reason=reason.strip(),
        named_at=at,
        named_by=by,
    )
    tell(named, AccountEvent.Kind.DEPUTY_NAMED, by=by, at=at)
    return named


@transaction.atomic
def end_deputy(*, deputy: Deputy, by: User, at: dt.datetime) -> Deputy:
    """End a naming at once; again changes nothing. Raises ``DeputyRefused`` for who did not name it, and once
    its days are over. The deputy is told."""
    locked = Deputy.objects.select_for_update(no_key=True, of=("self",)).for_page().get(pk=deputy.pk)
    if locked.principal_id != by.pk:
        raise DeputyRefused(_("Only %(person)s ends this.") % {"person": locked.principal})
    if locked.ended_at is not None:
        return locked
    if locked.ends_on < day_of(at):
        raise DeputyRefused(_("These days are over; there is nothing to end."))
    locked.ended_at, locked.ended_by = at, by
    locked.save(update_fields=["ended_at", "ended_by"])
    tell(locked, AccountEvent.Kind.DEPUTY_ENDED, by=by, at=at)
    return locked


def tell(deputy: Deputy, kind: AccountEvent.Kind, *, by: User, at: dt.datetime) -> None:
    """Put it on record with the deputy's account, by which they are told."""
    detail = {
        "person": str(deputy.principal),
        "role": deputy.role,
        "organization": deputy.organization.code,
        "starts_on": deputy.starts_on.isoformat(),
        "ends_on": deputy.ends_on.isoformat(),
        "reason": deputy.reason,
    }
    record_event(user=deputy.deputy, kind=kind, at=at, by=by, detail=detail)


def refuse_post(post: Membership, by: User) -> None:
    held = Membership.objects.filter(pk=post.pk, user=by, role__in=DEPUTIZED_ROLES, user__is_active=True)
    if not held.exists():
        raise DeputyRefused(_("Leads and reviewers name deputies, each for their own role."))


def refuse_days(starts_on: dt.date, ends_on: dt.date, *, on: dt.date) -> None:
    if ends_on < starts_on:
        raise DeputyRefused(_("The last day is before the first."))
    if starts_on < on:
        day = {"day": date_format(on, "DATE_FORMAT")}
        raise DeputyRefused(_("The first day has passed: name a day from today (%(day)s) on.") % day)
    if ends_on - starts_on >= LONGEST_DAYS * ONE_DAY:
        most = ngettext(
            "A deputy is named for at most %(count)d day. Who is away for longer hands the role on.",
            "A deputy is named for at most %(count)d days. Who is away for longer hands the role on.",
            LONGEST_DAYS,
        )
        raise DeputyRefused(most % {"count": LONGEST_DAYS})


def refuse_person(post: Membership, deputy: User) -> None:
    """Raise ``DeputyRefused`` for oneself, and for who is not active at the organization (one query)."""
    if deputy.pk == post.user_id:
        raise DeputyRefused(_("Nobody stands in for themselves. Choose somebody else."))
    there = Membership.objects.filter(user=deputy.pk, organization=post.organization_id, user__is_active=True)
    if not there.exists():
        words = {"person": deputy, "organization": post.organization}
        raise DeputyRefused(
            _("%(person)s has no role at %(organization)s. Choose somebody who belongs there.") % words
        )


def refuse_overlap(post: Membership, starts_on: dt.date, ends_on: dt.date) -> None:
    """Raise ``DeputyRefused`` where somebody is named for one of these days already (one query)."""
    named = Deputy.objects.filter(
        principal=post.user_id, organization=post.organization_id, role=post.role
    ).overlapping(starts_on, ends_on)
    before = named.select_related("deputy").first()
    if before is not None:
        words = {
            "person": before.deputy,
            "first": date_format(before.starts_on, "DATE_FORMAT"),
            "last": date_format(before.ends_on, "DATE_FORMAT"),
        }
        raise DeputyRefused(
            _("%(person)s is named from %(first)s to %(last)s already. Choose other days, or end that first.")
            % words
        )
