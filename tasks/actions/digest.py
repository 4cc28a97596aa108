"""Sending the digest: one mail a day to each person for whom something waits."""

import datetime as dt
import logging
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q

from organizations.models import User
from tasks.models import Notice, Subscription
from tasks.notices.digest_mail import Digest, mail_of

logger = logging.getLogger(__name__)

# A notice that could not be mailed for so many days stays in the portal alone.
MAILED_WITHIN = dt.timedelta(days=14)
# Failures in a row after which the mail server counts as down, and the rest waits for the next run.
GIVE_UP_AFTER = 10


@dataclass(frozen=True, slots=True)
class Delivery:
    """How many digests were sent, and how many could not be."""

    sent: int
    failed: int


def people_waiting(on: dt.date) -> list[User]:
    """Active people with an address for whom something waits and no digest of ``on`` was sent (one query)."""
    waiting = Notice.objects.waiting_for_mail().filter(on__gt=on - MAILED_WITHIN)
    return list(
        User.objects.filter(is_active=True, pk__in=waiting.values("user"))
        .filter(Q(subscription=None) | Q(subscription__last_digest_on=None) | before(on))
        .exclude(email="")
        .order_by("pk")
    )


def before(on: dt.date) -> Q:
    return Q(subscription__last_digest_on__lt=on)


def deliver_digests(*, on: dt.date, at: dt.datetime) -> Delivery:
    """Send everybody their digest of day ``on``; a failure is logged, stops nobody else, and is tried again.

    About six queries a person.
    """
    sent = failed = in_a_row = 0
    for user in people_waiting(on):
        digest = claim_digest(user=user, on=on, at=at)
        if digest is None:
            continue
        if deliver(digest):
            sent, in_a_row = sent + 1, 0
            continue
        failed, in_a_row = failed + 1, in_a_row + 1
        if in_a_row == GIVE_UP_AFTER:
            logger.error("%d digests failed in a row; the others wait for the next run.", in_a_row)
            break
    return Delivery(sent, failed)


def deliver(digest: Digest) -> bool:
    """Send a claimed digest, or give it back; whether it went."""
    try:
        mail_of(digest).send()
    except Exception:
        logger.exception("The digest for person %s could not be sent.", digest.user.pk)
        release_digest(digest=digest)
        return False
    return True


@transaction.atomic
def claim_digest(*, user: User, on: dt.date, at: dt.datetime) -> Digest | None:
    """Take what waits for the person's mail of day ``on``, so that no other process sends it.

    None where nothing waits, or a digest of that day or later was sent already. Whoever claims it sends
    it, or gives it back by ``release_digest``.
    """
    waiting = Notice.objects.visible_to(user).waiting_for_mail().filter(on__gt=on - MAILED_WITHIN)
    notices = tuple(waiting.for_list().select_for_update(of=("self",)))
    if not notices:
        return None
    before = Subscription.objects.get_or_create(user=user)[0].last_digest_on
    earlier = Q(last_digest_on=None) | Q(last_digest_on__lt=on)
    if not Subscription.objects.filter(earlier, user=user).update(last_digest_on=on):
        return None
    Notice.objects.filter(pk__in=[notice.pk for notice in notices]).update(mailed_at=at)
    return Digest(user, notices, before)


@transaction.atomic
def release_digest(*, digest: Digest) -> None:
    """Give back a digest that could not be sent, for the next run."""
    Notice.objects.filter(pk__in=[notice.pk for notice in digest.notices]).update(mailed_at=None)
    Subscription.objects.filter(user=digest.user).update(last_digest_on=digest.after)
