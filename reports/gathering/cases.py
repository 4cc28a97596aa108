"""The cases that organizations tell in their year-end filings."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from reports.gathering.filings import source_id
from reports.snapshot.year import Case
from tasks.lines.cases import CaseStudyKind
from tasks.models import CaseStudy, Evidence, Filing

# The kind of line that evidence of a case stands at.
KIND = CaseStudyKind.key


def cases_of(filings: Sequence[Filing]) -> Mapping[int, tuple[Case, ...]]:
    """The cases told in ``filings``, by organization, in the order of their numbers (three queries)."""
    by_id = {filing.pk: filing for filing in filings}
    files = files_at_cases(by_id)
    found: dict[int, list[Case]] = defaultdict(list)
    told = CaseStudy.objects.telling().with_sections().filter(filing__in=by_id)
    for case in told.order_by("filing__period__order", "number"):
        filing = by_id[case.filing_id]
        found[filing.organization_id].append(
            Case(
                organization=filing.organization.code,
                number=case.number,
                title=case.title,
                text=case.text,
                sections=tuple(section.path for section in case.sections),
                sources=(source_id(filing),),
                evidence=tuple(files.get((case.filing_id, case.number), ())),
            )
        )
    return {organization: tuple(cases) for organization, cases in found.items()}


def files_at_cases(filings: Mapping[int, Filing]) -> Mapping[tuple[int, int], list[str]]:
    """The checksums of the files at each case, by filing and number (one query)."""
    found: dict[tuple[int, int], list[str]] = defaultdict(list)
    files = Evidence.objects.standing().filter(filing__in=filings, kind=KIND).order_by("pk")
    for filing, number, sha256 in files.values_list("filing", "subject_id", "sha256"):
        found[filing, number].append(sha256)
    return found
