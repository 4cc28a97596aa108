"""Background jobs of reports."""

from django.tasks import task

from reports.actions import make_export
from reports.models import Export


@task()
def make_workbook(export: int) -> None:
    """Make the file of one export."""
    make_export(export=Export.objects.select_related("guidance", "organization").get(pk=export))
