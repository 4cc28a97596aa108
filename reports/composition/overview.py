"""一、总体情况: the year in figures, in sentences and one table."""

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.utils.translation import pgettext as _p

from organizations.rounding import reached_in_percent
from reports.composition.days import long_day
from reports.composition.figures import figures_paragraph, figures_table
from reports.composition.manuscript import Manuscript, paragraph
from reports.composition.states import states_in_words
from reports.gathering.filings import NOT_ASKED
from reports.snapshot.document import Block, Paragraph
from reports.snapshot.year import PeriodYear
from tasks.filings.timeliness import Timeliness
from tasks.models import Filing, MeasureState
from texts.punctuation import in_brackets, listed, sentences

State = MeasureState.State


def opening(manuscript: Manuscript) -> Paragraph:
    """What the report answers, before its first heading."""
    guidance = manuscript.occasion.head.guidance
    words = {
        "issuer": manuscript.gate(guidance.issuer),
        "guidance": guidance_in_words(manuscript),
        "ourselves": manuscript.ourselves,
        "year": guidance.year,
    }
    return paragraph(
        _(
            "As %(issuer)s asks in %(guidance)s (hereinafter “the Guidance”), %(ourselves)s reports below on"
            " how it was carried out in %(year)d."
        )
        % words
    )


def guidance_in_words(manuscript: Manuscript) -> str:
    """The guidance by its title within its marks, and its document number if it has one."""
    title = _p("title of a document", "“%(title)s”") % {"title": manuscript.guidance_title}
    number = manuscript.gate(manuscript.occasion.head.guidance.document_number)
    return in_brackets(title, number) if number else title


def overview(manuscript: Manuscript) -> Iterator[Block]:
    """What stands on the filings, how far the tasks are, and the figures."""
    yield filings_paragraph(manuscript)
    yield tasks_paragraph(manuscript)
    yield figures_paragraph(manuscript)
    if manuscript.year.figures:
        yield figures_table(manuscript)


# --- Filings ----------------------------------------------------------------------------------------


def filings_paragraph(manuscript: Manuscript) -> Paragraph:
    """Which periods were reported, in time or late, and what the report stands on."""
    periods = [period for period in manuscript.year.periods if period.state != NOT_ASKED]
    filed = [period for period in periods if period.filed_on]
    words = {
        "periods": len(periods),
        "filed": len(filed),
        "approved": sum(period.state == Filing.Status.APPROVED for period in periods),
    }
    said = [
        filed_in_words(filed) % words,
        named(manuscript, _("Filed late: %(names)s."), [each for each in filed if is_late(each)]),
        named(
            manuscript,
            _("Filed, but not approved: %(names)s."),
            [each for each in filed if each.state != Filing.Status.APPROVED],
        ),
        named(manuscript, _("Not filed: %(names)s."), [each for each in periods if not each.filed_on]),
        basis(manuscript),
    ]
    return paragraph(sentences(said), [each.source for each in periods if each.source])


def filed_in_words(filed: list[PeriodYear]) -> str:
    """How many filings were asked for, filed and approved; whether all came in time."""
    if not filed:
        return _("The plan asked for %(periods)d filings.")
    if not any(period.state == "approved" for period in filed):
        return _("Of %(periods)d filings that the plan asked for, %(filed)d were filed; none is approved.")
    if not any(is_late(period) for period in filed):
        return _(
            "Of %(periods)d filings that the plan asked for, %(filed)d were filed, all on time, and"
            " %(approved)d approved."
        )
    return _(
        "Of %(periods)d filings that the plan asked for, %(filed)d were filed and %(approved)d approved."
    )


def is_late(period: PeriodYear) -> bool:
    return period.timeliness == Timeliness.LATE


def named(manuscript: Manuscript, pattern: str, periods: list[PeriodYear]) -> str:
    """A sentence that names periods; "" where there are none."""
    if not periods:
        return ""
    return pattern % {"names": listed(manuscript.said(period.name) for period in periods)}


def basis(manuscript: Manuscript) -> str:
    """On what the report rests, and what is not in it."""
    asked = [period for period in manuscript.periods if period.state != NOT_ASKED]
    counted = [period for period in asked if period.source]
    if not counted:
        return _("No filing is approved so far, so that this report has nothing to tell of.")
    if counted[-1].order < asked[-1].order:
        words = {
            "ourselves": manuscript.ourselves,
            "last": manuscript.said(counted[-1].name),
            "day": long_day(counted[-1].ends_on),
        }
        return (
            _("So what %(ourselves)s reports below is that of the filings up to “%(last)s” (until %(day)s).")
            % words
        )
    if manuscript.occasion.head.with_submitted:
        return _("The report rests on approved filings and, marked, on those that wait for approval.")
    return _("The report rests on approved filings alone.")


# --- Tasks ------------------------------------------------------------------------------------------


def tasks_paragraph(manuscript: Manuscript) -> Paragraph:
    """How many measures are completed, in progress, delayed and not begun."""
    tasks = manuscript.tasks
    if not tasks:
        return paragraph(
            _("The Guidance has no task for %(ourselves)s.") % {"ourselves": manuscript.ourselves}
        )
    answered = [task for task in tasks if task.approved]
    states = [state for task in answered for _measure, state in task.measure_states if state]
    words = {"tasks": len(tasks), "ourselves": manuscript.ourselves, "answered": len(answered)}
    said = [tasks_in_words(len(tasks), is_answered=bool(answered)) % words]
    if states:
        said.append(measures_in_words(states))
    return paragraph(sentences(said), [source for task in answered for source in task.sources])


def tasks_in_words(count: int, *, is_answered: bool) -> str:
    """How many tasks there are, and how many of them are reported on."""
    if not is_answered:
        return ngettext(
            "The Guidance has %(tasks)d task for %(ourselves)s; it is not reported on.",
            "The Guidance has %(tasks)d tasks for %(ourselves)s; none is reported on.",
            count,
        )
    return ngettext(
        "The Guidance has %(tasks)d task for %(ourselves)s; %(answered)d is reported on.",
        "The Guidance has %(tasks)d tasks for %(ourselves)s; %(answered)d are reported on.",
        count,
    )


def measures_in_words(states: list[str]) -> str:
    """How many measures are completed, as a share of all, and where the others are."""
    done = Decimal(states.count(State.COMPLETED))
    return _("Their %(count)d measures: %(states)s; %(share)s%% are completed.") % {
        "count": len(states),
        "states": states_in_words(states),
        "share": reached_in_percent(done / len(states)),
    }
