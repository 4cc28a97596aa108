"""What an action of reports says when it cannot do what was asked."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from organizations.errors import ActionRefused
from organizations.models import User
from reports.models import EditionChange, EditionPart


class StalePart(ActionRefused):
    """The edit was based on an old version of a part; ``current`` is the part as it stands (design R1)."""

    def __init__(self, current: EditionPart, by: User) -> None:
        self.current = current
        self.is_own = current.edited_by_id == by.pk
        if self.is_own:
            message = _("You have changed this paragraph in another window since you opened it here.")
        else:
            words = {"person": current.edited_by or _("Somebody else")}
            message = _("%(person)s has changed this paragraph since you opened it.") % words
        super().__init__(message)


class StaleReview(ActionRefused):
    """The text changed since a returned file was shown beside it; ``changes`` say how, the latest first."""

    def __init__(self, changes: Sequence[EditionChange]) -> None:
        self.changes = changes
        super().__init__(
            _("Nothing was taken over: the text has changed since this page was shown. Look again.")
        )


class EditionUnknown(LookupError):  # noqa: N818 (as its neighbours)
    """There is no such text, or it is none of those that the person may edit."""
