"""二、主要做法和成效: what was done, in the guidance's own sections and order."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from reports.composition.manuscript import Manuscript, own_words, paragraph
from reports.composition.numbering import heading
from reports.composition.points import set_out
from reports.composition.states import states_in_words
from reports.snapshot.document import Block, Paragraph
from reports.snapshot.year import SectionYear, TaskYear
from tasks.models import MeasureState
from texts.punctuation import listed, within_quotes
from texts.sentences import unended

State = MeasureState.State


def achievements(manuscript: Manuscript) -> Iterator[Block]:
    """A heading for each section that the organization is asked about, then the others by name."""
    for number, section in enumerate(asked_sections(manuscript), 1):
        yield heading(2, number, manuscript.title_of(section))
        yield from told(manuscript, section)
    yield from unasked(manuscript)


def asked_sections(manuscript: Manuscript) -> list[SectionYear]:
    """Those in which a task stands that the organization answers."""
    return [section for section in manuscript.year.sections if manuscript.tasks_in(section)]


def told(manuscript: Manuscript, section: SectionYear) -> Iterator[Paragraph]:
    """What was done in one section: how far it is, then what was achieved; or that nobody reported."""
    tasks = manuscript.tasks_in(section)
    if not any(task.approved for task in tasks):
        yield paragraph(_("No filing on this work is approved so far."))
        return
    sources = [source for task in tasks for source in task.sources]
    headline = own_words(progress_in_words(tasks), sources)
    if section.achievements:
        yield from set_out(manuscript, (headline,), section.achievements)
    else:
        yield Paragraph((headline,))
    for reason in section.nil_reasons:
        words = {"reason": unended(manuscript.gate(reason.text)) or _("none given")}
        text = _("There was nothing to report last. Reason: %(reason)s.") % words
        yield paragraph(text, reason.sources)


def progress_in_words(tasks: list[TaskYear]) -> str:
    """How many measures of a section's tasks are completed, and where the others are."""
    states = [state for task in tasks for _measure, state in task.measure_states if state]
    if not states:
        return _("The last answer on this work was that there is nothing to report.")
    if set(states) == {State.COMPLETED}:
        return _("Measures of this work: %(count)d, all completed.") % {"count": len(states)}
    words = {"count": len(states), "states": states_in_words(states)}
    return _("Measures of this work: %(count)d, of which %(states)s.") % words


def unasked(manuscript: Manuscript) -> Iterator[Paragraph]:
    """The sections with tasks that others answer, by number and title, so that none is missing."""
    paths = {task.section for task in manuscript.year.tasks}
    asked = {section.path for section in asked_sections(manuscript)}
    others = [each for each in manuscript.year.sections if each.path in paths - asked]
    if others:
        if not asked:
            words = {"ourselves": manuscript.ourselves}
            yield paragraph(_("The Guidance asks %(ourselves)s for figures alone; they stand above.") % words)
        names = [
            _("%(number)s“%(title)s”")
            % {
                "number": section.number,
                "title": within_quotes(manuscript.title_of(section)),
            }
            for section in others
        ]
        listing = {"ourselves": manuscript.ourselves, "sections": listed(names)}
        yield paragraph(
            _("The Guidance asks %(ourselves)s for no report on its other work: %(sections)s.") % listing
        )
