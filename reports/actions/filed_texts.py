"""Keeping what approved filings say where it is searched, in step with approvals (design R22)."""

from collections.abc import Collection

from django.db import transaction

from reports.material.filed_lines import texts_of
from reports.models import FiledText
from tasks.models import Filing

ROWS = 500


@transaction.atomic
def keep_filed_texts(*, filings: Collection[int]) -> int:
    """Keep the texts of those of ``filings``, by id, that are approved, in the place of what was kept of any
    of them; how many. Twice changes nothing.

    The filings are locked meanwhile, in their order, so that none is reopened between reading and keeping.
    """
    related = Filing.objects.select_related("period").filter(pk__in=filings)
    locked = list(related.select_for_update(of=("self",)).order_by("pk"))
    FiledText.objects.filter(filing__in=locked).delete()
    texts = texts_of([filing for filing in locked if filing.status == Filing.Status.APPROVED])
    return len(FiledText.objects.bulk_create(texts, batch_size=ROWS))


@transaction.atomic
def drop_filed_texts(*, filings: Collection[int]) -> None:
    """Forget the texts of ``filings``, by id, which are approved no more (one statement)."""
    FiledText.objects.filter(filing__in=filings).delete()
