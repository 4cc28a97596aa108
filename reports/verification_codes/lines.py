"""What stands beside the QR code on every form, in the language in effect."""

from django.utils.translation import gettext as _

from reports.snapshot.head import Verification
from texts.punctuation import labelled


def verification_lines(verification: Verification) -> list[str]:
    """The code, where it is checked, and what for."""
    return [
        labelled(_("Verification code"), verification.code),
        labelled(_("Checked at"), verification.address),
        qr_in_words(),
    ]


def qr_in_words() -> str:
    """What the QR code is for; also for those who do not see it."""
    return _(
        "Scan the QR code, or enter the code at this address, to see whether a copy is genuine and current."
    )
