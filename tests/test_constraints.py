"""What the database itself refuses, whoever writes (style: always true is a constraint)."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, models, transaction
from django.utils import timezone

from organizations.models import Membership, Organization, User
from targets.models import Allocation, FigureLeftOut, Indicator, Measurement, ProposedGoal, Target
from tasks.actions import open_period, submit_filing
from tasks.models import (
    CaseSection,
    CaseStudy,
    Filing,
    FilingOpening,
    Guidance,
    GuidanceTable,
    LearntOrganization,
    LearntOwner,
    MeasureState,
    Notice,
    NoticePreference,
    Presence,
    ProgressEntry,
    ReadingCaution,
    ReportDuty,
    ReportingPeriod,
    Responsibility,
    Section,
    SettledOwner,
    Subscription,
    SupplementLine,
    Task,
    UnmatchedOwner,
)
from tests.factories import IndicatorFactory
from tests.tasks.line_imports.kept import BROKEN_FILES
from tests.world import DAY, World, seen_in
from tests.written_once import (
    account_event,
    amendment,
    deputy,
    evidence,
    guidance_event,
    indicator_correction,
    line_seen,
    remark,
    remark_step,
    shares_version,
    tree_event,
)


def update(model: type[models.Model], **values: Any) -> Callable[[World], Any]:
    """Write values to every row behind the model's back."""
    return lambda world: model._default_manager.update(**values)


def update_unused(**values: Any) -> Callable[[World], Any]:
    """Write values to an indicator that nothing uses yet, so that its meaning is not fixed."""
    return lambda world: Indicator.objects.filter(pk=IndicatorFactory().pk).update(**values)


def again(make: Callable[[World], models.Model]) -> Callable[[World], Any]:
    """Write a copy of a row."""

    def copy(world: World) -> None:
        row = make(world)
        row.pk, row._state.adding = None, True
        models.Model.save(row)

    return copy


def asked_line(world: World) -> SupplementLine:
    return SupplementLine.objects.create(period=world.period, kind="progress", subject_id=1)


def case(world: World, number: int = 1, **values: Any) -> CaseStudy:
    year_end = world.filing(period=world.year_end)
    return CaseStudy.objects.get_or_create(filing=year_end, number=number, defaults=values)[0]


def share(world: World, value: int = 5) -> Allocation:
    made = {"value": value, "set_at": NOW(), "set_by": world.administrator}
    return Allocation.objects.create(target=world.pledge, organization=world.province, **made)


def handed_over_after_submission(world: World) -> None:
    filing = world.submit(world.filing())
    Filing.objects.filter(pk=filing.pk).update(handed_over_at=NOW(), handed_over_by=world.filer)


def notice(world: World, filing: Filing | None = None) -> Notice:
    made = {"user": world.filer, "kind": "remark", "filing": filing, "key": "one"}
    return Notice.objects.get_or_create(**made, defaults={"on": DAY, "created_at": NOW()})[0]


def presence(world: World) -> Presence:
    at_line = {"kind": "progress", "subject_id": world.local_task.pk, "at": NOW()}
    return Presence.objects.get_or_create(filing=world.filing(), user=world.filer, defaults=at_line)[0]


def figure(world: World) -> FigureLeftOut:
    section = Section.objects.filter(guidance=world.guidance).first()
    return FigureLeftOut.objects.create(guidance=world.guidance, section=section, order=1, text="5G")


def report_duty(world: World, **values: Any) -> ReportDuty:
    made = {"order": 1, "text": "每月25日前报送", "starts_at": 0, "ends_at": 9} | values
    return ReportDuty.objects.create(guidance=world.guidance, **made)


def proposal(world: World, **values: Any) -> ProposedGoal:
    made = {"section": world.local_task.section, "order": 1, "comparator": "at_least", **values}
    return ProposedGoal.objects.create(guidance=world.guidance, **made)


def table(world: World, **values: Any) -> GuidanceTable:
    made = {"order": 1, "is_read": False, "starts_at": 0, "ends_at": 9, **values}
    return GuidanceTable.objects.create(guidance=world.guidance, **made)


def learnt(world: World, **values: Any) -> LearntOwner:
    made = {"name": "天文台", "key": "天文台", "meaning": "nothing", "year": 2021, **values}
    return LearntOwner.objects.create(guidance=world.guidance, **made)


def learnt_organization(world: World) -> LearntOrganization:
    meant = {"organization": world.department, "called": world.department.name}
    return LearntOrganization.objects.create(learnt=learnt(world, meaning="organizations"), **meant)


def settled(world: World, **values: Any) -> SettledOwner:
    return SettledOwner.objects.create(task=world.local_task, name="天文台", role="lead", **values)


NOW = timezone.now
BROKEN: dict[str, Callable[[World], Any]] = {
    "organizations_organization_active_in_order": update(
        Organization, active_from=dt.date(2021, 2, 1), active_until=dt.date(2021, 1, 1)
    ),
    "tasks_filingopening_done_of_all": lambda world: FilingOpening.objects.create(
        guidance=world.guidance, organizations=1, done=2
    ),
    "organizations_organization_merged_when": lambda world: Organization.objects.filter(
        pk=world.city.pk
    ).update(successor=world.province),
    "organizations_organization_merged_into_another": lambda world: Organization.objects.filter(
        pk=world.city.pk
    ).update(active_until=dt.date(2021, 9, 30), successor=world.city),
    "organizations_organization_one_root": lambda world: Organization.objects.filter(
        pk=world.province.pk
    ).update(depth=1, kind="office"),
    "organizations_organization_office_on_top": update(Organization, kind="bureau"),
    "organizations_organizationevent_reason_given": lambda world: tree_event(world, reason=""),
    "organizations_deputy_days_in_order": lambda world: deputy(world, ends_on=dt.date(2021, 10, 9)),
    "organizations_deputy_not_oneself": lambda world: deputy(world, deputy=world.lead),
    "organizations_deputy_role_deputized": lambda world: deputy(world, role="administrator"),
    "organizations_deputy_ended_at_with_by": lambda world: deputy(world, ended_at=NOW()),
    "organizations_membership_once": again(lambda world: Membership.objects.all()[0]),
    "organizations_membership_role_known": update(Membership, role="king"),
    "tasks_guidance_published_when": update(Guidance, status="draft"),
    "tasks_guidance_published_by_with_at": lambda world: Guidance.objects.update(
        status="draft", published_at=None, published_by=world.administrator
    ),
    "targets_allocation_once": again(share),
    "targets_allocation_not_negative": lambda world: share(world, -1),
    "targets_allocationversion_number_once": again(shares_version),
    "targets_allocationversion_reason_after_the_first": lambda world: shares_version(world, 2),
    "tasks_section_order_once": update(Section, order=1),
    "tasks_section_path_once": update(Section, path="一"),
    "tasks_section_offsets_in_order": update(Section, starts_at=9, ends_at=3),
    "tasks_reportingperiod_order_once": update(ReportingPeriod, order=1),
    "tasks_reportingperiod_one_year_end": update(ReportingPeriod, kind="year_end"),
    "tasks_reportingperiod_period_in_order": update(ReportingPeriod, starts_on=dt.date(2022, 1, 1)),
    "tasks_reportingperiod_supplement_with_reason": update(ReportingPeriod, reason="补充"),
    "tasks_supplementline_once": again(asked_line),
    "tasks_reportingperiod_window_in_order": update(ReportingPeriod, opens_on=dt.date(2022, 1, 1)),
    "tasks_task_order_once": update(Task, order=1),
    "tasks_task_offsets_in_order": update(Task, starts_at=9, ends_at=9),
    "tasks_measure_order_once": lambda world: world.local_task.measures.update(order=1),
    "tasks_responsibility_one_owner": lambda world: Responsibility.objects.update(
        organization=world.department, collective="local_bureaus"
    ),
    "tasks_responsibility_organization_once": again(
        lambda world: Responsibility.objects.get(organization=world.department)
    ),
    "tasks_responsibility_collective_once": again(
        lambda world: Responsibility.objects.get(collective="local_bureaus")
    ),
    "tasks_unmatchedowner_once": again(
        lambda world: UnmatchedOwner.objects.get_or_create(task=world.local_task, name="天文台")[0]
    ),
    **BROKEN_FILES,
    "tasks_reportduty_order_once": again(report_duty),
    "tasks_reportduty_offsets_in_order": lambda world: report_duty(world, starts_at=10),
    "tasks_readingcaution_place_in_order": lambda world: ReadingCaution.objects.create(
        guidance=world.guidance, message="Look.", starts_at=9
    ),
    "tasks_task_note_in_order": update(Task, note_at=9, note_to=9),
    "tasks_guidancetable_order_once": again(table),
    "tasks_guidancetable_offsets_in_order": lambda world: table(world, starts_at=9, ends_at=3),
    "tasks_learntowner_name_once": again(learnt),
    "tasks_learntowner_said_at_with_by": lambda world: learnt(world, said_at=NOW()),
    "tasks_learntowner_forgotten_at_with_by": lambda world: learnt(world, forgotten_at=NOW()),
    "tasks_learntowner_collective_named": lambda world: learnt(world, collective="local_bureaus"),
    "tasks_learntorganization_once": again(learnt_organization),
    "tasks_settledowner_once": again(lambda world: settled(world, organization=world.department)),
    "tasks_settledowner_without_organization_once": again(settled),
    "tasks_settledowner_one_meaning": lambda world: settled(
        world, organization=world.department, collective="local_bureaus"
    ),
    "tasks_settledowner_settled_at_with_by": lambda world: settled(world, settled_at=NOW()),
    "tasks_readingcaution_settled_at_with_by": lambda world: ReadingCaution.objects.create(
        guidance=world.guidance, message="Look.", settled_at=NOW()
    ),
    "organizations_user_confirmed_address_is_there": update(User, email="", email_confirmed_at=NOW()),
    "organizations_user_used_password_must_change": update(User, temporary_password_used_at=NOW()),
    "organizations_accountevent_by_whom": lambda world: account_event(world, by=None),
    "tasks_guidanceevent_by_somebody": lambda world: guidance_event(world, action="drop_task", by=None),
    "tasks_amendment_reason_given": lambda world: amendment(world, reason=""),
    "tasks_filing_once": again(lambda world: world.filing()),
    "tasks_filing_status_known": update(Filing, status="lost"),
    "tasks_filing_submitted_when": update(Filing, status="submitted"),
    "tasks_filing_approved_when": lambda world: Filing.objects.update(
        approved_at=NOW(), approved_by=world.reviewer
    ),
    "tasks_filing_handed_over_at_with_by": lambda world: Filing.objects.update(handed_over_at=NOW()),
    "tasks_filing_handed_over_in_draft": handed_over_after_submission,
    "tasks_filing_submitted_at_with_by": lambda world: Filing.objects.update(submitted_at=NOW()),
    "tasks_filing_review_started_at_with_by": lambda world: Filing.objects.update(review_started_at=NOW()),
    "tasks_filing_returned_at_with_by": lambda world: Filing.objects.update(returned_by=world.reviewer),
    "tasks_filing_approved_at_with_by": lambda world: Filing.objects.update(approved_by=world.reviewer),
    "tasks_progressentry_once": again(lambda world: world.filing().progress_entries.get()),
    "tasks_progressentry_nil_or_text": update(ProgressEntry, nil_return=True, achievements="有进展"),
    "tasks_progressentry_edited_at_with_by": lambda world: ProgressEntry.objects.update(edited_by=None),
    "tasks_casestudy_once": again(case),
    "tasks_casestudy_number_in_range": lambda world: case(world, 6),
    "tasks_casestudy_no_nil_return": lambda world: case(world, nil_return=True),
    "tasks_casestudy_edited_at_with_by": lambda world: case(world, edited_by=world.filer),
    "tasks_casesection_once": again(
        lambda world: CaseSection.objects.get_or_create(case=case(world), section=world.local_task.section)[0]
    ),
    "tasks_measurestate_once": again(lambda world: MeasureState.objects.all()[0]),
    "tasks_measurestate_state_known": update(MeasureState, state="finished"),
    "tasks_evidence_once": again(evidence),
    "tasks_evidence_uploaded_at_with_by": lambda world: evidence(world, uploaded_by=None),
    "tasks_evidence_removed_at_with_by": lambda world: evidence(world, removed_at=NOW()),
    "tasks_presence_once": again(presence),
    "tasks_remark_line_or_whole": lambda world: remark(world, kind="progress"),
    "tasks_remark_resolved_at_with_by": lambda world: remark(world, resolved_at=NOW()),
    "tasks_remarkstep_step_known": lambda world: remark_step(world, step="forgotten"),
    "tasks_remarkstep_says_something": lambda world: remark_step(world, text=""),
    "tasks_remarkstep_made_once": again(remark_step),
    "tasks_lineseen_once": again(line_seen),
    "tasks_lineseen_seen_at_with_by": lambda world: line_seen(world, seen_by=None),
    "tasks_notice_once": again(lambda world: notice(world, world.filing())),
    "tasks_notice_once_without_filing": again(notice),
    "tasks_subscription_calendar_dated": lambda world: Subscription.objects.create(
        user=world.filer, calendar_token_sha256="0" * 64
    ),
    "tasks_noticepreference_once": again(
        lambda world: NoticePreference.objects.get_or_create(user=world.filer, kind="remark")[0]
    ),
    "targets_indicator_decimals_fit": update_unused(decimals=7),
    "targets_indicator_scale_positive": update_unused(scale=0),
    "targets_indicator_ratio_is_weighted": update_unused(form="ratio", over_organizations="sum"),
    "targets_indicator_mean_needs_ratio": update_unused(form="value", over_organizations="weighted_mean"),
    "targets_indicator_running_total_is_a_level": update_unused(never_falls=True),
    "targets_indicatorcorrection_reason_given": lambda world: indicator_correction(world, reason=""),
    "targets_target_once": lambda world: Target.objects.update(indicator=world.pledge.indicator),
    "targets_target_value_where_needed": update(Target, value=None),
    "targets_target_upper_value_where_needed": update(Target, upper_value=9_999),
    "targets_target_tolerance_not_negative": update(Target, tolerance=-1),
    "targets_proposedgoal_order_once": again(proposal),
    "targets_figureleftout_order_once": again(figure),
    "targets_proposedgoal_upper_value_of_a_range": lambda world: proposal(world, upper_value=5),
    "targets_proposedgoal_target_or_dropped": lambda world: proposal(
        world, target=world.pledge, is_dropped=True
    ),
    "targets_measurement_once": again(lambda world: Measurement.objects.all()[0]),
    "targets_measurement_not_negative": update(Measurement, value=-1),
    "targets_indicator_meaning_stays": update(Indicator, unit="万元"),
    "targets_measurement_denominator_positive": update(Measurement, numerator=1, denominator=0),
    "targets_measurement_nil_or_number": update(Measurement, nil_return=True, value=1),
    "targets_measurement_value_or_ratio": update(Measurement, value=1, numerator=1),
    "targets_measurement_edited_at_with_by": lambda world: Measurement.objects.update(edited_at=None),
}


@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses_what_breaks_a_rule(world: World, name: str) -> None:
    world.fill_everything()
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        BROKEN[name](world)
    if "UNIQUE constraint failed" not in str(refused.value):  # SQLite names columns there
        assert name in str(refused.value)


def test_every_constraint_of_the_rooms_is_tried() -> None:
    from django.apps import apps  # noqa: PLC0415

    rooms = {"organizations", "tasks", "targets"}
    declared = {
        constraint.name
        for model in apps.get_models()
        if model._meta.app_label in rooms
        for constraint in model._meta.constraints
    }
    # Made only by the actions that number them; tried in test_actions.
    numbered = {"tasks_linerevision_once", "tasks_filingsnapshot_once"}
    assert declared - set(BROKEN) == numbered


def test_a_filing_with_a_file_at_it_outlasts_the_question(world: World) -> None:
    """Nobody has saved a line yet; what was attached is not thrown away, and opening again is no error."""
    attached = evidence(world)
    idle = Filing.objects.exclude(pk=attached.filing_id)
    Responsibility.objects.all().delete()
    Target.objects.update(reported_by="responsible")
    open_period(period=world.period)
    assert Filing.objects.filter(period=world.period, organization__kind="bureau").get() == attached.filing
    assert not idle.filter(period=world.period, organization__kind="bureau").exists()


def test_a_failed_step_leaves_nothing_half_done(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    from tasks.actions import submission  # noqa: PLC0415

    def fails(*_args: Any, **_kwargs: Any) -> None:
        raise DatabaseError("disk full")

    world.fill(filing := world.filing(), by=world.filer)
    monkeypatch.setattr(submission, "keep_snapshot", fails)
    with pytest.raises(DatabaseError):
        submit_filing(filing=filing, by=world.lead, at=timezone.now(), seen=seen_in(filing))
    stored = world.filing()
    assert (stored.status, stored.version, stored.events.count()) == ("draft", 0, 0)


def test_sqlite_runs_in_wal_mode_with_immediate_transactions(db: None) -> None:
    from django.conf import settings  # noqa: PLC0415

    if connection.vendor != "sqlite":
        pytest.skip("SQLite's own settings; this run is on another database")
    assert settings.SQLITE_OPTIONS["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in settings.SQLITE_OPTIONS["init_command"]
