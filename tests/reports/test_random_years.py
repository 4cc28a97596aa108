"""Whatever is filed: the snapshot says what the roll-up says, and every form what the snapshot says."""

import json
import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from docx import Document
from openpyxl import load_workbook
from pypdf import PdfReader

from organizations.models import Organization
from organizations.rounding import reached_in_percent
from reports.assembly import Wanted
from reports.exports.makers import MAKERS
from reports.gathering.figures import written
from reports.gathering.office.combination import combined
from reports.models import FormKey
from reports.rendering import silent
from reports.snapshot.snapshot import Snapshot
from reports.snapshot.year import Figure, Year
from reports.snapshot_source import write_snapshot_of
from targets.arithmetic.outcome import assess
from targets.figures.queries import TargetFigure, figures_of, is_compared
from targets.figures.terms import bands, rule_of
from targets.models import Target
from tests.reports.composition.specimen import cells_of, text_of
from tests.reports.random_year import SECRET, WAITING, draw_year
from tests.world import World

pytestmark = pytest.mark.django_db
SEEDS = (1, 2)
# Marks that follow one another where something between them is missing, and counts of nothing.
ODD = re.compile(
    r"[：；，、。][：；，、。]|（）|“”|\(\)|None|%\(|  |[,:;.] ?[,:;.]|(?<![0-9.,])0[项个期篇家](?!次)"
)


@pytest.fixture(params=SEEDS)
def drawn(world: World, request: pytest.FixtureRequest) -> World:
    draw_year(world, request.param)
    return world


@pytest.fixture(params=[False, True], ids=["approved", "with submitted"])
def with_submitted(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


def snapshot_of(world: World, organization: Organization, folder: Path, *, with_submitted: bool) -> Snapshot:
    path = folder / f"{organization.code}.snapshot"
    write_snapshot_of(Wanted(world.guidance, organization, timezone.now(), with_submitted), path)
    return Snapshot(path)


def targets_of(world: World) -> list[Target]:
    return list(world.guidance.targets.select_related("indicator", "guidance").order_by("order"))


def own(year: Year, code: str) -> dict[str, Figure]:
    return {figure.indicator: figure for figure in year.figures if figure.organization == code}


# --- The snapshot against the roll-up ---------------------------------------------------------------


def test_the_snapshot_says_what_the_roll_up_says(
    drawn: World, tmp_path: Path, *, with_submitted: bool
) -> None:
    for organization in Organization.objects.all():
        year = snapshot_of(drawn, organization, tmp_path, with_submitted=with_submitted).year
        told, shown = own(year, organization.code), figures_of(organization, targets_of(drawn))
        assert set(told) == {one.target.indicator.code for one in shown.values()}
        for one in shown.values():
            assert_same(told[one.target.indicator.code], one, with_submitted=with_submitted)


def assert_same(told: Figure, shown: TargetFigure, *, with_submitted: bool) -> None:
    """Value, parts, coverage, judgement and attainment: the official ones, or those with what waits."""
    total = shown.provisional if with_submitted else shown.figure
    assert (told.value, told.numerator, told.denominator) == tuple(
        map(written, (total.value, total.numerator, total.denominator))
    )
    coverage = total.coverage
    assert told.coverage is not None
    assert (told.coverage.expected, told.coverage.counted, told.coverage.nil, told.coverage.pending) == (
        coverage.expected,
        coverage.counted,
        coverage.nil,
        coverage.pending,
    )
    judged = shown.share is not None or is_compared(shown.organization, shown.target)
    assert told.share == written(shown.share)
    if not judged:
        assert (told.outcome, told.attainment) == (None, None)
        return
    again = assess(total.value, shown.goal, measured_on=shown.assessment.measured_on, bands=bands())
    assert told.outcome == replace(shown, figure=total, assessment=again).outcome
    attainment = again.attainment
    assert told.attainment == (None if attainment is None else str(reached_in_percent(attainment)))


def test_the_figures_of_the_bureaus_make_the_nations(
    drawn: World, tmp_path: Path, *, with_submitted: bool
) -> None:
    year = snapshot_of(drawn, drawn.office, tmp_path, with_submitted=with_submitted).year
    national = own(year, drawn.office.code)

    for target in targets_of(drawn):
        code = target.indicator.code
        beneath = [each for each in year.figures if each.indicator == code and each is not national[code]]
        if target.reported_by == Target.ReportedBy.LOCAL_BUREAUS:
            total = combined(beneath, rule_of(target.indicator))
            assert national[code].value == written(total.value)
            assert national[code].numerator == written(total.numerator)


# --- What the documents say -------------------------------------------------------------------------


def test_nothing_in_a_document_is_empty_doubled_or_left_to_fill_in(
    drawn: World, tmp_path: Path, *, with_submitted: bool
) -> None:
    for organization in Organization.objects.all():
        documents = snapshot_of(drawn, organization, tmp_path, with_submitted=with_submitted).documents
        for document in documents.values():
            said = [text_of(document), *document.notices, *(cell.text for cell in cells_of(document))]
            found = [
                text[max(0, odd.start() - 40) : odd.end() + 20] for text in said for odd in ODD.finditer(text)
            ]
            assert found == []


# --- The forms against the snapshot -----------------------------------------------------------------


def test_every_form_says_what_the_snapshot_says(
    drawn: World, tmp_path: Path, *, with_submitted: bool
) -> None:
    for organization in (drawn.office, drawn.department, drawn.province):
        snapshot = snapshot_of(drawn, organization, tmp_path, with_submitted=with_submitted)
        texts = []
        for key in FormKey:
            path = tmp_path / f"{organization.code}.{key}"
            MAKERS[key].render(snapshot, "zh-hans", path, silent)
            MAKERS[key].prove(snapshot, "zh-hans", path, silent)
            texts.append(READ[key](path, snapshot))
        assert not any(SECRET in text for text in texts)
        assert with_submitted or not any(WAITING in text for text in texts)


def compact(text: str) -> str:
    return re.sub(r"\s", "", text)


def read_docx(path: Path, snapshot: Snapshot) -> str:
    """Each figure stands in a row that names it."""
    document = Document(str(path))
    rows = [[compact(cell.text) for cell in row.cells] for table in document.tables for row in table.rows]
    for figure in own(snapshot.year, snapshot.head.organization.code).values():
        name, text = compact(figure.name.zh), compact(figure.text.zh)
        assert any(name in row and any(cell.rstrip("*") == text for cell in row) for row in rows)
    for figure in snapshot.year.figures:
        if figure.value is not None:
            text = compact(figure.text.zh)
            assert any(cell.rstrip("*†") == text for row in rows for cell in row)
    return "".join(paragraph.text for paragraph in document.paragraphs) + str(rows)


def read_pdf(path: Path, snapshot: Snapshot) -> str:
    text = compact("".join(page.extract_text() for page in PdfReader(path).pages))
    for figure in snapshot.year.figures:
        assert figure.value is None or compact(figure.text.zh) in text
    return text


def read_xlsx(path: Path, snapshot: Snapshot) -> str:
    book = load_workbook(path)
    head, *rows = book["目标完成情况"].values
    told = {row["指标"]: row for row in (dict(zip(head, row, strict=True)) for row in rows)}
    for figure in own(snapshot.year, snapshot.head.organization.code).values():
        row = told[figure.name.zh]
        assert row["数值（带单位）"] == figure.text.zh
        for column, written_number in (
            ("数据", figure.value),
            ("分子", figure.numerator),
            ("分母", figure.denominator),
        ):
            assert number(row[column]) == number(written_number)
    return str([list(page.values) for page in book])


def read_json(path: Path, snapshot: Snapshot) -> str:
    text = path.read_text(encoding="utf-8")
    figures: list[dict[str, Any]] = json.loads(text)["year"]["figures"]
    assert [each["value"] for each in figures] == [each.value for each in snapshot.year.figures]
    return text


def number(told: object) -> Decimal | None:
    return None if told is None else round(Decimal(str(told)), 6)


READ = {
    FormKey.DOCX: read_docx,
    FormKey.PDF: read_pdf,
    FormKey.XLSX: read_xlsx,
    FormKey.JSON: read_json,
}
