"""Counting wrong passwords, telling whose name they were for, and using a temporary password up."""

import datetime as dt
import math
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count, Max, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from organizations.actions.account_events import record_event
from organizations.errors import SignInRefused
from organizations.known_browsers import name_digest
from organizations.models import AccountEvent, SignInAttempt, User
from organizations.sign_in_pauses import TELL_FROM, WINDOW, Wrong, next_try_at

KEPT = dt.timedelta(days=1)
TOLD_EVERY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Source:
    """Where a sign-in comes from: the network address, and the id of a browser known to be the person's."""

    address: str
    browser: str = ""


def begin_attempt(*, name: str, source: Source, at: dt.datetime) -> SignInAttempt:
    """Count a password before it is looked at, so that many at once do not slip through together.

    Raises ``SignInRefused`` with the seconds to wait where it comes too early; that one does not count. Four
    statements. Older attempts than a day are forgotten on the way.
    """
    SignInAttempt.objects.filter(at__lt=at - KEPT).delete()
    attempt = SignInAttempt.objects.create(
        name_digest=name_digest(name), address=source.address, browser=source.browser, at=at
    )
    ready_at = ready_for(attempt)
    if ready_at is not None and ready_at > at:
        attempt.delete()
        raise too_early(ready_at - at)
    return attempt


def ready_for(attempt: SignInAttempt) -> dt.datetime | None:
    """When an attempt may be looked at, by those before it (one query)."""
    before = SignInAttempt.objects.filter(pk__lt=attempt.pk, at__gt=attempt.at - WINDOW)
    named = Q(name_digest=attempt.name_digest)
    stranger = Q(browser="")
    place = Q(browser=attempt.browser) if attempt.browser else Q(address=attempt.address) & stranger
    near = Q(address=attempt.address) & stranger
    found = before.filter(named | near).aggregate(
        wrong_here=Count("pk", filter=named & place),
        last_here=Max("at", filter=named & place),
        wrong_of_name=Count("pk", filter=named & stranger),
        wrong_nearby=Count("pk", filter=near),
        last_nearby=Max("at", filter=near),
    )
    here = Wrong(found["wrong_here"], found["last_here"])
    if attempt.browser:
        return next_try_at(here=here, name=0, address=Wrong(0, None))
    nearby = Wrong(found["wrong_nearby"], found["last_nearby"])
    return next_try_at(here=here, name=found["wrong_of_name"], address=nearby)


def too_early(pause: dt.timedelta) -> SignInRefused:
    seconds = math.ceil(pause.total_seconds())
    return SignInRefused(
        ngettext(
            "There were too many wrong passwords. Wait %(seconds)d second, then try again.",
            "There were too many wrong passwords. Wait %(seconds)d seconds, then try again.",
            seconds,
        )
        % {"seconds": seconds},
        code="too_many_login_attempts",
    )


@transaction.atomic
def settle_wrong(*, attempt: SignInAttempt, user: User | None) -> None:
    """The password was wrong: tell the person whose name it was, at most once a day."""
    if user is None:
        return
    wrong = SignInAttempt.objects.filter(name_digest=attempt.name_digest, at__gt=attempt.at - WINDOW).count()
    told = user.account_events.filter(kind=AccountEvent.Kind.GUESSED, at__gt=attempt.at - TOLD_EVERY)
    if wrong >= TELL_FROM and not told.exists():
        record_event(
            user=user,
            kind=AccountEvent.Kind.GUESSED,
            at=attempt.at,
            by=None,
            source=attempt.address,
            detail={"count": wrong},
        )


@transaction.atomic
def settle_right(*, attempt: SignInAttempt) -> None:
    """The password was right: what was tried with this name from this place before counts no longer."""
    here = SignInAttempt.objects.filter(name_digest=attempt.name_digest)
    same_place = {"browser": attempt.browser} if attempt.browser else {"address": attempt.address}
    here.filter(**same_place).delete()


@transaction.atomic
def use_temporary_password(*, user: User, at: dt.datetime) -> None:
    """Use up the password that somebody else has set; raises ``SignInRefused`` where it was used before.

    One statement decides, so that of two at once one gets in.
    """
    unused = User.objects.filter(pk=user.pk, must_change_password=True, temporary_password_used_at=None)
    if not unused.update(temporary_password_used_at=at):
        raise SignInRefused(
            _("This password was set by an administrator and has been used already. Ask for a new one."),
            code="temporary_password_used",
        )
    user.temporary_password_used_at = at
