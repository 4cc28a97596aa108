"""How far the filings of a guidance are opened, in a sentence for whoever looks."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from background.standing import standing_of
from tasks.actions.opening import open_batch
from tasks.jobs import open_noted_filings
from tasks.models import FilingOpening, Guidance


@dataclass(frozen=True, slots=True)
class OpeningProgress:
    """What pages say of an opening; ``problem`` is what keeps it, ``is_lost`` when nobody will go on by
    itself."""

    opening: FilingOpening
    is_lost: bool = False
    problem: str = ""

    @property
    def count_in_words(self) -> str:
        return _("%(done)d of %(all)d organizations") % {
            "done": self.opening.done,
            "all": self.opening.organizations,
        }


def unfinished_opening(guidance: Guidance) -> FilingOpening | None:
    """What is still being opened of a guidance that comes with its ``opening`` (no query then)."""
    opening: FilingOpening | None = getattr(guidance, "opening", None)
    return None if opening is None or opening.is_finished else opening


def progress_of(opening: FilingOpening, *, at: dt.datetime) -> OpeningProgress:
    """How an opening comes along, judged by its job (two queries; none when it is finished)."""
    if opening.is_finished:
        return OpeningProgress(opening)
    standing = standing_of(open_noted_filings, opening.guidance_id, at=at)
    if standing is None:
        return OpeningProgress(
            opening,
            is_lost=True,
            problem=_(
                "It broke off. An administrator of the office can let it go on; nothing is done twice."
            ),
        )
    return OpeningProgress(opening, problem=standing.hindrance)


def opened_by_batches(guidance: Guidance) -> Iterator[FilingOpening]:
    """Open what is noted of a guidance's filings here and now, batch by batch, each a transaction of its own;
    how far it is after each. A worker that does the same meanwhile takes turns with it."""
    while (opening := open_batch(guidance=guidance)) is not None:
        yield opening
