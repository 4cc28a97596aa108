"""What is pointed out in a text on file, and who stands by which of it."""

from dataclasses import dataclass

from django.utils.translation import ngettext

from reports.editing.findings import Examination, Finding
from reports.editing.parts import Text
from reports.material.outdated import outdated
from reports.models import Edition, EditionConfirmation
from tasks.errors import TransitionNotAllowed


@dataclass(frozen=True, slots=True)
class Examined:
    """Something pointed out, and what somebody wrote who stands by it."""

    finding: Finding
    confirmation: EditionConfirmation | None

    @property
    def is_open(self) -> bool:
        """Whether it has to be confirmed or undone before the text is handed on."""
        return self.finding.is_blocking and self.confirmation is None


def examined(edition: Edition, text: Text) -> list[Examined]:
    """Everything pointed out in the text, with what stands confirmed (one query, and at most two where
    material was inserted)."""
    standing = edition.confirmations.filter(withdrawn_at__isnull=True).select_related("confirmed_by")
    confirmed = {each.key: each for each in standing}
    findings = Examination(text, frozenset(edition.asked), outdated(edition, text)).findings()
    return [Examined(finding, confirmed.get(finding.key)) for finding in findings]


def refuse_unfinished(edition: Edition, text: Text) -> None:
    """Raise ``TransitionNotAllowed`` where something is pointed out that nobody stands by."""
    count = sum(each.is_open for each in examined(edition, text))
    if count:
        raise TransitionNotAllowed(
            ngettext(
                "Not handed on: %(count)d check is open. Undo what it points out, or say why it stands.",
                "Not handed on: %(count)d checks are open. Undo what they point out, or say why it stands.",
                count,
            )
            % {"count": count}
        )
