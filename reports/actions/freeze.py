"""Freezing reports: what is approved becomes a version that never changes (design R14, R15, R17)."""

import datetime as dt
import tempfile
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from organizations.models import Organization, User
from reports.actions.version import Content, NewVersion, content_of, keep, unissued_code, verification
from reports.assembly import Gathered, Seal, Wanted, gather, write_report
from reports.models import AnnualReport
from reports.readiness import readiness_of, readiness_statement
from reports.snapshot.differences import differences
from reports.snapshot.head import Replaced
from reports.snapshot.snapshot import Snapshot, instant
from reports.snapshot.year import Year
from reports.stored_report import unpacked
from tasks.errors import TransitionNotAllowed
from tasks.filings.approval_followers import TAKEN_BACK_WITHIN
from tasks.models import Amendment, Filing, Guidance


@dataclass(frozen=True, slots=True)
class Made:
    """The next version of a report, put together and not kept; without ``content`` it would say the same as
    the ``previous``."""

    wanted: Wanted
    by: User
    previous: AnnualReport | None
    gathered: Gathered
    content: Content | None
    code: str = ""


@transaction.atomic
def freeze_report(*, filing: Filing, by: User, at: dt.datetime) -> AnnualReport | None:
    """Freeze the report of the organization whose approved ``filing`` ends its year, or corrects or
    supplements it; None where it is not approved any more, or where some approval in its year can still be
    taken back at ``at``: the job that this approval queued freezes it then.

    A report that would say nothing new stays the version that it is, so that twice changes nothing. The
    filings of the year are locked meanwhile, so that figures and tables tell of the same ones.
    """
    locked_guidance(filing.period.guidance_id)
    year = locked_year(filing)
    filing = year[filing.pk]
    if filing.status != Filing.Status.APPROVED or any(may_be_taken_back(each, at) for each in year.values()):
        return None
    wanted = Wanted(filing.period.guidance, filing.organization, at)
    return keep_version(made_version(wanted, by=by), filing=filing)


def locked_guidance(pk: int) -> Guidance:
    """A guidance as it stands now, locked until the transaction ends: one report of it is frozen at a time,
    and nobody amends it meanwhile. Before any filing, as whoever amends locks them."""
    return Guidance.objects.select_for_update(no_key=True).defer("source_text").get(pk=pk)


def lock_filings_to(office: Organization, guidance: Guidance) -> None:
    """Let nobody move the filings that the nation's figures count, until the transaction ends."""
    filings = Filing.objects.filter(period__guidance=guidance, reports_to=office)
    list(filings.select_for_update(of=("self",)).order_by("pk").values_list("pk"))


def locked_year(filing: Filing) -> dict[int, Filing]:
    """The filings of an organization for one guidance by id, locked until the transaction ends: in their
    order, as whoever approves several locks them."""
    own = Filing.objects.filter(
        organization=filing.organization_id, period__guidance=filing.period.guidance_id
    )
    related = own.select_related("organization", "period__guidance")
    return {row.pk: row for row in related.select_for_update(of=("self",)).order_by("pk")}


def may_be_taken_back(filing: Filing, at: dt.datetime) -> bool:
    """Whether whoever approved a filing may still take that back."""
    if filing.status != Filing.Status.APPROVED or filing.approved_at is None:
        return False
    is_recent: bool = at - filing.approved_at < TAKEN_BACK_WITHIN
    return is_recent


def freeze_office_report(
    *, guidance: Guidance, office: Organization, by: User, at: dt.datetime, seen: str
) -> AnnualReport:
    """Freeze the report of the whole office out of the frozen reports of the organizations (design R17).

    ``seen`` is the ``readiness_statement`` of what the administrator saw. Raises ``TransitionNotAllowed``
    where somebody stands otherwise by now, or has another version (design R20).

    Putting together the report of a large country takes many seconds. Nothing is locked so long; whatever
    moved meanwhile is found under the locks under which the version is kept, so that figures and tables tell
    of the same filings.
    """
    counted = counted_now(guidance, office)
    refuse_unseen(guidance, office, seen)
    made = made_version(Wanted(guidance, office, at), by=by)
    with transaction.atomic():
        locked_guidance(guidance.pk)
        lock_filings_to(office, guidance)
        refuse_unseen(guidance, office, seen)
        if counted_now(guidance, office) != counted:
            raise TransitionNotAllowed(changed_in_words())
        return keep_version(made, filing=None)


def counted_now(guidance: Guidance, office: Organization) -> tuple[object, ...]:
    """What the nation's figures rest on: the filings to the office, how each stands and in which version, and
    the last amendment of the plan (two queries)."""
    filings = Filing.objects.filter(period__guidance=guidance, reports_to=office)
    amendments = Amendment.objects.filter(guidance=guidance).order_by("-pk")
    return (
        *filings.order_by("pk").values_list("pk", "status", "version"),
        amendments.values_list("pk", flat=True).first(),
    )


def refuse_unseen(guidance: Guidance, office: Organization, seen: str) -> None:
    """Raise ``TransitionNotAllowed`` where organizations stand otherwise than somebody saw."""
    readiness = readiness_of(guidance, office)
    if readiness is None or readiness_statement(readiness) != seen:
        raise TransitionNotAllowed(changed_in_words())


def changed_in_words() -> str:
    return _(
        "What this page says of the organizations has changed since you opened it. Read below how it"
        " stands now."
    )


def made_version(wanted: Wanted, *, by: User) -> Made:
    """The next version of a report put together, with its content where the last one says something else."""
    previous = AnnualReport.objects.of(wanted.guidance, wanted.organization).first()
    gathered = gather(wanted, to_freeze=True)
    if previous is not None and previous.substance == gathered.substance:
        return Made(wanted, by, previous, gathered, None)
    code = unissued_code()
    seal = Seal(
        version=previous.version + 1 if previous else 1,
        by=by.name,
        replaced=replaced_by(previous, gathered.year),
        verification=verification(code),
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.json"
        digests = write_report(path, wanted, gathered, seal)
        content = content_of(path, digests)
    return Made(wanted, by, previous, gathered, content, code)


def keep_version(made: Made, *, filing: Filing | None) -> AnnualReport:
    """Keep the version that was made, unless the last one says the same. The caller holds a lock that lets
    one be kept at a time; raises ``TransitionNotAllowed`` where another was kept since it was made."""
    wanted = made.wanted
    latest = AnnualReport.objects.of(wanted.guidance, wanted.organization).first()
    if latest is not None and latest.substance == made.gathered.substance:
        return latest
    if latest != made.previous or made.content is None:
        raise TransitionNotAllowed(changed_in_words())
    return keep(
        NewVersion(
            guidance=wanted.guidance,
            organization=wanted.organization,
            replaces=latest,
            content=made.content,
            substance=made.gathered.substance,
            code=made.code,
            is_sample=made.gathered.is_sample,
            by=made.by,
            at=wanted.at,
            filing=filing,
            filing_version=filing.version if filing else None,
        )
    )


def replaced_by(previous: AnnualReport | None, year: Year) -> Replaced | None:
    """What the next version tells of the one that it replaces."""
    if previous is None:
        return None
    with unpacked(previous) as path:
        before = Snapshot(path).year
    return Replaced(
        version=previous.version,
        sha256=previous.sha256,
        frozen_at=instant(previous.frozen_at),
        differences=differences(before, year),
    )
