"""What a copy was found to be, in words."""

from dataclasses import dataclass

from django import template
from django.utils.translation import gettext as _

from reports.verification.answers import Answer, Verdict
from reports.verification_codes.code import Misread
from texts.punctuation import sentences

register = template.Library()


@dataclass(frozen=True, slots=True)
class AnswerWords:
    """The verdict as a heading, what it means and what to do, and the tone: success, info, warning, error."""

    tone: str
    title: str
    text: str


@register.simple_tag
def answer_words(answer: Answer) -> AnswerWords:
    """The words of an answer."""
    match answer.verdict:
        case Verdict.ISSUED:
            return issued(answer)
        case Verdict.GENUINE:
            return genuine(answer)
        case Verdict.MISTYPED:
            return AnswerWords("warning", _("This is no verification code"), mistyped(answer.reason))
        case _:
            return doubtful(answer)


def issued(answer: Answer) -> AnswerWords:
    compare = _(
        "The portal gave this code to the report below. Compare with it what your copy says of itself;"
        " whether the rest of it is unchanged shows only its file."
    )
    if answer.is_current:
        return AnswerWords("success", _("The code is genuine, and the version is current"), compare)
    return AnswerWords("warning", _("The code is genuine, but the version has been replaced"), compare)


def genuine(answer: Answer) -> AnswerWords:
    same = _("Byte for byte this is a file that the portal has made.")
    if answer.is_current:
        return AnswerWords("success", _("Genuine and current"), same)
    return AnswerWords("warning", _("Genuine, but replaced by a newer version"), same)


def doubtful(answer: Answer) -> AnswerWords:
    match answer.verdict:
        case Verdict.ALTERED:
            return AnswerWords(
                "error",
                _("Altered: not the file that the portal made"),
                _(
                    "It carries the code of the report below, but its bytes are not those that the portal"
                    " made. Something in it was changed, or a program saved it anew. Do not rely on what it"
                    " says."
                ),
            )
        case Verdict.PICTURED:
            return AnswerWords(
                "warning" if not answer.is_current else "info",
                _("Only the code was checked"),
                _(
                    "The QR code in it belongs to the report below. This is a picture or a scan: whether the"
                    " rest says what the report says was not checked, and has to be compared."
                ),
            )
        case Verdict.NOT_ISSUED:
            return AnswerWords(
                "error",
                _("Unknown code"),
                _(
                    "This portal has issued no such code. Check every sign; if they are right, the copy was"
                    " not made by this portal."
                ),
            )
        case _:
            return AnswerWords("error", _("Unknown file"), unknown_file(answer.reason))


def unknown_file(problem: str) -> str:
    """Why a file says nothing, and what to do instead."""
    reasons = {
        "password": _("The file is locked with a password, so that nothing of it could be read."),
        "damaged": _("The file is damaged or incomplete."),
        "pixels": _("The picture is empty, or larger than is looked into."),
        "large": _("Looking into the file would take too much memory."),
        "slow": _("Looking into the file took too long and was stopped."),
    }
    unknown = _("The portal has made no such file, and found no verification code in it.")
    return sentences([reasons.get(problem, ""), unknown, _("If a code is printed on your copy, enter it.")])


def mistyped(reason: str) -> str:
    reasons = {
        Misread.EMPTY: _("Enter the sixteen signs of the code."),
        Misread.LENGTH: _("A code has sixteen letters and digits in four groups; yours has fewer or more."),
        Misread.SIGN: _("Codes consist of digits and Latin letters without U; look at each sign again."),
        Misread.CHECK: _("One sign is mistyped, or two have changed places: the check sign does not fit."),
    }
    return reasons[Misread(reason)]
