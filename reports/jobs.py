"""Background jobs of reports."""

from django.tasks import task
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from background.kinds import describe_job
from reports.actions import fail_export, make_export
from reports.models import Export


@task()
def make_workbook(export: int) -> None:
    """Make the file of one export; done twice, it changes nothing."""
    wanted = Export.objects.select_related("guidance", "organization").get(pk=export)
    make_export(export=wanted, at=timezone.now())


def give_up_workbook(export: int) -> None:
    """Tell whoever asked that the export will not be made."""
    fail_export(export=Export.objects.get(pk=export), at=timezone.now())


describe_job(make_workbook, name=_("Year-end workbook"), give_up=give_up_workbook)
