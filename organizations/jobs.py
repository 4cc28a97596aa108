"""Background jobs about people: every mail on accounts leaves by the worker.

A job names rows and holds no secret; the mail is composed when it leaves. Where the mail server cannot be
reached the job queues itself anew, later and later, and fails after the last try.
"""

import datetime as dt
import logging
from smtplib import SMTPException
from typing import Any

from django.core.mail import EmailMessage
from django.tasks import task
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from background.kinds import describe_job
from organizations.account_mail import confirmation_mail, event_mail, reset_mail
from organizations.models import AccountEvent, User

logger = logging.getLogger(__name__)

# Minutes until a mail that could not be sent is tried again; about a day in all.
PAUSES = (1, 5, 15, 60, 180, 480, 720)
UNREACHABLE = (OSError, SMTPException)


@task()
def mail_account_event(event: int, tried: int = 0) -> None:
    """Tell a person what happened to their account."""
    mail = event_mail(AccountEvent.objects.select_related("user", "by").get(pk=event))
    deliver(mail, again=mail_account_event, about=[event], tried=tried)


@task()
def mail_password_reset(address: str) -> None:
    """Queue the link for everybody whose confirmed address it is; nobody learns whether there is one."""
    for user in User.objects.reachable_at(address):
        mail_reset_link.enqueue(user.pk)


@task()
def mail_reset_link(user: int, tried: int = 0) -> None:
    """Send a person the link that sets a new password, unless their address is no longer confirmed."""
    person = User.objects.get(pk=user)
    if person.is_active and person.email_confirmed_at is not None:
        deliver(reset_mail(person), again=mail_reset_link, about=[user], tried=tried)


@task()
def mail_address_confirmation(user: int, address: str, tried: int = 0) -> None:
    """Send the link that makes ``address`` the person's."""
    mail = confirmation_mail(User.objects.get(pk=user), address)
    deliver(mail, again=mail_address_confirmation, about=[user, address], tried=tried)


describe_job(mail_account_event, name=_("Mail on an account"))
describe_job(mail_password_reset, name=_("Mail to set a new password, to an address"))
describe_job(mail_reset_link, name=_("Mail to set a new password"))
describe_job(mail_address_confirmation, name=_("Mail to confirm an address"))


def deliver(mail: EmailMessage, *, again: Any, about: list[int | str], tried: int) -> None:
    """Send the mail of a job, or queue the job ``again`` for later; the last failure is raised."""
    try:
        mail.send()
    except UNREACHABLE:
        if tried >= len(PAUSES):
            raise
        logger.warning("Mail of %s could not be sent; it is tried again.", again.name, exc_info=True)
        later = timezone.now() + dt.timedelta(minutes=PAUSES[tried])
        again.using(run_after=later).enqueue(*about, tried=tried + 1)
