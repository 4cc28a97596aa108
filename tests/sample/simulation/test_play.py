"""``manage.py simulate``: every filing legal, as the real actions would have left it; the same every time."""

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test import override_settings

from organizations.models import Membership, Organization, User
from sample.year.plan import PLAYS_ON
from targets.figures.queries import figures_of
from targets.models import Measurement, Target
from tasks.actions.transition import MOVES
from tasks.lines.checked_lines import blocking_lines, checked_lines
from tasks.models import (
    Filing,
    FilingEvent,
    FilingSnapshot,
    Guidance,
    LineRevision,
    MeasureState,
    ProgressEntry,
    Remark,
)

Status = Filing.Status
Action = FilingEvent.Action
CITIES = [
    {"code": "130100", "name": "石家庄市", "province": "13", "city": "01"},
    {"code": "440100", "name": "广州市", "province": "44", "city": "01"},
]
AREAS = [
    {"code": f"4401{number:02}", "name": f"第{number}区", "province": "44", "city": "01", "area": "06"}
    for number in range(2, 12)
] + [
    {"code": "110105", "name": "朝阳区", "province": "11", "city": "01", "area": "05"},
    {"code": "130102", "name": "长安区", "province": "13", "city": "01", "area": "02"},
]
TOWNS = [
    {"code": area["code"], "name": f"{word}镇", "province": area["province"], "town": f"{number}00000"}
    for area in AREAS[:3]
    for number, word in enumerate("东西南", start=1)
]
EXTENT = {"townships": True, "years": 2, "seed": 7}


def run(regions: Path, **extent: Any) -> str:
    out = StringIO()
    with override_settings(PORTAL_TODAY=PLAYS_ON):
        call_command("simulate", regions=regions, stdout=out, **extent)
    return out.getvalue()


@pytest.fixture(scope="module")
def regions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("regions")
    for name, data in (("city.json", CITIES), ("area.json", AREAS), ("town.json", TOWNS)):
        (folder / name).write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def simulated(regions: Path, django_db_setup: Any, django_db_blocker: Any) -> Iterator[str]:
    """Two years of a small tree, made once for this module and taken away afterwards; what was printed."""
    with django_db_blocker.unblock():
        atomic = transaction.atomic()
        atomic.__enter__()
        yield run(regions, **EXTENT)
        transaction.set_rollback(True)
        atomic.__exit__(None, None, None)


pytestmark = pytest.mark.django_db
on_simulated = pytest.mark.usefixtures("simulated")


def filings() -> Any:
    return Filing.objects.select_related("organization", "reports_to", "period__guidance")


# --- What is there ------------------------------------------------------------------------------------
@on_simulated
def test_simulation_has_a_filing_for_everyone_and_marks_it(simulated: str) -> None:
    assert Organization.objects.count() == 45 + 45 + 1 + 12 + 9
    assert Filing.objects.count() == 2 * 4 * (Organization.objects.count() - 1)
    assert not Filing.objects.filter(is_sample=False).exists()
    assert not User.objects.filter(is_sample=False).exists()
    assert list(Guidance.objects.published().values_list("year", flat=True)) == [2021, 2020]
    assert "2020: 444 filings" in simulated


@on_simulated
def test_simulation_knows_every_state_and_most_twists() -> None:
    assert set(Filing.objects.values_list("status", flat=True)) == set(Status.values)
    actions = set(FilingEvent.objects.values_list("action", flat=True))
    assert actions == {Action.SUBMIT, Action.START_REVIEW, Action.RETURN, Action.APPROVE, Action.REOPEN}
    assert Measurement.objects.filter(nil_return=True, filing__organization__kind="county").exists()
    past = Filing.objects.filter(period__guidance__year=2020)
    assert past.filter(status=Status.DRAFT).exists()
    assert any(
        filing.filed_on and filing.filed_on > filing.due_on for filing in past.select_related("period")
    )


@on_simulated
def test_simulation_figures_grow_and_lie_near_the_goals() -> None:
    office = Organization.objects.get(kind="office")
    values: dict[tuple[int, str], Decimal] = {}
    for target in Target.objects.select_related("indicator", "guidance"):
        value = figures_of(office, [target], on=PLAYS_ON)[target.pk].figure.value
        values[target.guidance.year, target.indicator.code] = value or Decimal(0)
    assert 2_000 < values[2020, "pledge-financing"] < 3_200
    assert values[2021, "pledge-financing"] > 2_000
    assert 5 < values[2020, "financed-enterprise-growth"] < 40
    assert values[2020, "one-window"] < values[2021, "one-window"] < 100
    assert values[2020, "tisc"] <= values[2021, "tisc"]


# --- Legal --------------------------------------------------------------------------------------------
@on_simulated
def test_simulation_log_explains_every_status_by_legal_moves() -> None:
    for filing in filings().prefetch_related("events"):
        state, moments = Status.DRAFT, []
        for event in sorted(filing.events.all(), key=lambda event: event.pk):
            allowed, target = MOVES[Action(event.action)]
            assert event.from_status == state
            assert state in allowed
            state = Status(event.to_status)
            assert state == target
            moments.append(event.at)
            assert bool(event.reason) is (event.action in {Action.RETURN, Action.REOPEN})
        assert state == filing.status, filing
        assert moments == sorted(moments)
        assert all(moment.date() <= PLAYS_ON for moment in moments)


@on_simulated
def test_simulation_pairs_say_what_the_log_says() -> None:
    for filing in filings().prefetch_related("events"):
        last = {event.action: (event.at, event.by_id) for event in filing.events.order_by("pk")}
        if filing.version:
            assert (filing.submitted_at, filing.submitted_by_id) == last[Action.SUBMIT]
        if filing.status == Status.APPROVED:
            assert (filing.approved_at, filing.approved_by_id) == last[Action.APPROVE]
        if filing.returned_at:
            assert (filing.returned_at, filing.returned_by_id) in (
                last.get(Action.RETURN),
                last.get(Action.REOPEN),
            )


@on_simulated
def test_simulation_every_version_has_its_snapshot_with_the_right_checksum() -> None:
    found: dict[int, list[int]] = defaultdict(list)
    for snapshot in FilingSnapshot.objects.order_by("version"):
        canonical = json.dumps(snapshot.content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        assert hashlib.sha256(canonical.encode()).hexdigest() == snapshot.sha256
        found[snapshot.filing_id].append(snapshot.version)
    for filing in filings():
        assert found[filing.pk] == list(range(1, filing.version + 1))


@on_simulated
def test_simulation_lines_say_what_was_submitted_and_pass_their_checks() -> None:
    attested = filings().filter(status__in=[Status.SUBMITTED, Status.APPROVED])
    for filing in attested.order_by("pk")[::5]:
        lines = checked_lines(filing)
        content = filing.snapshots.get(version=filing.version).content
        assert content["organization"] == filing.organization.code
        assert (content["year"], content["period"]) == (filing.period.guidance.year, filing.period.order)
        assert content["lines"] == [checked.as_content() for checked in lines]
        # Who files late changes afterwards what stands beside a superior's numbers.
        is_changed = filings().filter(
            reports_to=filing.organization, period=filing.period, approved_at__gt=filing.submitted_at
        )
        assert is_changed.exists() or not blocking_lines(lines), filing


@on_simulated
def test_simulation_revisions_count_up_to_each_lines_version() -> None:
    revisions: dict[tuple[str, int], list[Any]] = defaultdict(list)
    for revision in LineRevision.objects.order_by("version"):
        revisions[revision.kind, revision.line_id].append(revision)
    for kind, model in (("progress", ProgressEntry), ("measurement", Measurement)):
        for line in model._default_manager.all():
            own = revisions[kind, line.pk]
            assert [one.version for one in own] == list(range(1, line.version + 1))
            assert (own[-1].at, own[-1].by_id) == (line.edited_at, line.edited_by_id)
            assert own[-1].content["note"] == line.note
            assert own[-1].content["explanations"] == line.explanations


@on_simulated
def test_simulation_corrected_figures_differ_between_versions() -> None:
    corrected = Filing.objects.filter(version=2, status=Status.APPROVED)
    assert corrected.exists()
    for filing in corrected:
        first, second = filing.snapshots.order_by("version")
        assert first.content["lines"] != second.content["lines"]


@on_simulated
def test_simulation_everybody_acts_where_their_role_is_and_nobody_approves_their_own() -> None:
    places = set(Membership.objects.values_list("user_id", "organization_id", "role"))
    editors: dict[int, set[int]] = defaultdict(set)
    for filing_id, person in LineRevision.objects.values_list("filing_id", "by_id"):
        editors[filing_id].add(person)
    for filing in filings():
        if filing.submitted_by_id:
            assert (filing.submitted_by_id, filing.organization_id, "lead") in places
        if filing.approved_by_id:
            assert (filing.approved_by_id, filing.reports_to_id, "reviewer") in places
            assert filing.approved_by_id not in editors[filing.pk] | {filing.submitted_by_id}


@on_simulated
def test_simulation_returns_leave_a_remark_that_the_correction_resolves() -> None:
    returns = Counter(FilingEvent.objects.filter(action=Action.RETURN).values_list("filing_id", flat=True))
    remarks = Remark.objects.select_related("filing").prefetch_related("steps")
    assert Counter(remark.filing_id for remark in remarks) == returns
    for remark in remarks:
        assert remark.is_resolved is (remark.filing.status != Status.RETURNED)
        steps = [step.step for step in remark.steps.order_by("pk")]
        assert steps == (["made", "resolved"] if remark.is_resolved else ["made"])


@on_simulated
def test_simulation_those_above_attest_the_sum_or_a_note_says_why() -> None:
    lines = Measurement.objects.filter(
        target__indicator__code="pledge-financing", filing__organization__numchild__gt=0
    ).select_related("filing__organization")
    explained = 0
    for line in lines.filter(filing__status=Status.APPROVED):
        place = {"period": line.filing.period_id, "reports_to": line.filing.organization_id}
        beneath = Measurement.objects.filter(
            target=line.target_id, filing__in=Filing.objects.filter(**place, status=Status.APPROVED)
        )
        total = sum(one.value or 0 for one in beneath)
        is_like = beneath.count() == Filing.objects.filter(**place).count()
        is_rounding = abs(total - (line.value or 0)) <= Decimal("0.05") * (beneath.count() + 1)
        assert is_rounding or not is_like or "subordinates" in line.explanations, line
        explained += "subordinates" in line.explanations
    assert explained


@on_simulated
def test_simulation_measures_never_step_back() -> None:
    completed: set[tuple[int, int]] = set()
    states = MeasureState.objects.order_by("entry__filing__period__order")
    for organization, measure, state in states.values_list("entry__filing__organization", "measure", "state"):
        if state == "completed":
            completed.add((organization, measure))
        else:
            assert (organization, measure) not in completed


@on_simulated
def test_simulation_keeps_constraints_tree_and_counters() -> None:
    connection.check_constraints()
    assert not any(Organization.objects.find_problems())
    last = FilingEvent.objects.latest("pk")
    added = FilingEvent.objects.create(
        filing=last.filing, action=Action.REMIND, version=1, at=last.at, by=last.by
    )
    assert added.pk > last.pk


@on_simulated
def test_every_figure_of_a_simulation_is_what_was_submitted() -> None:
    out = StringIO()
    call_command("recompute_rollups", check=True, stdout=out, stderr=StringIO())
    *years, all_at_once = out.getvalue().splitlines()
    assert len(years) == EXTENT["years"]
    assert all_at_once.startswith("now and on earlier days: ")


@on_simulated
def test_simulated_townships_file_before_their_counties() -> None:
    townships = filings().filter(organization__kind="township", status=Status.APPROVED, version=1)
    above = {
        (filing.organization_id, filing.period_id): filing
        for filing in filings().filter(organization__kind="county")
    }
    compared = 0
    for filing in townships.select_related("period"):
        county = above[filing.reports_to_id, filing.period_id]
        is_late = filing.filed_on > filing.due_on
        if county.submitted_at and not is_late:
            assert filing.approved_at < county.submitted_at, filing
            compared += 1
    assert compared > 2 * len(TOWNS)


@on_simulated
def test_simulated_people_are_as_if_their_accounts_had_been_opened() -> None:
    like = User(username="like")
    left = (
        "is_active",
        "is_staff",
        "is_superuser",
        "last_login",
        "preferred_language",
        "must_change_password",
    )
    for held in Membership.objects.select_related("user", "organization"):
        user = held.user
        assert {name: getattr(user, name) for name in left} == {name: getattr(like, name) for name in left}
        assert user.is_sample
        (event,) = user.account_events.all()
        assert (event.kind, event.at, event.by, event.mail_to) == ("opened", user.date_joined, None, "")
        assert event.detail == {"given": [[held.role, held.organization.code]]}
    assert User.objects.count() == Membership.objects.count()


@on_simulated
def test_simulate_says_how_many_rows_it_wrote(simulated: str) -> None:
    rooms = ("organizations", "tasks", "targets")
    models = [model for room in rooms for model in apps.get_app_config(room).get_models()]
    there = sum(model._default_manager.count() for model in models)
    assert f"\n{there:,} rows in " in simulated


# --- Again, and not ------------------------------------------------------------------------------------
@on_simulated
def test_simulate_refuses_a_portal_with_guidances(regions: Path) -> None:
    count = Filing.objects.count()
    with pytest.raises(CommandError, match="There are guidances already"):
        run(regions)
    assert Filing.objects.count() == count
