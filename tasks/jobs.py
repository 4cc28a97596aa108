"""Background jobs of plans."""

from django.tasks import task
from django.utils import translation
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from background.kinds import describe_job
from tasks.actions.bundle_parts import finish_part_of_work
from tasks.actions.opening import open_batch
from tasks.bundle_work import work_on
from tasks.models import FilingBundle, Guidance


@task()
def open_noted_filings(guidance: int) -> None:
    """Open what is noted of a guidance's filings, batch by batch; begun anew it goes on where it stood."""
    plan = Guidance.objects.defer("source_text").get(pk=guidance)
    while open_batch(guidance=plan) is not None:
        pass


describe_job(open_noted_filings, name=_("Opening of filings"))


@task()
def work_on_bundle(bundle: int) -> None:
    """Pack, look at or take over the workbooks of many filings, part after part; begun anew it goes on where
    it stood. What somebody let go meanwhile is left."""
    found = FilingBundle.objects.filter(pk=bundle).first()
    if found is not None:
        work_on(found)


def give_up_bundle(bundle: int) -> None:
    """Say on its page that the work on a bundle ended in the middle."""
    for found in FilingBundle.objects.filter(pk=bundle):
        with translation.override(found.language):
            problem = _t(
                "An error ended the work in the middle. What was done stays; let it go on, or try anew."
            )
        finish_part_of_work(bundle=found, state=FilingBundle.State.FAILED, problem=problem)


describe_job(work_on_bundle, name=_("Workbooks of many filings"), give_up=give_up_bundle)
