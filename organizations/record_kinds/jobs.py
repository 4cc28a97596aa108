"""The background job of records that come back."""

from django.tasks import task
from django.utils.translation import gettext_lazy as _

from background.kinds import describe_job
from organizations.models import ReceivedRecords
from organizations.record_kinds.record_work import give_up, work_on


@task()
def work_on_records(received: int) -> None:
    """Read a large file of records, or take it over; begun anew it is done anew. One that somebody let go
    meanwhile is left."""
    found = ReceivedRecords.objects.filter(pk=received).first()
    if found is not None:
        work_on(found)


def give_up_records(received: int) -> None:
    for found in ReceivedRecords.objects.filter(pk=received):
        give_up(found)


describe_job(work_on_records, name=_("Workbook of records"), give_up=give_up_records)
