"""Which filings a year rests on."""

from collections.abc import Iterator, Mapping
from itertools import chain

import msgspec

from reports.gathering.filings import source_id, source_of
from reports.gathering.plan import Plan
from reports.snapshot.year import Case, EvidenceFile, Figure, TaskYear, Year
from tasks.models import Filing


def with_sources(year: Year, filings: Mapping[int, Filing], plan: Plan) -> Year:
    """The year with each of ``filings`` that anything in it rests on, in their order."""
    named = set(named_in(year))
    sources = tuple(source_of(filing, plan) for filing in filings.values() if source_id(filing) in named)
    return msgspec.structs.replace(year, sources=sources)


def named_in(year: Year) -> Iterator[str]:
    """The ids of the sources that anything in the year names."""
    for section in year.sections:
        said = chain(section.achievements, section.problems, section.next_steps, section.nil_reasons)
        for statement in said:
            yield from statement.sources
    parts: chain[TaskYear | Figure | Case | EvidenceFile] = chain(
        year.tasks, year.figures, year.cases, year.evidence
    )
    for part in parts:
        yield from part.sources
    for period in year.periods:
        if period.source is not None:
            yield period.source
