"""How an export comes along, in a sentence for whoever asked for it."""

import datetime as dt
from dataclasses import dataclass

import msgspec
from django.utils.translation import gettext as _

from background.lease import MOST_ATTEMPTS
from background.models import Job
from background.standing import JobStanding, standing_of
from reports.exports.stages import Stage
from reports.exports.wording import stage_in_words
from reports.jobs import make_export_file
from reports.models import Export


@dataclass(frozen=True, slots=True)
class ExportProgress:
    """What the page of an export says beside its status; ``is_lost`` when nobody will make it any more."""

    is_lost: bool = False
    sentence: str = ""
    stage: str = ""
    percent: int = 0


def progress_of(export: Export, *, at: dt.datetime) -> ExportProgress:
    """How an export comes along, judged by its job (two queries; none when it is finished)."""
    if export.is_finished:
        return ExportProgress()
    standing = standing_of(make_export_file, export.pk, at=at)
    if standing is None:
        return ExportProgress(
            is_lost=True, sentence=_("The making of this file broke off. Ask for it again.")
        )
    return ExportProgress(
        sentence=sentence_of(standing),
        stage=stage_in_words(msgspec.convert(export.stage, Stage)) if export.stage else "",
        percent=100 * export.steps_done // max(export.steps_total, 1),
    )


def sentence_of(standing: JobStanding) -> str:
    """What keeps an unfinished export, or how often it was begun; empty while all goes well."""
    if standing.state != Job.State.RUNNING and not standing.has_worker:
        return _(
            "Nobody does background work at the moment. The file is made as soon as a worker is there again;"
            " if that takes long, tell the administrator."
        )
    if standing.state == Job.State.LAPSED:
        return _("The worker that made it fell silent. Another one takes over in a moment.")
    attempt = standing.attempts + (standing.state == Job.State.WAITING)
    if attempt > 1:
        return _("It broke off and is made anew: attempt %(attempt)d of %(most)d.") % {
            "attempt": min(attempt, MOST_ATTEMPTS),
            "most": MOST_ATTEMPTS,
        }
    return ""
