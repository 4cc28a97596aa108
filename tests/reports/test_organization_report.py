"""A report from the database to the document."""

from typing import TYPE_CHECKING

from django.utils import timezone

from reports.organization_report import organization_report
from reports.snapshot.document import Form, Letterhead
from tests.reports.composition.specimen import cells_of, text_of

if TYPE_CHECKING:
    from tests.world import World


def test_the_report_tells_of_the_year(world: "World") -> None:
    world.approve(world.filing(), value="120.5")
    report = organization_report(world.guidance, world.province, at=timezone.now())
    document = report.documents["zh-hans"]

    assert "已完成评估指引。" in text_of(document)
    assert {cell.figure for cell in cells_of(document) if cell.figure} == {
        each.id for each in report.year.figures
    }
    assert document.letterhead == Letterhead(Form.OFFICIAL, f"{world.province.name}文件")
    assert report.counts["figures"] == len(report.year.figures)


def test_the_cells_show_each_figure_as_it_is(world: "World") -> None:
    world.approve(world.filing(), value="120.5")
    report = organization_report(world.guidance, world.province, at=timezone.now())
    texts = {figure.id: figure.text for figure in report.year.figures}

    for language, document in report.documents.items():
        for cell in cells_of(document):
            if cell.figure is not None:
                assert cell.text == texts[cell.figure].in_language(language)


def test_nothing_filed_makes_a_whole_report(world: "World") -> None:
    report = organization_report(world.guidance, world.department, at=timezone.now())

    assert len(report.documents) == 2
    for document in report.documents.values():
        assert len(document.annexes) == 3
        assert document.letterhead.form is Form.PLAIN
    assert "截至目前尚无经审核通过的填报" in text_of(report.documents["zh-hans"])
