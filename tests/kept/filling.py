"""A database as full as can be: two simulated years, and then what a simulation leaves out."""

import datetime as dt
import uuid
from decimal import Decimal
from unittest.mock import patch

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.files.base import ContentFile
from django.db.models import QuerySet
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from background.actions import note_presence
from background.models import JobLease
from organizations.actions import end_deputy, name_deputy
from organizations.calendar import today
from organizations.models import AccountEvent, Organization, User
from organizations.permissions import Role
from reports.actions import (
    hand_in_report,
    note_arrival,
    note_visit,
    request_export,
    return_hand_in,
    take_back_arrival,
)
from reports.actions.cases import choose_case_of_year, score_case
from reports.actions.filed_texts import keep_filed_texts
from reports.actions.freeze import freeze_report
from reports.actions.material import pick_material
from reports.actions.report_settings import save_report_settings, settings_statement
from reports.closing_filings import closing_filings
from reports.material.items import Item, item_of
from reports.models import AnnualReport, Export, FiledText, FormKey, PickKind, ReportFile
from reports.occasions import settings_of
from sample.simulation.play import Extent, simulate
from targets.actions.allocation import allocate_target
from targets.actions.indicator import correct_indicator
from targets.allocation.shares import receivers
from targets.models import Indicator, Target
from tasks.actions import approve_filing, save_line, submit_filing
from tasks.actions.amend_dates import amend_facts
from tasks.actions.amend_task import MeasureEdit, amend_task
from tasks.actions.calendar_link import renew_calendar_token
from tasks.actions.draft.owners import Owner
from tasks.actions.evidence import add_evidence, remove_evidence
from tasks.actions.notices import choose_channels, write_notices
from tasks.actions.remarks import mark_seen
from tasks.actions.supplement import open_supplement
from tasks.amendments.plan_statement import facts_statement, supplement_statement, task_statement
from tasks.evidence.inspection import inspect
from tasks.lines.kinds import LINE_KINDS
from tasks.models import (
    CaseStudy,
    Filing,
    Guidance,
    Notice,
    NoticeKind,
    Presence,
    ProgressEntry,
    Subscription,
)
from tasks.notices.reminders import reminders

LATE_FIGURES = "专利密集型产业增加值数据在报告期之后公布。"
from tests.kept.publishing import publish_and_withdraw
from tests.kept.signing_off import sign_out_a_text
from tests.world import seen_in


def fill() -> None:
    """Fill an empty portal; the same every time on the same day."""
    simulate(extent=Extent(years=2), regions=settings.DATA_DIR, on=today(), tell=lambda _text: None)
    earlier, current = Guidance.objects.order_by("year")
    administrator = somebody(office(), Role.ADMINISTRATOR)
    amend(current, administrator)
    share_out(current, administrator)
    rename_indicator(administrator)
    supplement(earlier, administrator)
    attach(current)
    look_on(current)
    tell()
    freeze(earlier)
    choose_material(earlier, administrator)
    sign_out_a_text(somebody(office(), Role.REVIEWER, besides=AnnualReport.objects.get().frozen_by))
    name_a_deputy(somebody(office(), Role.REVIEWER), administrator)
    publish_and_withdraw(earlier, administrator)
    order_exports(current, administrator)
    User.objects.update(password="!")  # nobody signs in here


def office() -> Organization:
    return Organization.objects.get(kind=Organization.Kind.OFFICE)


def somebody(organization: Organization, role: Role, besides: User | None = None) -> User:
    """The first person of a role in an organization, ``besides`` one of them."""
    people = User.objects.filter(memberships__organization=organization, memberships__role=role)
    return people.exclude(pk=besides.pk if besides else None).earliest("pk")


def name_a_deputy(reviewer: User, deputy: User) -> None:
    """Somebody who acts for a reviewer of the office; named, and ended before the last day."""
    post = reviewer.memberships.get(role=Role.REVIEWER)
    days = {"starts_on": today(), "ends_on": today() + dt.timedelta(days=6)}
    told = {"by": reviewer, "at": timezone.now()}
    end_deputy(deputy=name_deputy(post=post, deputy=deputy, reason="出差", **days, **told), **told)


def amend(guidance: Guidance, by: User) -> None:
    """A task reworded and the guidance's day moved, each with its reason."""
    task = guidance.tasks.earliest("order")
    amend_task(
        task=task,
        seen=task_statement(task),
        title=f"{task.title}（修订）",
        due_on=task.due_on,
        measures=[MeasureEdit(measure.text, measure.pk) for measure in task.measures.all()],
        owners=[
            Owner(role=owner.role, organization=owner.organization, collective=owner.collective)
            for owner in task.responsibilities.select_related("organization")
        ],
        reason="机构改革后职责调整。",
        by=by,
        at=timezone.now(),
    )
    amend_facts(
        guidance=guidance,
        seen=facts_statement(guidance),
        report_due_on=guidance.report_due_on,
        receiving_department=Organization.objects.filter(kind=Organization.Kind.DEPARTMENT).latest("pk"),
        reason="接收部门变更。",
        by=by,
        at=timezone.now(),
    )


def share_out(guidance: Guidance, by: User) -> None:
    """A goal shared out among the bureaus, and once more."""
    target = next(one for one in summed(guidance) if one.can_be_shared)
    bureaus = Organization.objects.filter(kind=Organization.Kind.BUREAU).order_by("path")
    for number, reason in enumerate(("", "按上年实绩调整。")):
        shares = {bureau.pk: Decimal(10 * place + number) for place, bureau in enumerate(bureaus, start=1)}
        allocate_target(
            target=target,
            parent=office(),
            expected_whole=target.value,
            expected_version=number,
            expected_receivers=[bureau.pk for bureau in receivers(office())],
            shares=shares,
            reason=reason,
            by=by,
            at=timezone.now(),
        )


def rename_indicator(by: User) -> None:
    """An indicator with its words put better."""
    indicator = Indicator.objects.earliest("code")
    indicator.english_definition = f"{indicator.english_definition} (as counted by the office)".strip()
    correct_indicator(indicator=indicator, by=by, at=timezone.now(), reason="释义更正。")


def summed(guidance: Guidance) -> list[Target]:
    targets = guidance.targets.select_related("indicator", "guidance").order_by("order")
    return [target for target in targets if not target.indicator.has_two_numbers]


def supplement(guidance: Guidance, by: User) -> None:
    """Results that came after the year end: one bureau's are approved, another's are still to come."""
    target = next(one for one in summed(guidance) if one.reported_by == Target.ReportedBy.LOCAL_BUREAUS)
    bureaus = list(Organization.objects.filter(kind=Organization.Kind.BUREAU).order_by("path")[:2])
    open_supplement(
        guidance=guidance,
        organizations=bureaus,
        lines={"measurement": [target.pk]},
        reason=LATE_FIGURES,
        opens_on=today(),
        due_on=today() + dt.timedelta(days=30),
        seen=supplement_statement(guidance),
        by=by,
        at=timezone.now(),
    )
    filing = Filing.objects.get(period__in=guidance.periods.supplements(), organization=bureaus[0])
    said = {"value": Decimal("987.65"), "nil_return": False, "nil_reason": "", "note": LATE_FIGURES}
    save_line(
        kind=LINE_KINDS["measurement"],
        filing=filing.pk,
        subject=target.pk,
        expected_version=0,
        content=lambda _line: said,
        by=somebody(bureaus[0], Role.FILER),
        at=timezone.now(),
    )
    filing = submit_filing(
        filing=filing, by=somebody(bureaus[0], Role.LEAD), at=timezone.now(), seen=seen_in(filing)
    )
    approve_filing(
        filing=filing, by=somebody(office(), Role.REVIEWER), at=timezone.now(), version=filing.version
    )


def attach(guidance: Guidance) -> None:
    """Files at a draft, one of them removed, and somebody who has the line open."""
    filing = opened(guidance).filter(status=Filing.Status.DRAFT).earliest("pk")
    filer, kind = somebody(filing.organization, Role.FILER), LINE_KINDS["progress"]
    subject = kind.subjects_of(filing)[0]
    for number in range(1, 4):
        content = b"%%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%%%EOF\n%d" % number
        attached = add_evidence(
            filing=filing,
            kind=kind,
            subject_id=subject,
            file=inspect(ContentFile(content, name=f"证明{number}.pdf")),
            stored_as=f"evidence/{filing.pk}/kept{number}.pdf",
            by=filer,
            at=timezone.now(),
        )
    remove_evidence(evidence=attached.evidence, by=filer, at=timezone.now())
    Presence.objects.create(filing=filing, user=filer, kind=kind.key, subject_id=subject, at=timezone.now())


def opened(guidance: Guidance) -> QuerySet[Filing]:
    filings = Filing.objects.filter(period__guidance=guidance, period__opens_on__lte=today())
    return filings.select_related("organization", "period__guidance")


def look_on(guidance: Guidance) -> None:
    """A department sees lines and its dashboard, and something is changed in the administration."""
    entry = (
        ProgressEntry.objects.filter(
            filing__period__guidance=guidance, filing__status=Filing.Status.SUBMITTED
        )
        .select_related("filing")
        .earliest("pk")
    )
    department = Organization.objects.filter(kind=Organization.Kind.DEPARTMENT).earliest("pk")
    observer = somebody(department, Role.FILER)
    note_visit(by=observer, organization=department, at=timezone.now())
    mark_seen(
        lines=[("progress", entry)],
        versions={entry.filing_id: entry.filing.version},
        organization=department,
        by=observer,
        at=timezone.now(),
    )
    LogEntry.objects.log_actions(
        somebody(office(), Role.ADMINISTRATOR).pk, [observer], CHANGE, change_message="改名"
    )


def tell() -> None:
    """The day's reminders, some read and some mailed; what one person has chosen."""
    on, at = today(), timezone.now()
    for messages in reminders(on=on):
        write_notices(messages=messages, on=on, at=at)
    told = list(Notice.objects.order_by("pk")[:20])
    Notice.objects.filter(pk__in=[notice.pk for notice in told[:10]]).update(read_at=at)
    Notice.objects.filter(pk__in=[notice.pk for notice in told[10:]]).update(mailed_at=at)
    person = told[0].user
    choose_channels(by=person, channels={NoticeKind.REMARK: (True, False)})
    renew_calendar_token(by=person, at=at)
    Subscription.objects.filter(user=person).update(calendar_token_sha256="0" * 64, calendar_used_at=at)
    Subscription.objects.update(last_digest_on=on)
    AccountEvent.objects.create(user=person, kind="password_changed", at=timezone.now(), by=person)
    EmailAddress.objects.create(user=person, email=f"{person.username}@example.org", primary=True)


def freeze(guidance: Guidance) -> None:
    """A bureau's report as it was frozen, with a code that is the same every time, one of its files, and how
    its reports are headed."""
    filing = closing_filings().of_year(guidance.year).earliest("pk")
    save_report_settings(
        organization=filing.organization,
        values={"letterhead": "letter", "contact_name": "李明", "contact_phone": "010-12345678"},
        by=filing.approved_by,
        at=timezone.now(),
        seen=settings_statement(settings_of(filing.organization)),
    )
    with patch("reports.actions.version.new_code", return_value="0" * 16):
        report = freeze_report(filing=filing, by=filing.approved_by, at=timezone.now())
    file = {"form": "pdf", "language": "zh-hans", "sha256": "0" * 64, "size": 9}
    ReportFile.objects.create(report=report, made_at=timezone.now(), **file)
    if report is not None:
        hand_in(report, by=somebody(office(), Role.ADMINISTRATOR))


def hand_in(report: AnnualReport, by: User) -> None:
    """A report handed in and sent back, its paper noted and that taken back."""
    given = {"guidance": report.guidance, "organization": report.organization, "seen": report.version}
    told = {"by": by, "at": timezone.now()}
    receipt = hand_in_report(is_unsigned_accepted=True, **given, **told)
    return_hand_in(hand_in=receipt, reason="附件不全。", **told)
    arrival = note_arrival(report=report, arrived_on=today(), **told)
    take_back_arrival(arrival=arrival, reason="登记有误。", **told)


def choose_material(guidance: Guidance, by: User) -> None:
    """What some filings say as it is searched, a text and a figure marked, and a case scored and chosen."""
    cases = CaseStudy.objects.filter(filing__status="approved", filing__period__guidance=guidance)
    case = cases.exclude(text="").select_related("filing__period").earliest("pk")
    keep_filed_texts(filings=[case.filing_id])
    text, target = FiledText.objects.earliest("pk"), guidance.targets.earliest("order")
    for item in (item_of(text), Item(PickKind.FIGURE, guidance.pk, target.section_id, target=target.pk)):
        pick_material(item=item, by=by, at=timezone.now())
    points = {"innovation": 4, "effect": 5, "transferability": 3}
    version = case.filing.version
    score_case(case=case, points=points, remark="数据扎实。", version=version, by=by, at=timezone.now())
    choose_case_of_year(case=case, reason="成效突出。", by=by, at=timezone.now())


def order_exports(guidance: Guidance, by: User) -> None:
    """One that waits with its job, one whose worker died, one that is done, one that failed, and one that
    was cancelled."""
    wanted = {"guidance": guidance, "by": by, "at": timezone.now(), "language": "zh-hans"}
    provinces = Organization.objects.filter(depth=2).order_by("path")[:2]
    all_forms, scope = list(FormKey), Export.Scope.ALL
    request_export(organization=office(), forms=all_forms, scope=scope, with_submitted=True, **wanted)
    dead = request_export(organization=provinces[0], forms=[FormKey.DOCX], **wanted)
    stage = {"step": "write", "organization": {"zh": "北京", "en": "Beijing"}, "form": "docx"}
    Export.objects.filter(pk=dead.pk).update(status="running", steps_done=3, steps_total=14, stage=stage)
    name_jobs(running=dead)
    ordered = {"guidance": guidance, "requested_by": by, "requested_at": timezone.now(), "language": "en"}
    ordered |= {"organization": provinces[1], "forms": "xlsx"}
    ended = {"finished_at": timezone.now(), **ordered}
    sums = {"size": 9, "sha256": "0" * 64, "sm3": "0" * 64}
    Export.objects.create(status="done", file="exports/2021/kept.xlsx", **sums, **ended)
    Export.objects.create(status="failed", problem="磁盘已满。", **ended)
    Export.objects.create(status="cancelled", cancelled_at=timezone.now(), cancelled_by=by, **ordered)


def name_jobs(*, running: Export) -> None:
    """Give the queued jobs the same names every time; that of ``running`` was begun."""
    jobs = sorted(DBTaskResult.objects.all(), key=lambda job: (job.task_path, job.args_kwargs["args"]))
    for number, job in enumerate(jobs, start=1):
        is_begun = job.args_kwargs["args"] == [running.pk]
        begun = (
            {"status": "RUNNING", "started_at": timezone.now(), "worker_ids": ["dead"]} if is_begun else {}
        )
        DBTaskResult.objects.filter(pk=job.pk).update(id=uuid.UUID(int=number), **begun)
    now = timezone.now()
    held = DBTaskResult.objects.get(status="RUNNING")
    JobLease.objects.create(job_id=held.pk, worker="dead", attempt=1, expires_at=now)
    note_presence(worker="dead", host="portal-1", pid=1, started_at=now, at=now)
