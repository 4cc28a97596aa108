"""How far the work on a bundle is, in a sentence for whoever looks."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from background.standing import standing_of
from tasks.jobs import work_on_bundle
from tasks.models import FilingBundle


@dataclass(frozen=True, slots=True)
class BundleProgress:
    """What pages say of a bundle with its counts; ``problem`` is what keeps it, ``is_lost`` when nobody will
    go on by itself."""

    bundle: FilingBundle
    is_lost: bool = False
    problem: str = ""

    @property
    def label(self) -> str:
        if not self.bundle.is_brought:
            return _("Workbooks made")
        return _("Filings taken over") if self.bundle.state == FilingBundle.State.TAKING else _("Looked at")

    @property
    def count_in_words(self) -> str:
        return _("%(done)d of %(all)d") % {"done": self.bundle.done, "all": self.bundle.total}


def progress_of(bundle: FilingBundle, *, at: dt.datetime) -> BundleProgress:
    """How a bundle comes along, judged by its job (two queries; none when it is over)."""
    if not bundle.is_under_way:
        return BundleProgress(bundle)
    standing = standing_of(work_on_bundle, bundle.pk, at=at)
    if standing is None:
        return BundleProgress(
            bundle, is_lost=True, problem=_("It broke off. Let it go on; nothing is done twice.")
        )
    return BundleProgress(bundle, problem=standing.hindrance)
