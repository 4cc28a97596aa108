"""Taking a case away from a filing, and putting it back (design §2 典型案例)."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from organizations.models import User
from tasks.actions.evidence import remove_evidence, restore_evidence
from tasks.actions.line import save_line
from tasks.actions.line_lock import line_in
from tasks.errors import TransitionNotAllowed
from tasks.lines.cases import CaseStudyKind
from tasks.lines.kinds import LINE_KINDS
from tasks.models import CaseStudy, Evidence, Filing, LineRevision

KEY = CaseStudyKind.key
NOTHING: dict[str, Any] = {"title": "", "text": "", "note": "", "sections": [], "explanations": {}}


@transaction.atomic
def remove_case(
    *, filing: Filing, number: int, expected_version: int, by: User, at: dt.datetime
) -> CaseStudy:
    """Empty a case that still is the version that was read, and take its files away; the other cases keep
    their numbers, and its revisions what it said.

    Raises as ``save_line`` and ``remove_evidence`` do.
    """
    line = save_case(
        filing=filing, number=number, expected_version=expected_version, content=NOTHING, by=by, at=at
    )
    for file in files_at(filing, number).filter(removed_at=None):
        remove_evidence(evidence=file, by=by, at=at)
    return line


@transaction.atomic
def restore_case(
    *, filing: Filing, number: int, expected_version: int, by: User, at: dt.datetime
) -> CaseStudy:
    """Put back what a case said before it was emptied, with the files that were taken away with it.

    Raises ``StaleLine`` where somebody has written in it meanwhile, ``TransitionNotAllowed`` where nothing
    was ever said or attached; and as ``save_line`` and ``restore_evidence`` do.
    """
    emptied: CaseStudy = line_in(filing, LINE_KINDS[KEY], number, is_saved=True)
    said = last_words(filing, emptied, before=expected_version)
    files = list(files_at(filing, number).filter(removed_at__gte=emptied.edited_at)) if emptied.pk else []
    if said is None and not files:
        raise TransitionNotAllowed(_("Nothing was put back: this case never said anything."))
    line = save_case(
        filing=filing, number=number, expected_version=expected_version, content=said or NOTHING, by=by, at=at
    )
    for file in files:
        restore_evidence(evidence=file, by=by, at=at)
    return line


@transaction.atomic
def save_case(
    *,
    filing: Filing,
    number: int,
    expected_version: int,
    content: Mapping[str, Any],
    by: User,
    at: dt.datetime,
) -> CaseStudy:
    """Write the content of a whole case; raises as ``save_line`` does."""
    saved = save_line(
        kind=LINE_KINDS[KEY],
        filing=filing.pk,
        subject=number,
        expected_version=expected_version,
        content=lambda _line: content,
        by=by,
        at=at,
    )
    line: CaseStudy = saved.line
    return line


def files_at(filing: Filing, number: int) -> QuerySet[Evidence]:
    """The files at a case, those taken away too."""
    found: QuerySet[Evidence] = Evidence.objects.at_line(filing, KEY, number).select_related("filing")
    return found.order_by("pk")


def last_words(filing: Filing, case: CaseStudy, *, before: int) -> dict[str, Any] | None:
    """What a case said last ``before`` a version, as its form would send it (two queries); None where it
    never said anything."""
    kept = LineRevision.objects.filter(filing=filing, kind=KEY, line_id=case.pk, version__lt=before)
    for revision in kept.order_by("-version"):
        said = {name: revision.content[name] for name in NOTHING}
        if any(said.values()):
            paths = [named["path"] for named in said["sections"]]
            sections = filing.period.guidance.sections.filter(path__in=paths)
            return {**said, "sections": list(sections)}
    return None
