"""Opening filings: few at once, in the act that asks for them; very many in batches behind it."""

from collections.abc import Collection

from django.db import transaction

from organizations.models import Organization
from tasks.filings.missing_filings import (
    WHOLE,
    Stretch,
    asked_in,
    count_lacking,
    create_filings,
    idle_in,
)
from tasks.lines.answerers import Answerers, everybody
from tasks.lines.kinds import LINE_KINDS
from tasks.models import FilingOpening, Guidance, ReportingPeriod

# So many filings are opened in the act itself, in about a second: every organization down to the counties by
# month. Where there are more, a job opens them, so many in one transaction.
AT_ONCE = 40_000
BATCH = 10_000


class OpeningStuck(RuntimeError):  # noqa: N818 (what happened to it)
    """A batch of filings that leaves no mark of how far it came; its text says where."""


@transaction.atomic(savepoint=False)
def open_filings(*, guidance: Guidance, periods: Collection[ReportingPeriod]) -> int:
    """Create the filings that ``periods`` still lack, and remove those that nobody has to make any more and
    nobody has touched; returns how many were created here and now.

    Where that is more than a moment's work, nothing is created yet: it is noted, and a job does it batch by
    batch (``open_batch``). What is noted already is done with it. At most eight queries.
    """
    Organization.objects.hold_tree()
    noted = FilingOpening.objects.select_for_update().filter(guidance=guidance).first()
    if noted is not None and not noted.is_finished:
        periods = {period.pk: period for period in [*periods, *periods_of(noted)]}.values()
    periods, asked = [*periods], asked_by(guidance)
    if not periods:
        return 0
    if not is_moments_work(periods, asked):
        note_opening(guidance, periods, asked)
        return 0
    created = open_stretch(WHOLE, periods, asked)
    if noted is not None:
        finish(noted)
    return created


@transaction.atomic
def open_batch(*, guidance: Guidance) -> FilingOpening | None:
    """Give the next organizations their filings; how far that is, or None where nothing is left to do.

    Whoever stops in the middle loses this batch alone, and whoever goes on begins with it. What is done twice
    changes nothing: an organization has one filing for a period. Raises ``OpeningStuck`` where the batch has
    left the mark where it was: whoever goes on until nothing is left would never end.
    """
    Organization.objects.hold_tree()
    unfinished = FilingOpening.objects.filter(guidance=guidance, is_finished=False)
    opening = unfinished.select_for_update(of=("self",)).select_related("guidance").first()
    if opening is None:
        return None
    begun_at = opening.reached
    open_next(opening)
    if unfinished.filter(pk=opening.pk, reached=begun_at).exists():
        raise OpeningStuck(
            f"the filings of guidance {guidance.pk} are not opened beyond {begun_at or 'none'}"
        )
    return opening


def open_next(opening: FilingOpening) -> None:
    """Open the filings of the next organizations, and note how far that is. The last batch looks at everybody
    again, because the tree may have been changed behind those that were done."""
    periods, asked = periods_of(opening), asked_by(opening.guidance)
    paths = next_paths(opening, asked, len(periods))
    opening.done = min(opening.done + len(paths), opening.organizations)
    if len(paths) < size_of(len(periods)):
        open_stretch(WHOLE, periods, asked)
        finish(opening)
        return
    open_stretch(Stretch(opening.reached, paths[-1]), periods, asked)
    opening.reached = paths[-1]
    opening.save()


@transaction.atomic
def take_up_opening(*, guidance: Guidance) -> bool:
    """Queue the job of an unfinished opening again, which nobody does any more; False where none is
    unfinished. It goes on where it stood."""
    from tasks.jobs import open_noted_filings  # noqa: PLC0415 (the job calls back here)

    if not FilingOpening.objects.filter(guidance=guidance, is_finished=False).exists():
        return False
    open_noted_filings.enqueue(guidance.pk)
    return True


def open_stretch(stretch: Stretch, periods: Collection[ReportingPeriod], asked: Answerers) -> int:
    """Open what the organizations of a stretch lack, and remove what is idle; how many were created."""
    idle_in(stretch, asked, periods).delete()
    return create_filings(asked_in(stretch, asked), periods) if asked else 0


def is_moments_work(periods: Collection[ReportingPeriod], asked: Answerers) -> bool:
    """Whether so little is to be created and removed that nobody has to wait for it (one query where the tree
    is small, three else)."""
    if Organization.objects.count() * len(periods) <= AT_ONCE:
        return True
    lacking = count_lacking(asked_in(WHOLE, asked), periods) if asked else 0
    return lacking + idle_in(WHOLE, asked, periods).count() <= AT_ONCE


def note_opening(guidance: Guidance, periods: Collection[ReportingPeriod], asked: Answerers) -> None:
    """Note that filings are to be opened from the beginning, and queue the job that does it."""
    from tasks.jobs import open_noted_filings  # noqa: PLC0415 (the job calls back here)

    FilingOpening.objects.update_or_create(
        guidance=guidance,
        defaults={
            "periods": sorted(period.pk for period in periods),
            "organizations": asked_in(WHOLE, asked).count(),
            "done": 0,
            "reached": "",
            "is_finished": False,
        },
    )
    open_noted_filings.enqueue(guidance.pk)


def finish(opening: FilingOpening) -> None:
    opening.done, opening.is_finished = opening.organizations, True
    opening.save()


def periods_of(opening: FilingOpening) -> list[ReportingPeriod]:
    """The periods whose filings are being opened (one query)."""
    return list(ReportingPeriod.objects.ordinary().filter(pk__in=opening.periods))


def asked_by(guidance: Guidance) -> Answerers:
    """Everybody who answers anything of the plan."""
    return everybody(kind.answerers(guidance) for kind in LINE_KINDS.values())


def next_paths(opening: FilingOpening, asked: Answerers, periods: int) -> list[str]:
    """The paths of the organizations whose turn it is."""
    waiting = asked_in(Stretch(opening.reached), asked).values_list("path", flat=True)
    return [*waiting[: size_of(periods)]]


def size_of(periods: int) -> int:
    """How many organizations get their filings of so many periods in one batch."""
    return max(1, BATCH // max(periods, 1))
