"""What is answered to whoever holds a copy: genuine, replaced, altered, or unknown."""

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from django.utils import timezone

from reports.actions import note_report_files
from reports.exports.production import produce
from reports.exports.stages import Course, unwatched
from reports.models import AnnualReport, FormKey, ReportFile
from reports.snapshot.digests import digests_of
from reports.stored_report import unpacked
from reports.verification.answers import Answer, Verdict, answer_to_code, answer_to_file
from reports.verification_codes.code import new_code, printed_code
from reports.verification_codes.drawing import qr_png
from tests.factories import GuidanceFactory
from tests.reports.exports.test_production import plan
from tests.reports.frozen import DECEMBER, frozen_report
from tests.written_once import annual_report, verification_code

if TYPE_CHECKING:
    from tests.world import World

FORMS = (FormKey.DOCX, FormKey.PDF, FormKey.XLSX, FormKey.JSON)


def exported(world: "World", folder: Path, *forms: FormKey, **choices: Any) -> Path:
    """A file that the portal has made and noted."""
    folder.mkdir(exist_ok=True)
    with time_machine.travel(DECEMBER, tick=False):
        wanted = plan(world, *forms, **choices)
        product = produce(wanted, folder, Course(wanted.steps, unwatched))
        note_report_files(
            manifest=product.manifest,
            size=product.path.stat().st_size,
            digests=digests_of(product.path),
            is_package=wanted.is_package,
            at=timezone.now(),
        )
    return product.path


def asked(path: Path) -> Answer:
    return answer_to_file(path, hashlib.sha256(path.read_bytes()).hexdigest())


def tipped_over(path: Path, place: int) -> Path:
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    copy = path.with_name("copy")
    copy.write_bytes(content)
    return copy


@pytest.mark.parametrize("form", FORMS)
def test_a_file_that_the_portal_made_is_genuine_and_with_one_altered_byte_never(
    world: "World", tmp_path: Path, form: FormKey
) -> None:
    report = frozen_report(world)
    path = exported(world, tmp_path, form)
    answer = asked(path)
    assert (answer.verdict, answer.form, answer.is_current) == (Verdict.GENUINE, form.label, True)
    assert [traced.report for traced in answer.reports] == [report]
    size, verdicts = path.stat().st_size, []
    for place in (0, size // 7, size // 3, size // 2, size - 30, size - 1):
        altered = asked(tipped_over(path, place))
        assert altered.verdict in {Verdict.ALTERED, Verdict.NOTHING}
        verdicts.append(altered.verdict)
    assert verdicts.count(Verdict.ALTERED) >= 2


def test_a_package_names_the_frozen_reports_in_it(world: "World", tmp_path: Path) -> None:
    report = frozen_report(world)
    whole = {"organization": world.office, "with_subordinates": True, "is_package": True}
    path = exported(world, tmp_path, FormKey.JSON, **whole)
    answer = asked(path)
    assert (answer.verdict, answer.form) == (Verdict.GENUINE, "Package (.zip)")
    assert [traced.report for traced in answer.reports] == [report]
    altered = asked(tipped_over(path, path.stat().st_size - 1))
    assert altered.verdict in {Verdict.ALTERED, Verdict.NOTHING}


def test_a_frozen_snapshot_is_known_before_anything_was_exported(world: "World", tmp_path: Path) -> None:
    report = frozen_report(world)
    with unpacked(report) as path:
        answer = asked(path)
    assert (answer.verdict, answer.form) == (Verdict.GENUINE, "JSON (.json)")
    assert not ReportFile.objects.exists()


def test_a_version_that_was_replaced_is_told_with_the_latest(world: "World") -> None:
    first = frozen_report(world)
    code = first.verification.printed
    assert answer_to_code(code).is_current
    second = annual_report(world, version=2, replaces=first)
    third = annual_report(world, version=3, replaces=second)
    (traced,) = answer_to_code(code).reports
    assert (traced.report, traced.latest) == (first, third)
    assert not answer_to_code(code).is_current


@pytest.mark.parametrize(
    ("text", "verdict"),
    [("", "mistyped"), ("0000", "mistyped"), ("0000-0000-0000-0001", "mistyped"), ("0" * 16, "not_issued")],
)
def test_a_code_that_stands_for_nothing_is_told_so(db: None, text: str, verdict: str) -> None:
    assert answer_to_code(text).verdict == verdict


def test_a_mistyped_code_is_not_looked_for(world: "World", django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        answer_to_code("0000-0000-0000-0001")
    with django_assert_num_queries(1):
        answer_to_code(new_code())


def picture(folder: Path, code: str) -> Path:
    path = folder / "code.png"
    path.write_bytes(qr_png(f"https://portal.example.gov.cn/verify/?code={printed_code(code)}"))
    return path


def test_of_a_picture_only_the_code_counts(world: "World", tmp_path: Path) -> None:
    report = frozen_report(world)
    answer = asked(picture(tmp_path, report.verification.code))
    assert answer.verdict == Verdict.PICTURED
    assert answer.reports[0].report == report
    assert asked(picture(tmp_path, new_code())).verdict == Verdict.NOT_ISSUED


def test_a_file_that_carries_the_codes_of_several_reports_names_each(world: "World", tmp_path: Path) -> None:
    """Of the same organization in another year too: which is current is asked of each by itself."""
    first = frozen_report(world)
    other = annual_report(world, guidance=GuidanceFactory(year=2022))
    verification_code(world, report=other)
    newer = annual_report(world, guidance=other.guidance, version=2, replaces=other)
    path, codes = tmp_path / "codes.json", (first.verification.printed, other.verification.printed)
    path.write_text("{" + " ".join(codes))
    answer = asked(path)
    assert answer.verdict == Verdict.ALTERED
    assert {traced.report: traced.latest for traced in answer.reports} == {first: None, other: newer}


def test_a_file_without_a_code_is_unknown(db: None, tmp_path: Path) -> None:
    (tmp_path / "note").write_text("没有验证码")
    assert asked(tmp_path / "note").verdict == Verdict.NOTHING


def test_only_who_may_read_a_report_is_led_to_it(world: "World") -> None:
    report = annual_report(world)
    verification_code(world, report=report)
    answer = answer_to_code(report.verification.code)
    opened = {name: bool(answer.open_to(world.people[name])) for name in ("lead", "reviewer", "outsider")}
    assert opened == {"lead": True, "reviewer": True, "outsider": False}


def test_what_is_not_frozen_is_not_noted(world: "World", tmp_path: Path) -> None:
    world.approve(world.filing(), value="120.5")
    exported(world, tmp_path, FormKey.JSON)
    assert not ReportFile.objects.exists()
    assert not AnnualReport.objects.exists()
