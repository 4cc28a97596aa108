"""A report from the database to the document."""

from typing import TYPE_CHECKING

from django.utils import timezone

from reports.assembly import Wanted, composed, gather, head_of
from reports.snapshot.document import Form, Letterhead, ReportDocument
from reports.snapshot.year import Year
from tests.reports.composition.specimen import cells_of, text_of

if TYPE_CHECKING:
    from organizations.models import Organization
    from tests.world import World


def report_of(world: "World", organization: "Organization") -> tuple[Year, dict[str, ReportDocument]]:
    """The year and the documents of what is approved now."""
    wanted = Wanted(world.guidance, organization, timezone.now())
    gathered = gather(wanted)
    return gathered.year, composed(wanted, gathered, head_of(wanted, gathered, None, {}))


def test_the_report_tells_of_the_year(world: "World") -> None:
    world.approve(world.filing(), value="120.5")
    year, documents = report_of(world, world.province)
    document = documents["zh-hans"]

    assert "已完成评估指引。" in text_of(document)
    assert {cell.figure for cell in cells_of(document) if cell.figure} == {each.id for each in year.figures}
    assert document.letterhead == Letterhead(Form.OFFICIAL, f"{world.province.name}文件")


def test_the_cells_show_each_figure_as_it_is(world: "World") -> None:
    world.approve(world.filing(), value="120.5")
    year, documents = report_of(world, world.province)
    texts = {figure.id: figure.text for figure in year.figures}

    for language, document in documents.items():
        for cell in cells_of(document):
            if cell.figure is not None:
                assert cell.text == texts[cell.figure].in_language(language)


def test_nothing_filed_makes_a_whole_report(world: "World") -> None:
    _year, documents = report_of(world, world.department)

    assert len(documents) == 2
    for document in documents.values():
        assert len(document.annexes) == 3
        assert document.letterhead.form is Form.PLAIN
    assert "截至目前尚无经审核通过的填报" in text_of(documents["zh-hans"])
