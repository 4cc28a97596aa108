"""Background jobs of reports."""

from django.tasks import task
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from background.kinds import describe_job
from reports.actions import (
    announce_publication,
    fail_export,
    finish_publication_files,
    keep_publication_file,
    make_export,
)
from reports.actions.filed_texts import keep_filed_texts
from reports.freezing import freeze_each
from reports.models import Export, Publication
from reports.publications.files import made_file, missing_kinds
from reports.rendering import FormRefused


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


@task()
def make_published_files(publication: int) -> None:
    """Make the files of a published report that are missing; done twice, it changes nothing. Nothing is made
    of one that is withdrawn or replaced; a form that is refused leaves the others as they are."""
    wanted = Publication.objects.select_related("report").get(pk=publication)
    problems = []
    for kind in missing_kinds(wanted) if wanted.stands else []:
        try:
            with made_file(wanted.report, kind) as made:
                keep_publication_file(publication=wanted, made=made, at=timezone.now())
        except FormRefused as refusal:
            problems.append(str(refusal))
    finish_publication_files(publication=wanted, problems=problems)


def give_up_published_files(publication: int) -> None:
    """Say on the page of a published report that its files will not all be made."""
    said = _t("Not all files could be made. An administrator can have them made anew.")
    finish_publication_files(publication=Publication.objects.get(pk=publication), problems=[said])


describe_job(make_published_files, name=_("Files of a published report"), give_up=give_up_published_files)


@task()
def tell_of_publication(publication: int) -> None:
    """Tell everybody of a published report; done twice, it changes nothing."""
    announce_publication(publication=Publication.objects.get(pk=publication))


describe_job(tell_of_publication, name=_("Notices of a published report"))
