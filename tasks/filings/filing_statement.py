"""What a filing says, as a lead reads it before signing (design R20)."""

from collections.abc import Iterable

from tasks.lines.checked_lines import CheckedLine
from tasks.models import Filing
from tasks.statement import Statement


def filing_statement(filing: Filing, lines: Iterable[CheckedLine]) -> Statement:
    """Each line with its version, what the plan asks in it, its files, and every word of every remark: the
    parts ``line:progress:12``, ``asked:progress:12``, ``file:7`` and ``remark:3``. Reads
    ``filing.all_remarks``."""
    parts: dict[str, str] = {}
    for checked in lines:
        place = f"{checked.kind.key}:{checked.line.subject_id}"
        parts[f"line:{place}"] = str(checked.line.version)
        if checked.kind.is_asked:
            parts[f"asked:{place}"] = checked.kind.asked(checked.line)
        parts |= {f"file:{file.pk}": file.sha256 for file in checked.evidence}
    return Statement(
        parts | {f"remark:{remark.pk}": str(remark.talk[-1].pk) for remark in filing.all_remarks}
    )
