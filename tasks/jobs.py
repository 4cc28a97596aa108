"""Background jobs of plans."""

from django.tasks import task
from django.utils.translation import gettext_lazy as _

from background.kinds import describe_job
from tasks.actions.opening import open_batch
from tasks.models import Guidance


@task()
def open_noted_filings(guidance: int) -> None:
    """Open what is noted of a guidance's filings, batch by batch; begun anew it goes on where it stood."""
    plan = Guidance.objects.defer("source_text").get(pk=guidance)
    while open_batch(guidance=plan) is not None:
        pass


describe_job(open_noted_filings, name=_("Opening of filings"))
