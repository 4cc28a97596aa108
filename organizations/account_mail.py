"""The mails about accounts, composed at the moment they leave, so that no secret waits anywhere.

Each is text in its reader's language. Links carry ``PORTAL_ADDRESS``, because no request is at hand.
"""

import datetime as dt

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.http import int_to_base36
from django.utils.translation import gettext as _

from organizations.account_wording import sentence
from organizations.address_confirmation import LASTS_DAYS, Confirmation
from organizations.models import AccountEvent, User
from texts.outgoing.mail_text import body_text, subject_text


def event_mail(event: AccountEvent) -> EmailMessage:
    """Tells the person what happened to their account, and what to do if it was none of theirs."""
    with translation.override(event.user.preferred_language):
        context = {
            "person": event.user,
            "event": event,
            "sentence": sentence(event),
            "account_url": absolute(reverse("account")),
            "reset_url": absolute(reverse("account_reset_password")),
        }
        subject = _("Guidance Portal – %(news)s") % {"news": event.get_kind_display()}
        return composed(subject, "account_event", context, to=event.mail_to)


def reset_mail(user: User) -> EmailMessage:
    """Carries the link by which the person sets a new password."""
    with translation.override(user.preferred_language):
        key = {"uidb36": int_to_base36(user.pk), "key": default_token_generator.make_token(user)}
        context = {
            "person": user,
            "url": absolute(reverse("account_reset_password_from_key", kwargs=key)),
            "lasts": dt.timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT) // dt.timedelta(hours=1),
        }
        subject = _("Guidance Portal – set a new password")
        return composed(subject, "password_reset", context, to=user.email)


def confirmation_mail(user: User, address: str) -> EmailMessage:
    """Carries the link by which the person shows that ``address`` is theirs."""
    with translation.override(user.preferred_language):
        token = Confirmation(user.pk, address, user.email).token()
        context = {
            "person": user,
            "address": address,
            "url": absolute(reverse("account-address-confirm", args=[token])),
            "lasts": LASTS_DAYS,
        }
        subject = _("Guidance Portal – confirm your mail address")
        return composed(subject, "address_confirmation", context, to=address)


def composed(subject: str, template: str, context: dict[str, object], *, to: str) -> EmailMessage:
    """A mail of text from ``organizations/mail/``; automatic answers are not wanted."""
    body = body_text(render_to_string(f"organizations/mail/{template}.txt", context))
    return EmailMessage(subject_text(subject), body, to=[to], headers={"Auto-Submitted": "auto-generated"})


def absolute(path: str) -> str:
    """An address of the portal as mail needs it."""
    return settings.PORTAL_ADDRESS + path
