"""What follows the body: the list of annexes, the signature with room for the seal, the contact."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from reports.snapshot.document import ReportDocument, Signature
from reports.word.typesetting import Typesetting
from texts.sign_width import width_of

# The date stands so many signs from the right edge where a seal goes over it.
BESIDE_DATE = 4
# As wide as 2021年12月14日, where there is no date yet.
ROOM_FOR_DATE = 8


def set_ending(setting: Typesetting, document: ReportDocument) -> Iterator[str]:
    if document.closing:
        yield setting.paragraph("BodyText", document.closing, properties="<w:keepNext/>")
    yield from attachment_note(setting, document.attachments)
    yield from set_signature(setting, document.signature)


def attachment_note(setting: Typesetting, attachments: Sequence[str]) -> Iterator[str]:
    """附件说明: one blank line below the body; several are numbered, and stand under one another."""
    for place, name in enumerate(attachments, start=1):
        number = f"{place}." if len(attachments) > 1 else ""
        if place == 1:
            yield setting.paragraph(
                "Attachments", f"{_('Attachments: ')}{number}{name}", properties="<w:keepNext/>"
            )
        else:
            yield setting.paragraph("MoreAttachments", f"{number}{name}", properties="<w:keepNext/>")


def set_signature(setting: Typesetting, signature: Signature) -> Iterator[str]:
    """落款: the organization centred over the date; two lines above them are left for the seal."""
    sign = setting.sheet.styles["Date"].sign
    beside = (
        BESIDE_DATE + ((width_of(signature.date) or ROOM_FOR_DATE) - width_of(signature.organization)) / 2
    )
    right = max(round(beside * sign), 0)
    indent = f'<w:ind w:rightChars="0" w:right="{right}"/>'
    yield setting.paragraph("Signature", signature.organization, properties=indent)
    yield setting.paragraph("Date", signature.date)
    if signature.contact:
        yield setting.paragraph("Contact", signature.contact)
