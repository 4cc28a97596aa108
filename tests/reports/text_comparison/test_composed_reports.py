"""Reports composed of a year drawn by lot, compared: nothing is lost, and nothing differs from itself."""

from itertools import permutations

import pytest
from django.utils import timezone

from reports.assembly import Wanted, composed, gather, head_of
from reports.snapshot.document import ReportDocument
from reports.text_comparison.blocks import text_of
from reports.text_comparison.documents import compared
from reports.text_comparison.numbers import numbers_in
from reports.text_comparison.outline import outline
from reports.text_comparison.sentences import after_side, before_side
from tests.reports.random_year import draw_year
from tests.reports.text_comparison.test_documents import blocks_of, counted, sides
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
LANGUAGES = ("zh-hans", "en")


@pytest.fixture(params=(1, 2))
def reports(world: World, request: pytest.FixtureRequest) -> list[dict[str, ReportDocument]]:
    draw_year(world, request.param)
    found = []
    for organization in (world.office, world.province, world.department):
        wanted = Wanted(world.guidance, organization, timezone.now())
        gathered = gather(wanted)
        found.append(composed(wanted, gathered, head_of(wanted, gathered, None, {})))
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_report_compared_with_itself_has_no_difference(
    reports: list[dict[str, ReportDocument]], language: str
) -> None:
    for documents in reports:
        comparison = compared(documents[language], documents[language])
        assert comparison.is_same
        assert comparison.numbers == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_passage_of_both_stands_once(reports: list[dict[str, ReportDocument]], language: str) -> None:
    for before, after in permutations(reports, 2):
        old, new = sides(compared(before[language], after[language]))
        assert counted(old) == counted(blocks_of(before[language]))
        assert new == blocks_of(after[language])


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_sides_of_a_changed_passage_read_as_in_their_reports(
    reports: list[dict[str, ReportDocument]], language: str
) -> None:
    for before, after in permutations(reports, 2):
        for block in compared(before[language], after[language]).blocks:
            if block.sentences and block.before is not None and block.after is not None:
                old = "".join(each.before for each in before_side(block.sentences))
                new = "".join(each.after for each in after_side(block.sentences))
                assert plain(old) == plain(text_of(block.before))
                assert plain(new) == plain(text_of(block.after))


def plain(text: str) -> str:
    return "".join(text.split())


def test_the_reports_have_figures(reports: list[dict[str, ReportDocument]]) -> None:
    office = reports[0]["zh-hans"]
    assert sum(len(numbers_in(section.content)) for section in outline(office)) > 20
