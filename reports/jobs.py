"""Background jobs of reports."""

from django.tasks import task
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from background.kinds import describe_job
from background.patience import is_connection_trouble
from reports.actions import fail_export, make_export
from reports.actions.freeze import freeze_report
from reports.models import Export
from tasks.models import Filing


@task()
def make_export_file(export: int) -> None:
    """Make the file of one export; done twice, it changes nothing."""
    wanted = Export.objects.select_related("guidance", "organization").get(pk=export)
    make_export(export=wanted, at=timezone.now())


def give_up_export_file(export: int) -> None:
    """Tell whoever asked that the export will not be made."""
    fail_export(export=Export.objects.get(pk=export), at=timezone.now())


describe_job(make_export_file, name=_("Annual report as a file"), give_up=give_up_export_file)


@task()
def freeze_reports(filings: list[int]) -> None:
    """Freeze the report that each of ``filings``, by id, ends; done twice, it changes nothing.

    One that cannot be frozen keeps no other from it; the job fails once all were tried.
    """
    found = Filing.objects.filter(pk__in=filings).select_related("approved_by").order_by("pk")
    failures = [failure for filing in found if (failure := failure_to_freeze(filing)) is not None]
    if failures:
        raise ExceptionGroup("Some reports could not be frozen.", failures)


def failure_to_freeze(filing: Filing) -> Exception | None:
    """Freeze the report that an approved filing ends; answers what kept it from being frozen. Raises what
    concerns the way to the database, and no report."""
    try:
        if filing.approved_by is not None:
            freeze_report(filing=filing, by=filing.approved_by, at=timezone.now())
    except Exception as error:
        if is_connection_trouble(error):
            raise
        error.add_note(f"The report that filing {filing.pk} ends.")
        return error
    return None


describe_job(freeze_reports, name=_("Freezing of reports"))
