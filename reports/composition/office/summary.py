"""一、总体情况 of the nation: who reported, how far the tasks are, and the figures."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

import msgspec
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from organizations.rounding import reached_in_percent
from reports.composition.days import long_day
from reports.composition.figures import common_day, figure_in_words, with_days
from reports.composition.manuscript import own_words, paragraph
from reports.composition.office.charts import goals_chart, states_chart
from reports.composition.office.figure_tables import main_figures_table
from reports.composition.office.nation import Nation
from reports.composition.office.states import counts_in_words
from reports.composition.points import spaced
from reports.snapshot.document import Block, Paragraph, Passage
from reports.snapshot.year import Figure
from targets.arithmetic.outcome import Outcome
from targets.wording import plain, with_unit
from tasks.filings.timeliness import Timeliness
from tasks.models import MeasureState
from texts.punctuation import in_brackets, listed, sentences

State = MeasureState.State
ALL = 100
UNPUNCTUAL = {Timeliness.LATE, Timeliness.OVERDUE}
# More names than that are counted here, and listed in the annex.
MOST_NAMES = 8


def summary(nation: Nation) -> Iterator[Block]:
    yield filings_paragraph(nation)
    yield tasks_paragraph(nation)
    yield from figures_paragraphs(nation)
    if nation.figures:
        yield main_figures_table(nation)
    yield from (chart for chart in (goals_chart(nation), states_chart(nation)) if chart is not None)


# --- Filings ----------------------------------------------------------------------------------------


def filings_paragraph(nation: Nation) -> Paragraph:
    """Who was to report, and how far everybody is."""
    standings = nation.manuscript.year.standings
    said = [
        _("%(total)d organizations were to report on their year: %(kinds)s.")
        % {"total": len(standings), "kinds": listed(kinds_in_words(nation))},
        _("As of %(day)s: %(states)s.")
        % {"day": long_day(nation.manuscript.occasion.head.day), "states": counts_in_words(standings)},
        timeliness_in_words(nation),
    ]
    return paragraph(sentences(said))


def kinds_in_words(nation: Nation) -> Iterator[str]:
    """How many of each kind there are: only what occurs."""
    local, departments = len(nation.local), len(nation.departments)
    if local:
        yield ngettext("%(count)d bureau or center", "%(count)d bureaus and centers", local) % {
            "count": local
        }
    if departments:
        yield ngettext("%(count)d department", "%(count)d departments", departments) % {"count": departments}


def timeliness_in_words(nation: Nation) -> str:
    """How many came late and how many are overdue; "" where everybody was in time so far."""
    patterns = {
        Timeliness.ON_TIME: _("%(count)d filed on time"),
        Timeliness.LATE: _("%(count)d filed late"),
        Timeliness.OVERDUE: _("%(count)d overdue and not filed"),
    }
    found = {key: nation.of_timeliness(key) for key in patterns}
    if not found[Timeliness.LATE] and not found[Timeliness.OVERDUE]:
        return ""
    said = [
        with_names(nation, patterns[key] % {"count": len(codes)}, codes if key in UNPUNCTUAL else [])
        for key, codes in found.items()
        if codes
    ]
    return _("Against the day due: %(counts)s.") % {"counts": listed(said)}


def with_names(nation: Nation, said: str, codes: list[str]) -> str:
    """A count with the names that it counts, where they are few."""
    return in_brackets(said, nation.names(codes)) if 0 < len(codes) <= MOST_NAMES else said


# --- Tasks ------------------------------------------------------------------------------------------


def tasks_paragraph(nation: Nation) -> Paragraph:
    """How many tasks stand how, and how many measures are completed."""
    tasks = nation.manuscript.year.tasks
    counted = Counter(task.state for task in tasks)
    states = [
        pattern % {"count": counted[key]}
        for key, pattern in (
            (State.COMPLETED, _("%(count)d completed by all")),
            (State.IN_PROGRESS, _("%(count)d in progress")),
            (State.DELAYED, _("%(count)d with delayed measures")),
            (State.NOT_STARTED, _("%(count)d not started")),
        )
        if counted[key]
    ]
    said = [
        _("Of the %(count)d tasks of the Guidance: %(states)s.")
        % {"count": len(tasks), "states": listed(states)},
        measures_in_words(
            sum(task.measures for task in tasks),
            sum(task.completed for task in tasks),
            sum(task.delayed for task in tasks),
        ),
    ]
    return paragraph(sentences(said), (source for task in tasks for source in task.sources))


def measures_in_words(measures: int, completed: int, delayed: int) -> str:
    """Measures as they are counted over organizations; "" before anything was reported."""
    if not measures:
        return ""
    words = {
        "measures": plain(Decimal(measures)),
        "completed": plain(Decimal(completed)),
        "share": reached_in_percent(Decimal(completed) / measures),
        "delayed": plain(Decimal(delayed)),
    }
    if not delayed:
        return (
            _(
                "Measures, counted for each organization: %(measures)s reported on, %(completed)s completed"
                " (%(share)s%%)."
            )
            % words
        )
    return (
        _(
            "Measures, counted for each organization: %(measures)s reported on, %(completed)s completed"
            " (%(share)s%%), %(delayed)s delayed."
        )
        % words
    )


# --- Figures ----------------------------------------------------------------------------------------


def figures_paragraphs(nation: Nation) -> Iterator[Paragraph]:
    """How many goals are reached, then each figure in a sentence, with the day that it holds or once for all
    where it is the same, and how shares stand against the whole."""
    groups = by_judgement(nation.figures)
    if not nation.figures:
        yield paragraph(_("The Guidance sets no goal with a figure."))
        return
    counts = [
        pattern % {"count": len(groups[key])} for key, (pattern, _lead) in judgements().items() if groups[key]
    ]
    goals = ngettext(
        "The Guidance sets %(count)d goal: %(counts)s.",
        "The Guidance sets %(count)d goals: %(counts)s.",
        len(nation.figures),
    ) % {"count": len(nation.figures), "counts": listed(counts)}
    common, said = common_day(nation.figures)
    yield paragraph(sentences([goals, *said]))
    for key, (_pattern, lead) in judgements().items():
        if groups[key]:
            yield figures_paragraph(nation, lead, groups[key], is_dated=not common)
    yield from shares_paragraphs(nation)


def judgements() -> Mapping[str, tuple[str, str]]:
    """The groups of goals: how each is counted, and what opens its paragraph."""
    return {
        "reached": (_("%(count)d reached"), _("Reached.")),
        "missed": (_("%(count)d not reached"), _("Not reached.")),
        "open": (_("%(count)d to be judged or without data"), _("To be judged or without data.")),
    }


def by_judgement(figures: Sequence[Figure]) -> Mapping[str, list[Figure]]:
    groups: dict[str, list[Figure]] = {"reached": [], "missed": [], "open": []}
    for figure in figures:
        groups[judgement_of(figure)].append(figure)
    return groups


def judgement_of(figure: Figure) -> str:
    if figure.outcome == Outcome.MET:
        return "reached"
    return "open" if figure.outcome in {None, Outcome.NO_DATA} else "missed"


def figures_paragraph(nation: Nation, lead: str, figures: Sequence[Figure], *, is_dated: bool) -> Paragraph:
    """Figures of one group; where they are dated, a day is told where it changes."""
    passages = [
        own_words(in_a_sentence(nation, figure, is_dated=is_dated and is_of_another_day), figure.sources)
        for figure, is_of_another_day in with_days(figures)
    ]
    return Paragraph(tuple(spaced((passage,) for passage in (Passage(lead), *passages))))


def in_a_sentence(nation: Nation, figure: Figure, *, is_dated: bool) -> str:
    """The figure with its judgement; on whose answers it stands is told in the table below."""
    alone = msgspec.structs.replace(figure, coverage=None)
    return figure_in_words(nation.manuscript, alone, is_dated=is_dated)


def shares_paragraphs(nation: Nation) -> Iterator[Paragraph]:
    """Of each goal that is shared out, what the shares come to and how many have reached theirs."""
    for whole in nation.compared:
        beneath = [
            figure
            for (_code, indicator), figure in nation.by_organization.items()
            if indicator == whole.indicator and figure.share is not None
        ]
        if beneath:
            yield paragraph(shares_in_words(nation, whole, beneath), whole.sources)


def shares_in_words(nation: Nation, whole: Figure, beneath: Sequence[Figure]) -> str:
    total = sum((Decimal(figure.share or 0) for figure in beneath), Decimal(0))
    reached = sum(map(has_reached_its_share, beneath))
    pattern = (
        _(
            "“%(indicator)s” is shared out among %(count)d organizations, %(total)s in all; %(reached)d of"
            " them have reached their share."
        )
        if reached
        else _(
            "“%(indicator)s” is shared out among %(count)d organizations, %(total)s in all; none of them has"
            " reached its share yet."
        )
    )
    return pattern % {
        "indicator": nation.manuscript.said(whole.name),
        "count": len(beneath),
        "total": with_unit(plain(total), nation.manuscript.said(whole.unit)),
        "reached": reached,
    }


def has_reached_its_share(figure: Figure) -> bool:
    return figure.attainment is not None and Decimal(figure.attainment) >= ALL
