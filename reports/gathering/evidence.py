"""The files that prove what a year's filings say."""

from collections.abc import Iterable, Mapping, Sequence

from reports.gathering.bilingual import in_both
from reports.gathering.cases import KIND
from reports.gathering.filings import source_id
from reports.gathering.plan import Plan
from reports.snapshot.year import Case, EvidenceFile, Name
from targets.measurement_line.kind import MeasurementKind
from tasks.lines.progress import ProgressKind
from tasks.models import Evidence, Filing

type Line = tuple[str, int]


def evidence_of(filings: Sequence[Filing]) -> list[Evidence]:
    """The files at the lines of ``filings``, by period and line (one query)."""
    found = Evidence.objects.standing().filter(filing__in=[filing.pk for filing in filings])
    return list(found.order_by("filing__period__order", "kind", "subject_id", "pk"))


def files_of_year(
    evidence: Iterable[Evidence], filings: Mapping[int, Filing], lines: Mapping[Line, Name]
) -> tuple[EvidenceFile, ...]:
    """Each file once at each line that it proves, as it stood there last; tasks first, then figures."""
    found: dict[tuple[str, int, str], EvidenceFile] = {}
    for file in evidence:
        line = lines.get((file.kind, file.subject_id))
        if line is not None:
            found[file.kind, file.subject_id, file.sha256] = EvidenceFile(
                name=file.name,
                size=file.size,
                sha256=file.sha256,
                line=line,
                sources=(source_id(filings[file.filing_id]),),
            )
    places = {line: place for place, line in enumerate(lines)}
    return tuple(found[key] for key in sorted(found, key=lambda key: places[key[0], key[1]]))


def lines_of_plan(plan: Plan) -> dict[Line, Name]:
    """What the lines on tasks and targets are called, by kind and subject, in the order of the plan."""
    tasks = {
        (ProgressKind.key, task.pk): Name(*[f"{task.section.number}{task.display_title}"] * 2)
        for task in plan.tasks
    }
    targets = {
        (MeasurementKind.key, target.pk): in_both(lambda target=target: target.indicator)  # type: ignore[misc]
        for target in plan.targets
    }
    return tasks | targets


def lines_of_cases(cases: Iterable[Case]) -> dict[Line, Name]:
    """What the cases of one organization are called."""
    return {(KIND, case.number): Name(case.title, case.title) for case in cases}
