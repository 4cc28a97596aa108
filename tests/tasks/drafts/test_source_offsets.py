"""The text of a section beside its source: places lead from one to the other and back."""

from hypothesis import given
from hypothesis import strategies as st

from tasks.drafts.source_offsets import Alignment

SOURCE = "（一）统计工作。完善统计\n制度。\n— 3 —\n加强数据分析。（规划司负责）\n"
TEXT = "完善统计制度。加强数据分析。（规划司负责）"


def words(source: str, text: str, printed: str) -> str:
    """The words of the text at which those printed in the source stand."""
    at = source.index(printed)
    found = Alignment(source, text).words(at, at + len(printed))
    return text[slice(*found)] if found else ""


def test_words_are_found_over_line_ends_and_page_numbers() -> None:
    assert words(SOURCE, TEXT, "规划司") == "规划司"
    assert words(SOURCE, TEXT, "统计\n制度") == "统计制度"
    assert words(SOURCE, TEXT, "制度。\n— 3 —\n加强") == "制度。加强"


def test_words_of_the_heading_and_of_the_page_stand_nowhere_in_the_text() -> None:
    assert words(SOURCE, TEXT, "统计工作") == ""
    assert words(SOURCE, TEXT, "— 3 —") == ""


def test_the_same_words_twice_are_told_apart_by_their_place() -> None:
    source, text = "（一）甲。天文台。天文台。", "天文台。天文台。"
    second = source.rindex("天文台")
    assert Alignment(source, text).words(second, second + 3) == (4, 7)


def test_words_that_were_corrected_stand_where_the_next_ones_do() -> None:
    alignment = Alignment("支持“”双创等工作。", "支持“双创”等工作。")
    assert alignment.text_offset(0) == 0
    assert alignment.words(0, 2) == (0, 2)
    assert alignment.source_offset(6) == 6


blanks = st.text(alphabet=" \n\u3000", max_size=3)


@given(st.text(alphabet="甲乙丙。", min_size=1, max_size=40), st.data())
def test_without_corrections_every_character_leads_to_itself_and_back(text: str, data: st.DataObject) -> None:
    source = "（一）题目。" + "".join(character + data.draw(blanks) for character in text)
    alignment = Alignment(source, text)
    for at, character in enumerate(text):
        there = alignment.source_offset(at)
        assert source[there] == character
        assert alignment.text_offset(there) == at
        assert alignment.words(there, there + 1) == (at, at + 1)


@given(st.text(max_size=60), st.text(max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_whatever_stands_beside_whatever_places_stay_within_the_text(
    source: str, text: str, begins: int, ends: int
) -> None:
    found = Alignment(source, text).words(begins, ends)
    assert found is None or 0 <= found[0] < found[1] <= len(text)
