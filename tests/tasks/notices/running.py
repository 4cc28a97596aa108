"""Running the command of the reminders, and what comes out of it."""

import datetime as dt
import io

from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.core.management import call_command
from django.test import override_settings

from organizations.models import User


def run(on: str, *options: str) -> str:
    """What the command prints on a day."""
    with override_settings(PORTAL_TODAY=dt.date.fromisoformat(on)):
        call_command("send_reminders", "--on", on, *options, stdout=(said := io.StringIO()))
    return said.getvalue()


def mails_to(user: User) -> list[EmailMultiAlternatives]:
    return [sent for sent in mail.outbox if sent.to == [user.email]]  # type: ignore[misc]
