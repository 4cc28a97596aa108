"""What the page of a returned text shows: every figure that is otherwise, every sentence with its filings."""

from hypothesis import given, settings

from reports.editing.parts import Text, part_of
from reports.models import Edition, ReturnedText
from reports.returned_page import ReturnedPage
from reports.text_comparison.numbers import changed_numbers
from reports.text_comparison.sentences import SentenceKind
from reports.word_copies.content import Returned
from tests.reports.editing.texts import text
from tests.reports.word_copies.copies import Edit, came_back, insert, reword, some_edits


def page_of(returned: Returned, left: Text) -> ReturnedPage:
    """The page of a text that nobody has changed meanwhile, without a database."""
    page = ReturnedPage(Edition(), ReturnedText())
    vars(page).update(content=returned, left=left, now=left)
    return page


@given(some_edits)
@settings(max_examples=80, deadline=None)
def test_every_changed_figure_is_listed(edits: list[Edit]) -> None:
    page = page_of(came_back(text(), *edits), text())
    for each in page.units:
        if not each.is_worded:
            continue
        listed = [figure for figure in page.figures if figure.key == each.unit.key]
        changed = changed_numbers(each.before, each.after)
        assert len(listed) == len(changed), each.after
        for change in changed:
            if change.after is not None:
                written = each.after[change.after.start : change.after.end]
                assert written in [figure.after for figure in listed]


@given(some_edits)
@settings(max_examples=80, deadline=None)
def test_the_sentences_are_those_of_the_file(edits: list[Edit]) -> None:
    for each in page_of(came_back(text(), *edits), text()).units:
        said = [one for one in each.sentences if one.change.kind is not SentenceKind.REMOVED]
        if each.part is None or each.part.is_paragraph:
            pairs = [(one.change.after, one.passage.text.strip() if one.passage else "") for one in said]
            assert [after for after, _passage in pairs] == [passage for _after, passage in pairs]


def test_a_changed_figure_stands_beside_the_approved_one() -> None:
    edits = [reword(1, "全年办结 13 件，质押融资 38.5 亿元。"), insert(3, "另有 12 件、77 家。")]
    page = page_of(came_back(text(), *edits), text())
    told = [(each.before, each.after, each.official, each.is_approved) for each in page.figures]
    assert told == [
        ("12 件", "13 件", "12 件", False),
        ("", "12 件", "12 件", True),
        ("", "77 家", "", False),
    ]


def test_a_reworded_sentence_keeps_its_filings_and_a_new_one_has_none() -> None:
    page = page_of(came_back(text(), reword(2, "举措共 3 项，均已完成。出台了实施意见。天气晴好。")), text())
    (unit,) = page.units
    assert part_of(page.left, 7).words.startswith(unit.sentences[0].change.before)
    assert [(each.change.kind, each.links) for each in unit.sentences] == [
        (SentenceKind.KEPT, 1),
        (SentenceKind.REWORDED, 1),
        (SentenceKind.ADDED, 0),
    ]
