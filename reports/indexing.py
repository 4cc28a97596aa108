"""Which approved filings are searched yet, and what follows from an approval and from its end.

Texts are made in the background: reading them by their pinyin loads what the processes of pages need not
have. They go at once, in the transaction that ends an approval.
"""

import datetime as dt
from collections.abc import Sequence
from itertools import batched

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from background.models import Job
from organizations.models import User
from reports.models import FiledText
from targets.models import Measurement
from tasks.filings.approval_followers import TAKEN_BACK_WITHIN
from tasks.models import CaseStudy, Filing, ProgressEntry
from tasks.models.filing import FilingQuerySet

# So many filings one job of the catching up reads, a second of work, and behind all other jobs.
CAUGHT_UP_AT_ONCE = 50
BEHIND_OTHERS = -10


def unindexed_filings() -> FilingQuerySet:
    """The approved filings that say something of which nothing is searched yet in the version that stands."""
    of_filing = OuterRef("pk")
    kept = FiledText.objects.filter(filing=of_filing, filing_version=OuterRef("version"))
    progress = ProgressEntry.objects.filter(filing=of_filing).exclude(
        achievements="", problems="", next_steps="", nil_reason="", note=""
    )
    figures = Measurement.objects.filter(filing=of_filing).exclude(nil_reason="", note="")
    cases = CaseStudy.objects.filter(filing=of_filing).exclude(title="", text="", note="")
    says_something = Q(Exists(progress)) | Q(Exists(figures)) | Q(Exists(cases))
    return Filing.objects.approved().filter(~Exists(kept), says_something)


def index_after_approval(filings: Sequence[Filing], _by: User, at: dt.datetime) -> None:
    """Queue the reading of what ``filings`` say, once their approval cannot be taken back any more."""
    from reports.jobs import index_filings  # noqa: PLC0415 (the job's actions stand on this room)

    index_filings.using(run_after=at + TAKEN_BACK_WITHIN).enqueue(sorted(filing.pk for filing in filings))


def forget_after_approval(filings: Sequence[Filing], _by: User, _at: dt.datetime) -> None:
    """Let nobody find what ``filings`` say, which are approved no more."""
    from reports.actions.filed_texts import drop_filed_texts  # noqa: PLC0415 (it brings all that makes files)

    drop_filed_texts(filings=[filing.pk for filing in filings])


@transaction.atomic
def queue_what_is_unindexed() -> int:
    """Queue the reading of what was approved before filings were searched, some at a time, unless that is
    queued; how many filings that concerns (two queries, and one for each job)."""
    from reports.jobs import index_filings  # noqa: PLC0415 (the job's actions stand on this room)

    waiting = Job.objects.filter(task_path=index_filings.module_path).unfinished()
    found = list(unindexed_filings().order_by("pk").values_list("pk", flat=True))
    if not found or waiting.exists():
        return 0
    job = index_filings.using(priority=BEHIND_OTHERS)
    for some in batched(found, CAUGHT_UP_AT_ONCE):
        job.enqueue(list(some))
    return len(found)
