"""From lines of approved filings to the texts that are searched: each part of a line that says something."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from reports.models import FiledText, TextPart
from targets.models import Measurement
from tasks.models import CaseStudy, Filing, ProgressEntry
from texts.plain_text import plain_text
from texts.search_terms import initial_terms_in, initials_in, terms_in

PROGRESS_PARTS = (TextPart.ACHIEVEMENTS, TextPart.PROBLEMS, TextPart.NEXT_STEPS)
COMMON_PARTS = (TextPart.NIL_REASON, TextPart.NOTE)


def texts_of(filings: Sequence[Filing]) -> list[FiledText]:
    """Every text of some approved filings, unsaved (four queries). Filings come with their period."""
    by_id = {filing.pk: filing for filing in filings}
    lines = lines_of(by_id)
    return [
        text
        for filing_id, filing in by_id.items()
        for line in lines[filing_id]
        for text in said_by(line, filing)
    ]


def lines_of(filings: Collection[int]) -> dict[int, list[Any]]:
    """The saved lines of some filings, by id, in the order of the document (four queries)."""
    found: dict[int, list[Any]] = defaultdict(list)
    entries = ProgressEntry.objects.filter(filing__in=filings).select_related("task").order_by("task__order")
    figures = (
        Measurement.objects.filter(filing__in=filings).select_related("target").order_by("target__order")
    )
    cases = CaseStudy.objects.filter(filing__in=filings).with_sections().order_by("number")
    for lines in (entries, figures, cases):
        for line in lines:
            found[line.filing_id].append(line)
    return found


def said_by(line: Any, filing: Filing) -> Iterator[FiledText]:
    """The texts of one line."""
    if isinstance(line, CaseStudy):
        if line.is_answered:
            yield made(line, filing, TextPart.CASE, line.text.strip(), heading=line.title.strip())
        parts: Iterable[TextPart] = (TextPart.NOTE,)
    else:
        parts = (*PROGRESS_PARTS, *COMMON_PARTS) if isinstance(line, ProgressEntry) else COMMON_PARTS
    for part in parts:
        if text := getattr(line, part).strip():
            yield made(line, filing, part, text)


def made(line: Any, filing: Filing, part: TextPart, text: str, *, heading: str = "") -> FiledText:
    """One text with all that it is found by."""
    return FiledText(
        part=part,
        heading=heading,
        text=text,
        **approved_in(filing),
        **subject_of(line),
        **searched_as(heading, text),
    )


def approved_in(filing: Filing) -> dict[str, Any]:
    """Whose a text is, and as what it was approved."""
    return {
        "filing": filing,
        "filing_version": filing.version,
        "organization_id": filing.organization_id,
        "guidance_id": filing.period.guidance_id,
        "period_id": filing.period_id,
        "approved_at": filing.approved_at,
    }


def subject_of(line: Any) -> dict[str, Any]:
    """What a line is about, and where that stands in the document."""
    if isinstance(line, ProgressEntry):
        about = {"kind": "progress", "task": line.task, "section_id": line.task.section_id}
    elif isinstance(line, Measurement):
        about = {"kind": "measurement", "target": line.target, "section_id": line.target.section_id}
    else:
        section = next(iter(line.sections), None)
        about = {"kind": "case", "case": line, "section": section}
    return {**about, "subject_id": line.subject_id}


def searched_as(heading: str, text: str) -> dict[str, str]:
    """The columns that searching asks."""
    plain = plain_text(f"{heading}\n{text}")
    initials = initials_in(plain)
    terms = " ".join(sorted(terms_in(plain) | initial_terms_in(initials)))
    return {"plain": plain, "initials": initials, "terms": terms}
