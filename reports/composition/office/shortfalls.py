"""What the figures of the nation show to be wanting, whatever the organizations say."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.composition.manuscript import paragraph
from reports.composition.office.nation import Nation
from reports.composition.office.summary import judgement_of
from reports.snapshot.document import Paragraph
from reports.snapshot.year import Figure
from tasks.filings.timeliness import Timeliness
from texts.punctuation import enumerated, listed


def shortfalls(nation: Nation) -> Iterator[Paragraph]:
    """One paragraph on goals that are missed, measures that are delayed and filings that came late."""
    said = [words for words in (missed(nation), delayed(nation), late(nation)) if words]
    if said:
        sources = [source for figure in missed_figures(nation) for source in figure.sources]
        yield paragraph(
            _("What the figures show: %(shortfalls)s.") % {"shortfalls": enumerated(said)}, sources
        )


def missed_figures(nation: Nation) -> list[Figure]:
    return [figure for figure in nation.figures if judgement_of(figure) == "missed"]


def missed(nation: Nation) -> str:
    """The goals that are not reached, by name."""
    found = missed_figures(nation)
    if not found:
        return ""
    return ngettext(
        "%(count)d goal is not reached (%(names)s)", "%(count)d goals are not reached (%(names)s)", len(found)
    ) % {"count": len(found), "names": listed(nation.manuscript.said(figure.name) for figure in found)}


def delayed(nation: Nation) -> str:
    """How many measures are delayed, and in which sections."""
    tasks = [task for task in nation.manuscript.year.tasks if task.delayed]
    if not tasks:
        return ""
    paths = dict.fromkeys(task.section for task in tasks)
    titles = [nation.manuscript.title_of(nation.manuscript.sections[path]) for path in paths]
    count = sum(task.delayed for task in tasks)
    return ngettext(
        "%(count)d measure is delayed (%(sections)s)", "%(count)d measures are delayed (%(sections)s)", count
    ) % {"count": count, "sections": listed(titles)}


def late(nation: Nation) -> str:
    """How many did not file in time."""
    count = len(nation.of_timeliness(Timeliness.LATE)) + len(nation.of_timeliness(Timeliness.OVERDUE))
    if not count:
        return ""
    return ngettext(
        "%(count)d organization did not file in time", "%(count)d organizations did not file in time", count
    ) % {"count": count}
