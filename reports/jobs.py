"""Background jobs of reports."""

from django.tasks import task
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from background.kinds import describe_job
from reports.actions import fail_export, make_export
from reports.actions.filed_texts import keep_filed_texts
from reports.freezing import freeze_each
from reports.models import Export


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
    """Freeze the report that each of ``filings``, by id, ends; done twice, it changes nothing. Fails with the
    first that could not be frozen, once the others are."""
    errors = [outcome.error for outcome in freeze_each(filings) if outcome.error is not None]
    if errors:
        raise errors[0]


describe_job(freeze_reports, name=_("Freezing of reports"))


@task()
def index_filings(filings: list[int]) -> None:
    """Let what each of ``filings``, by id, says be found by its words; done twice, it changes nothing."""
    keep_filed_texts(filings=filings)


describe_job(index_filings, name=_("Reading of approved filings for the search"))
