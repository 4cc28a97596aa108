"""What the database itself refuses of codes and of files, whoever writes; and two who issue the same code."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from django.db import IntegrityError, connection, transaction

from reports.actions import freeze, version
from reports.models import AnnualReport, ReportFile, VerificationCode
from tests.refused import constraints_of, refused_by
from tests.reports.frozen import frozen_report
from tests.written_once import annual_report, report_file, verification_code

if TYPE_CHECKING:
    from tests.world import World

CODE = "BG4Y7S6DQ9429SW7"


def other_report(world: "World") -> AnnualReport:
    return annual_report(world, version=2, replaces=AnnualReport.objects.get())


BROKEN: "dict[str, Callable[[World], Any]]" = {
    "reports_verificationcode_once": lambda world: verification_code(
        world, report=other_report(world), code=CODE
    ),
    "reports_verificationcode_given": lambda world: verification_code(
        world, report=other_report(world), code=""
    ),
    "reports_reportfile_once": lambda world: report_file(world, report=AnnualReport.objects.get()),
    "reports_reportfile_form_known": lambda world: report_file(
        world, report=AnnualReport.objects.get(), form="exe", sha256="1" * 64
    ),
    "reports_reportfile_has_checksum": lambda world: report_file(
        world, report=AnnualReport.objects.get(), sha256=""
    ),
}


@pytest.fixture
def kept(world: "World") -> "World":
    report = annual_report(world)
    verification_code(world, report=report, code=CODE)
    report_file(world, report=report)
    return world


@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses_what_breaks_a_rule(kept: "World", name: str) -> None:
    with refused_by(name):
        BROKEN[name](kept)


def test_every_constraint_is_tried() -> None:
    assert constraints_of(VerificationCode, ReportFile) == set(BROKEN)


def test_a_report_has_one_code_for_ever(kept: "World") -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        verification_code(kept, report=AnnualReport.objects.get())
    with pytest.raises(IntegrityError), transaction.atomic():
        VerificationCode.objects.update(code="0" * 16)
    with pytest.raises(IntegrityError), transaction.atomic():
        VerificationCode.objects.all().delete()
    assert connection.is_usable()


def test_a_code_that_is_issued_is_not_issued_again(kept: "World", monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = iter([CODE, CODE, "0" * 16])
    monkeypatch.setattr(version, "new_code", lambda: next(drawn))
    assert version.unissued_code() == "0" * 16


def test_of_two_who_freeze_with_the_same_code_at_once_one_is_refused(
    world: "World", monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither sees the other's code; the database does, and nothing of the second report is kept."""
    frozen_report(world)
    issued = VerificationCode.objects.get().code
    monkeypatch.setattr(freeze, "unissued_code", lambda: issued)
    with pytest.raises(IntegrityError), transaction.atomic():
        frozen_report(world, world.neighbour)
    assert AnnualReport.objects.count() == VerificationCode.objects.count() == 1
