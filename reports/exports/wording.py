"""Stages, versions and refusals of exports in words, in the language in effect."""

import datetime as dt

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from reports.exports.manifest import ManifestReport
from reports.exports.stages import Stage, Step
from reports.models import FormKey
from texts.punctuation import in_brackets

# What is between names of one thing.
DOT = " · "


def stage_in_words(stage: Stage) -> str:
    """What is being done just now: "Writing Guangdong · PDF (12 of 34)"."""
    said = {
        Step.GATHER: _("Gathering the report"),
        Step.WRITE: pgettext("a form of a report", "Writing"),
        Step.PROVE: _("Reading back"),
        Step.PACK: _("Reading back the package"),
        Step.KEEP: _("Storing the file"),
    }[stage.step]
    named = [said, *subject_of(stage)]
    sentence = DOT.join(named)
    if stage.count < 2:
        return sentence
    return in_brackets(sentence, _("%(place)d of %(count)d") % {"place": stage.place, "count": stage.count})


def subject_of(stage: Stage) -> list[str]:
    """The names of the organization and the form."""
    named = [stage.organization.in_language(get_language() or "")] if stage.organization else []
    return [*named, str(FormKey(stage.form).label)] if stage.form else named


def version_in_words(report: ManifestReport) -> str:
    """Which version of the report it is, or that it is not final."""
    if report.version is not None:
        return _("version %(version)d, frozen") % {"version": report.version}
    moment = timezone.localtime(dt.datetime.fromisoformat(report.as_of))
    about = {"time": date_format(moment, "DATETIME_FORMAT")}
    if report.with_submitted:
        return _("not final: of what was approved or waited for approval at %(time)s") % about
    return _("not final: of what was approved at %(time)s") % about
