"""What an organization reports on a target is built in one place."""

import ast
from decimal import Decimal
from pathlib import Path

import pytest

from targets.arithmetic.rollup import Report
from targets.figures.filing_rows import FilingRow
from targets.figures.reports import (
    Answer,
    filings_of_figure,
    lines_of_figure,
    lines_on,
    report,
    reports_of_lines,
    reports_on,
)
from targets.models import Target
from tasks.models import Filing
from tests.supplements import on_day, opened, supplement_of
from tests.world import World

ROOT = Path(__file__).resolve().parents[3]
BUILDER = "targets/figures/reports.py"
# Simulated years are played without a filing at hand: what stands approved comes from plain numbers.
WITHOUT_FILINGS = "sample/simulation/filed.py"
# A frozen report has no filings either: what it states of the year is one answer.
FROZEN = "reports/gathering/office/combination.py"
GUIDANCE, PROVINCE, CITY = 1, 10, 11


def builds_a_report(path: Path) -> bool:
    return any(
        isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Report"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    )


def test_nobody_else_builds_a_report() -> None:
    rooms = (path for room in ("targets", "reports", "sample") for path in (ROOT / room).rglob("*.py"))
    building = {path.relative_to(ROOT).as_posix() for path in rooms if builds_a_report(path)}
    assert building == {BUILDER, WITHOUT_FILINGS, FROZEN}


def row(**others: object) -> FilingRow:
    values: dict[str, object] = {
        "pk": 1,
        "organization": PROVINCE,
        "is_local": True,
        "guidance": GUIDANCE,
        "period": 3,
        "is_supplement": False,
        "status": Filing.Status.APPROVED,
    }
    return FilingRow(**values | others)  # type: ignore[arg-type]


def wanted() -> Target:
    return Target(guidance_id=GUIDANCE, reported_by=Target.ReportedBy.LOCAL_BUREAUS)


SAID = Answer(Decimal(5))


def built(
    filing: FilingRow, answer: Answer | None = SAID, status: str = Filing.Status.APPROVED
) -> Report | None:
    return report(filing, wanted(), answer, status)


def test_a_report_says_who_when_what_and_who_speaks_for_it_since() -> None:
    assert built(row(successor=CITY, has_left=True)) == Report(
        organization=PROVINCE,
        period=3,
        status="approved",
        value=Decimal(5),
        successor=CITY,
        has_left=True,
    )


def test_another_guidance_says_nothing_on_a_target() -> None:
    assert built(row(guidance=GUIDANCE + 1)) is None


def test_what_is_owed_is_a_report_without_a_number() -> None:
    owing = built(row(), None)
    assert owing is not None
    assert not owing.has_number
    assert built(row(is_local=False), None) is None
    assert built(row(is_supplement=True), None) is None


@pytest.mark.parametrize(("status", "is_heard"), [("draft", False), ("returned", False), ("submitted", True)])
def test_who_had_gone_is_heard_where_it_was_handed_in(status: str, *, is_heard: bool) -> None:
    assert (built(row(is_there=False), SAID, status) is not None) is is_heard


def test_lines_and_rows_come_to_the_same_reports(world: World) -> None:
    world.approve(world.filing(), value="120.5")
    world.submit(world.filing(world.neighbour), by=world.outsider, value="30")
    filings = Filing.objects.filter(reports_to=world.office)
    lines = lines_of_figure(world.pledge, world.office, world.person("observer"))
    by_rows = reports_on([world.pledge], filings)[world.pledge.pk]
    assert sorted(reports_of_lines(lines).values(), key=str) == sorted(by_rows, key=str)


def test_behind_a_figure_with_a_period_stand_no_later_filings(world: World) -> None:
    world.approve(world.filing(), value="120.5")
    person, periods = world.person("observer"), [world.period, world.year_end]
    with_period = filings_of_figure(world.pledge, world.office, person, until=world.period)
    assert {filing.period for filing in with_period} == {world.period}
    at_the_end = filings_of_figure(world.pledge, world.office, person, until=world.year_end, known=periods)
    assert {filing.period for filing in at_the_end} == set(periods)


def test_to_the_year_end_belong_the_supplements(world: World) -> None:
    with on_day():
        opened(world)
        person = world.person("observer")
        found = filings_of_figure(world.pledge, world.office, person, until=world.year_end)
        assert supplement_of(world) in found
        assert supplement_of(world) not in filings_of_figure(
            world.pledge, world.office, person, until=world.period
        )


def test_what_a_person_is_not_told_is_no_line(world: World) -> None:
    """A draft is owed still, whatever stands in it (design R22)."""
    world.fill(world.filing(), by=world.people["filer"], value="120.5")
    (line,) = [
        line
        for line in lines_of_figure(world.pledge, world.office, world.person("observer"))
        if line.filing == world.filing()
    ]
    (own,) = lines_on(world.pledge, [world.filing()], told_to=world.person("lead"))
    assert (line.pk, line.value, own.value) == (None, None, Decimal("120.5"))
