"""The rows of the sample's lines, before anybody has written in them."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from sample.year.cases import MOST_TOLD
from targets.figures.reports import owes
from targets.models import Measurement
from tasks.lines.answerers import answerers_of
from tasks.models import CaseStudy, Filing, Guidance, MeasureState, ProgressEntry

ROWS = 1_000


@dataclass(frozen=True, slots=True)
class FilingLines:
    """The rows of one filing before anybody has written in them."""

    entries: list[ProgressEntry]
    measurements: list[Measurement]
    case_studies: list[CaseStudy]


def lines_by_filing(guidance: Guidance, filings: Iterable[Filing]) -> dict[int, FilingLines]:
    """A row for every line of the year, by filing id (a handful of queries); those that nobody writes on
    are removed again at the end."""
    tasks = list(guidance.tasks.select_related("section").prefetch_related("measures"))
    answerers = answerers_of(tasks)
    targets = list(guidance.targets.select_related("indicator", "section", "guidance"))
    entries: dict[int, list[ProgressEntry]] = {}
    numbers: dict[int, list[Measurement]] = {}
    cases: dict[int, list[CaseStudy]] = {}
    for filing in filings:
        mine = [task for task in tasks if answerers[task.pk].include(filing.organization)]
        entries[filing.pk] = [ProgressEntry(filing=filing, task=task) for task in mine]
        numbers[filing.pk] = [
            Measurement(filing=filing, target=target) for target in targets if owes(filing, target)
        ]
        told = range(1, MOST_TOLD + 1) if filing.period.is_year_end else ()
        cases[filing.pk] = [CaseStudy(filing=filing, number=number) for number in told]
    ProgressEntry.objects.bulk_create(chain.from_iterable(entries.values()), batch_size=ROWS)
    Measurement.objects.bulk_create(chain.from_iterable(numbers.values()), batch_size=ROWS)
    CaseStudy.objects.bulk_create(chain.from_iterable(cases.values()), batch_size=ROWS)
    for entry in chain.from_iterable(entries.values()):
        entry.complete_states(entry.task.measures.all())
    MeasureState.objects.bulk_create(
        (state for entry in chain.from_iterable(entries.values()) for state in entry.states), batch_size=ROWS
    )
    return {pk: FilingLines(entries[pk], numbers[pk], cases[pk]) for pk in entries}
