"""The sample year: consistent with what the actions would have written, and landing on the real outcomes."""

import hashlib
import json
from collections import Counter, defaultdict
from decimal import Decimal
from typing import Any

import pytest
from django.test import override_settings
from django.utils import timezone

from organizations.models import Membership, Organization, User
from sample.year.plan import PLAYS_ON
from targets.figures.queries import figures_of
from targets.models import Measurement, Target
from tasks.filings.timeliness import Timeliness
from tasks.lines.checked_lines import blocking_lines, checked_lines
from tasks.models import (
    Filing,
    FilingEvent,
    FilingSnapshot,
    LineRevision,
    MeasureState,
    ProgressEntry,
    Responsibility,
    Task,
)

Status = Filing.Status
Action = FilingEvent.Action


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample")]


def filings() -> Any:
    return Filing.objects.select_related("organization", "reports_to", "period__guidance")


def figures(code: str, **filters: Any) -> Any:
    """Measurements on one indicator in whatever state, of the direct subordinates of the office."""
    return Measurement.objects.filter(
        target__indicator__code=code, filing__reports_to__code="CNIPA", **filters
    ).select_related("filing__organization", "filing__period")


def latest(code: str) -> list[Measurement]:
    """Each organization's last figure on one indicator, were everything approved."""
    found = {}
    for line in figures(code, nil_return=False).order_by("filing__period__order"):
        if line.is_answered:
            found[line.filing.organization_id] = line
    return list(found.values())


# --- What it lands on ---------------------------------------------------------------------------------
def test_sample_financing_lands_on_3098() -> None:
    assert sum(line.value or 0 for line in figures("pledge-financing")) == Decimal(3098)


def test_sample_tisc_lands_on_101() -> None:
    assert sum(line.value or 0 for line in latest("tisc")) == 101


def test_sample_enterprises_grow_by_42_percent() -> None:
    lines = latest("financed-enterprise-growth")
    numerator = sum(line.numerator or 0 for line in lines)
    denominator = sum(line.denominator or 0 for line in lines)
    assert numerator == 15_000
    assert round((numerator / denominator - 1) * 100) == 42


def test_sample_lands_on_what_was_reached_once_all_is_approved() -> None:
    now, somebody = timezone.now(), User.objects.get(username="reviewer")
    Filing.objects.filter(submitted_at=None).update(
        submitted_at=now, submitted_by=somebody, filed_on=PLAYS_ON
    )
    Filing.objects.update(
        status=Status.APPROVED,
        approved_at=now,
        approved_by=somebody,
        handed_over_at=None,
        handed_over_by=None,
    )
    targets = list(Target.objects.select_related("indicator", "guidance", "section"))
    with override_settings(PORTAL_TODAY=PLAYS_ON):
        found = figures_of(Organization.objects.get(code="CNIPA"), targets)
    values = {
        one.target.indicator.code: one.figure.value
        and one.figure.value.quantize(one.target.indicator.quantum)
        for one in found.values()
    }
    assert values == {
        "invention-examination-period": Decimal("18.5"),
        "high-value-examination-period": Decimal("13.3"),
        "trademark-registration-period": Decimal("4.0"),
        "protection-satisfaction": Decimal("80.61"),
        "pledge-financing": Decimal("3098.0"),
        "financed-enterprise-growth": Decimal("42.0"),
        "patent-intensive-value-added": None,
        "one-window": Decimal("97.1"),
        "e-filing-convenience": Decimal("91.3"),
        "tisc": Decimal(101),
    }


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("invention-examination-period", "18.5"),
        ("high-value-examination-period", "13.3"),
        ("trademark-registration-period", "4"),
        ("protection-satisfaction", "80.61"),
    ],
)
def test_sample_departments_land_on_what_was_reached(code: str, value: str) -> None:
    (line,) = latest(code)
    assert line.value == Decimal(value)
    assert line.filing.period.is_year_end


def test_sample_value_added_is_not_known_yet() -> None:
    lines = figures("patent-intensive-value-added")
    assert all(line.nil_return for line in lines)
    assert all("2022" in line.nil_reason for line in lines)


def test_sample_one_window_has_a_part_of_the_whole_everywhere() -> None:
    lines = Measurement.objects.filter(target__indicator__code="one-window", numerator__isnull=False)
    assert lines.count() > 200
    assert all((line.numerator or 0) <= (line.denominator or 0) for line in lines)


def test_sample_running_totals_never_fall() -> None:
    codes = ("tisc", "one-window", "financed-enterprise-growth")
    levels: dict[tuple[int, int], list[Decimal]] = defaultdict(list)
    for line in Measurement.objects.filter(target__indicator__code__in=codes).order_by(
        "filing__period__order"
    ):
        level = line.value if line.value is not None else line.numerator
        if level is not None:
            levels[line.filing.organization_id, line.target_id].append(level)
    assert all(level == sorted(level) for level in levels.values())


# --- Where everybody stands on 22 November ------------------------------------------------------------
def states(order: int, **filters: Any) -> Counter[str]:
    found = Filing.objects.filter(period__order=order, **filters)
    return Counter(found.values_list("status", flat=True))


def test_sample_quarters_are_mostly_approved() -> None:
    for order in (1, 2):
        assert set(states(order)) == {Status.APPROVED}
    assert states(3) == {Status.APPROVED: 86, Status.DRAFT: 3}


def test_sample_year_end_is_under_way() -> None:
    units = states(4, reports_to__code="CNIPA")
    assert units[Status.RETURNED] == 1
    assert units[Status.APPROVED] >= 4
    assert units[Status.SUBMITTED] >= 8
    assert units[Status.DRAFT] >= 20


def test_sample_has_a_filing_for_everyone_marked_as_sample() -> None:
    assert Filing.objects.count() == 4 * (34 + 10 + 45)
    assert not Filing.objects.filter(is_sample=False).exists()
    assert not User.objects.filter(is_sample=False).exists()


def test_sample_some_are_late_and_some_overdue() -> None:
    late = Filing.objects.with_timeliness(Timeliness.LATE, on=PLAYS_ON)
    overdue = Filing.objects.with_timeliness(Timeliness.OVERDUE, on=PLAYS_ON)
    assert 4 <= late.count() <= 10
    assert set(overdue.values_list("organization__code", flat=True)) == {"54", "66", "445300"}


def test_sample_returned_filing_says_why() -> None:
    returned = Filing.objects.get(status=Status.RETURNED, reports_to__code="CNIPA")
    event = returned.events.latest("pk")
    assert event.action == Action.RETURN
    assert "入园惠企" in event.reason
    (remark,) = returned.remarks.all()
    assert Task.objects.get(pk=remark.subject_id).section.number == "（六）"


def test_sample_has_one_filing_waiting_for_a_signature() -> None:
    waiting = Filing.objects.get(handed_over_at__isnull=False)
    assert (waiting.organization.code, waiting.status, waiting.handed_over_by.username) == (
        "32",
        Status.DRAFT,
        "js-filer",
    )
    assert not blocking_lines(checked_lines(waiting))


def test_sample_has_one_nil_return_waiting() -> None:
    filing = Filing.objects.get(organization__code="44-1", period__order=4)
    assert filing.status == Status.SUBMITTED
    lines = [*filing.measurements.all(), *filing.progress_entries.all()]
    assert all(line.nil_return and line.nil_reason for line in lines)


def test_sample_tells_of_every_kind_of_move() -> None:
    told = set(FilingEvent.objects.values_list("action", flat=True))
    undone = {Action.TAKE_BACK, Action.GIVE_BACK, Action.TAKE_OVER, Action.UNDO_TAKE_OVER}
    assert told == set(Action.values) - undone


def test_sample_year_end_figures_are_all_entered() -> None:
    lines = Measurement.objects.filter(filing__period__order=4)
    assert all(line.is_answered and line.version for line in lines)


def test_sample_local_bureaus_support_what_the_office_assigned() -> None:
    assigned = Responsibility.objects.filter(basis="assigned")
    assert sorted(assigned.values_list("task__section__path", flat=True)) == ["三/七", "三/五", "三/六"]
    assert set(assigned.values_list("role", "collective")) == {("support", "local_bureaus")}


# --- Consistent with the actions ----------------------------------------------------------------------
def test_sample_log_explains_every_status() -> None:
    for filing in filings().prefetch_related("events"):
        state = Status.DRAFT
        for event in sorted(filing.events.all(), key=lambda event: event.pk):
            assert event.from_status == state
            state = Status(event.to_status)
        assert state == filing.status, filing


def test_sample_log_runs_forward_and_ends_today() -> None:
    for filing in filings().prefetch_related("events"):
        moments = [event.at for event in sorted(filing.events.all(), key=lambda event: event.pk)]
        assert moments == sorted(moments), filing
        assert all(moment.date() <= PLAYS_ON for moment in moments)


def test_sample_version_counts_submissions_and_each_has_its_snapshot() -> None:
    submissions = Counter(
        FilingEvent.objects.filter(action=Action.SUBMIT).values_list("filing_id", flat=True)
    )
    snapshots: dict[int, list[int]] = defaultdict(list)
    for filing_id, version in FilingSnapshot.objects.order_by("version").values_list("filing_id", "version"):
        snapshots[filing_id].append(version)
    for filing in filings():
        assert filing.version == submissions[filing.pk]
        assert snapshots[filing.pk] == list(range(1, filing.version + 1))


def test_sample_snapshots_carry_their_checksum() -> None:
    for snapshot in FilingSnapshot.objects.all():
        canonical = json.dumps(snapshot.content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        assert hashlib.sha256(canonical.encode()).hexdigest() == snapshot.sha256


def test_sample_snapshots_say_what_the_lines_say() -> None:
    for filing in filings().filter(status__in=[Status.SUBMITTED, Status.APPROVED]).order_by("pk")[::7]:
        content = filing.snapshots.get(version=filing.version).content
        assert content["lines"] == [checked.as_content() for checked in checked_lines(filing)]


def test_sample_revisions_count_up_to_each_lines_version() -> None:
    revisions: dict[tuple[str, int], list[int]] = defaultdict(list)
    for kind, line, version in LineRevision.objects.order_by("version").values_list(
        "kind", "line_id", "version"
    ):
        revisions[kind, line].append(version)
    for kind, model in (("progress", ProgressEntry), ("measurement", Measurement)):
        for line in model._default_manager.all():
            assert revisions[kind, line.pk] == list(range(1, line.version + 1))
            assert (line.version == 0) is (line.edited_at is None)


def test_sample_nobody_approved_their_own() -> None:
    editors: dict[int, set[int]] = defaultdict(set)
    for filing_id, person in LineRevision.objects.values_list("filing_id", "by_id"):
        editors[filing_id].add(person)
    for filing in Filing.objects.approved():
        assert filing.approved_by_id not in editors[filing.pk] | {filing.submitted_by_id}


def test_sample_everybody_acts_where_their_role_is() -> None:
    places = set(Membership.objects.values_list("user_id", "organization_id", "role"))
    for filing in filings():
        if filing.submitted_by_id:
            assert (filing.submitted_by_id, filing.organization_id, "lead") in places
        if filing.approved_by_id:
            assert (filing.approved_by_id, filing.reports_to_id, "reviewer") in places


def test_sample_submitted_filings_pass_their_checks() -> None:
    for filing in filings().filter(status__in=[Status.SUBMITTED, Status.APPROVED]):
        assert not blocking_lines(checked_lines(filing)), filing


def test_sample_doubts_are_few_enough_to_be_read() -> None:
    waiting = list(filings().filter(status=Status.SUBMITTED))
    doubted = [filing for filing in waiting if any(checked.doubts for checked in checked_lines(filing))]
    assert 1 <= len(doubted) <= len(waiting) / 4
    assert [filing for filing in waiting if filing.warning_count] == doubted


def test_sample_cities_add_up_to_their_provinces_or_a_note_says_why() -> None:
    for province in ("32", "33", "44"):
        for order in (1, 2, 3, 4):
            own = Measurement.objects.get(
                filing__organization__code=province,
                filing__period__order=order,
                target__indicator__code="pledge-financing",
            )
            cities = Measurement.objects.filter(
                filing__reports_to__code=province, filing__period__order=order, target=own.target
            )
            total = sum(city.value or 0 for city in cities)
            assert own.value is not None
            assert (total == own.value) is (own.said_to_reviewer == ""), (province, order)
            assert abs(total - own.value) <= Decimal("0.03") * own.value


def test_sample_measures_never_step_back() -> None:
    completed: set[tuple[int, int]] = set()
    states = MeasureState.objects.filter(entry__version__gt=0).order_by("entry__filing__period__order")
    for organization, measure, state in states.values_list("entry__filing__organization", "measure", "state"):
        if state == "completed":
            completed.add((organization, measure))
        else:
            assert (organization, measure) not in completed


def test_sample_delayed_measures_come_with_problems() -> None:
    delayed = ProgressEntry.objects.filter(measure_states__state="delayed")
    assert delayed.exists()
    assert not delayed.filter(problems="", explanations={}).exists()
