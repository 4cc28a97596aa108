"""Words and texts as searching compares them: what is folded, what stands together, and where it was."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.texts.strange_texts import TEXTS, WORDS
from texts.excerpts import EXCERPT, hits_in, passages
from texts.pinyin import first_letters
from texts.plain_text import HAN, plain_text, with_places
from texts.search_terms import initial_terms_asked, initial_terms_in, initials_in, terms_asked, terms_in
from texts.search_words import MOST_WORDS, SearchWords


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("知识产权，ＰＡＴＥＮＴ", " 知识产权 patent "),
        ("5G专利、32家", " 5g 专利 32 家 "),
        ("【二〇二一】", " 二〇二一 "),
        ("专\u200b利", " 专利 "),
        ("...", " "),
        ("", " "),
    ],
)
def test_a_text_is_compared_without_width_case_and_marks(text: str, plain: str) -> None:
    assert plain_text(text) == plain


@given(TEXTS)
def test_plain_text_is_runs_with_one_blank_between_them(text: str) -> None:
    plain = with_places(text)
    assert plain.text == " " + "".join(f"{run} " for run in plain.text.split())
    assert len(plain.places) == len(plain.text)
    assert all(0 <= place <= len(text) for place in plain.places)
    assert list(plain.places) == sorted(plain.places)


@given(st.text(alphabet=st.characters(min_codepoint=0x3400, max_codepoint=0x2FA1F), max_size=12))
def test_every_chinese_sign_has_one_letter(text: str) -> None:
    signs = "".join(HAN.findall(text))
    letters = first_letters(signs) if signs else ""
    assert len(letters) == len(signs)
    assert set(letters) <= set("abcdefghijklmnopqrstuvwxyz?")


@pytest.mark.parametrize(
    ("typed", "wanted", "unwanted"),
    [
        ("专利 导航", ["专利", "导航"], []),
        ("“专利 导航”", ["专利 导航"], []),
        ("专利 -退回", ["专利"], ["退回"]),
        ("－“专利 导航”", [], ["专利 导航"]),
        ("D-TFS", ["d tfs"], []),
        ('未完"引号', ["未完", "引号"], []),
        ("* - () ^", [], []),
        ("专利 专利", ["专利"], []),
        ("NEAR(专利 OR 导航)", ["near 专利", "or", "导航"], []),
    ],
)
def test_what_is_typed_is_words_phrases_and_what_must_not_be_there(
    typed: str, wanted: list[str], unwanted: list[str]
) -> None:
    words = SearchWords.of(typed)
    assert [word.plain for word in words.wanted] == wanted
    assert [word.plain for word in words.unwanted] == unwanted


def test_no_more_words_are_asked_than_the_first() -> None:
    assert len(SearchWords.of(" ".join(map(str, range(50)))).wanted) == MOST_WORDS


@given(TEXTS, WORDS)
@example("知识产权专员", "zscqzy")
def test_terms_never_lose_what_the_plain_text_holds(text: str, typed: str) -> None:
    """What an index narrows to has everything that is found by comparing."""
    plain = plain_text(text)
    initials = initials_in(plain)
    for word in SearchWords.of(typed).wanted:
        if word.pattern in plain:
            assert set(terms_asked(word.plain)) <= terms_in(plain)
        if word.letters and word.letters in initials:
            assert set(initial_terms_asked(word.letters)) <= initial_terms_in(initials)


@given(TEXTS)
def test_a_term_is_letters_and_digits_alone(text: str) -> None:
    plain = plain_text(text)
    for term in terms_in(plain) | set(terms_asked(plain)) | initial_terms_in(initials_in(plain)):
        assert term.isascii()
        assert term.isalnum()
        assert term == term.lower()


@given(TEXTS, WORDS, st.integers(min_value=5, max_value=20))
def test_passages_are_the_text_and_every_hit_is_found_by_itself(text: str, typed: str, longest: int) -> None:
    words = SearchWords.of(typed)
    whole = passages(text, words, longest=None)
    assert "".join(passage.text for passage in whole) == text
    assert len([passage for passage in whole if passage.is_hit]) == len(hits_in(text, words))
    short = passages(text, words, longest=longest)
    shown = "".join(passage.text for passage in short)
    assert len(shown) <= longest + 2
    assert shown.removeprefix("…").removesuffix("…") in text or shown in text


@pytest.mark.parametrize(
    ("text", "typed", "hits"),
    [
        ("推进专利导航。", "专利", ["专利"]),
        ("推进Ｐatent工作", "patent", ["Ｐatent"]),
        ("培养知识产权专员", "zscqzy", ["知识产权专员"]),
        ("专利、专利导航", "专利 导航", ["专利", "专利导航"]),
        ("patents", "patent", []),
    ],
)
def test_hits_stand_apart_as_they_are_written(text: str, typed: str, hits: list[str]) -> None:
    found = passages(text, SearchWords.of(typed))
    assert [passage.text for passage in found if passage.is_hit] == hits


def test_a_long_text_is_cut_around_its_first_hit() -> None:
    shown = passages("甲" * 400 + "专利" + "乙" * 400, SearchWords.of("专利"))
    assert [passage.is_hit for passage in shown] == [False, False, True, False, False]
    assert len("".join(passage.text for passage in shown)) == EXCERPT + 2
