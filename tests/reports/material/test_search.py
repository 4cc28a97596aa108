"""The search of filed texts finds just what comparing each text by itself finds, on either database."""

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypinyin import Style, lazy_pinyin

from reports.material.search import search_filed
from reports.models import FiledText
from tasks.models import Filing
from tests.reports.material.filed import approved, made_texts
from tests.texts.strange_texts import TEXTS, WORDS
from tests.world import World
from texts.plain_text import HAN, plain_text
from texts.search_words import SearchWords

pytestmark = pytest.mark.django_db


def found(words: str) -> list[str]:
    return [text.text for text in search_filed(FiledText.objects.all(), words)]


def times_in(text: str, word: str, *, may_be_pinyin: bool) -> int:
    """How often a word stands in a text, counted run by run."""
    plain, count = plain_text(text), 0
    spaced = plain.replace(" ", "  ")
    begins, ends = HAN.match(word[0]) is None, HAN.match(word[-1]) is None
    pattern = " " * begins + word.replace(" ", "  ") + " " * ends
    count += spaced.count(pattern)
    if may_be_pinyin:
        for run in plain.split():
            if HAN.match(run[0]):
                letters = "".join(lazy_pinyin(sign, style=Style.FIRST_LETTER)[0][:1] for sign in run)
                count += letters.count(word)
    return count


def oracle(texts: list[str], typed: str) -> set[str]:
    """The texts that a reader finds who looks at each by itself."""
    words = SearchWords.of(typed)
    return {
        text
        for text in texts
        if all(times_in(text, word.plain, may_be_pinyin=bool(word.letters)) for word in words.wanted)
        and not any(times_in(text, word.plain, may_be_pinyin=False) for word in words.unwanted)
    }


# Signs that are read the same wherever they stand, so that the oracle may read one by one.
PLAIN_READING = set("知识产权专利导航")


@given(st.lists(TEXTS.filter(str.strip), min_size=1, max_size=6, unique=True), WORDS)
@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_found_is_what_comparing_each_text_finds(world: World, texts: list[str], typed: str) -> None:
    FiledText.objects.all().delete()
    made_texts(world, *texts)
    words = SearchWords.of(typed)
    if any(word.letters for word in words.wanted) and any(
        set(HAN.findall(text)) - PLAIN_READING for text in texts
    ):
        found(typed)
        return
    assert set(found(typed)) == oracle(texts, typed)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=60))
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_typed_is_an_error(world: World, typed: str) -> None:
    if not FiledText.objects.exists():
        made_texts(world, "推进专利导航。")
    assert set(found(typed)) <= {"推进专利导航。"}


@pytest.mark.parametrize(
    "typed",
    [
        '"',
        '""',
        "*",
        "a*",
        "NEAR(专利, 3)",
        "^专利",
        "专利:导航",
        "-",
        "(",
        "'; --",
        "专" * 5000,
        "x y " * 900,
    ],
)
def test_signs_of_query_languages_mean_nothing(world: World, typed: str) -> None:
    made_texts(world, "专利")
    found(typed)


def test_the_most_hits_come_first_then_the_newest(world: World) -> None:
    made_texts(world, "专利", "专利、专利", "没有", "专利与专利")
    assert found("专利") == ["专利、专利", "专利与专利", "专利"]
    assert found("") == ["专利", "专利、专利", "没有", "专利与专利"]


@pytest.mark.parametrize(
    ("typed", "texts"),
    [
        ("zscqzy", ["培养知识产权专员"]),
        ("ZSCQ", ["培养知识产权专员", "知识，产权"][:1]),
        ("y", []),
        ("“产权专员”", ["培养知识产权专员"]),
        ("识产", ["培养知识产权专员"]),
        ("知识 产权 -专员", ["知识，产权"]),
        ("权", ["培养知识产权专员", "知识，产权"]),
    ],
)
def test_people_find_by_signs_phrases_and_initials(world: World, typed: str, texts: list[str]) -> None:
    made_texts(world, "培养知识产权专员", "知识，产权")
    assert found(typed) == texts


def test_pairs_that_do_not_follow_each_other_are_no_word(world: World) -> None:
    made_texts(world, "知识、识产", "知识产")
    assert found("知识产") == ["知识产"]


def test_what_is_found_can_be_narrowed_and_paged(world: World) -> None:
    made_texts(world, *(f"专利 {number}" for number in range(5)))
    rows = search_filed(FiledText.objects.filter(subject_id__gt=1), "专利").filter(subject_id__lt=5)
    assert rows.count() == 3
    assert [text.subject_id for text in rows[1:3]] == [3, 4]


def test_the_index_follows_every_change_of_the_table(world: World) -> None:
    made_texts(world, "专利", "商标")
    FiledText.objects.filter(text="商标").delete()
    FiledText.objects.filter(text="专利").update(terms="whatever")
    assert found("商标") == found("专利") == []
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "INSERT INTO reports_filedtext_index (reports_filedtext_index) VALUES ('integrity-check')"
            )
        else:
            cursor.execute("SET LOCAL enable_seqscan = off")
            assert "reports_filedtext_index" in search_filed(FiledText.objects.all(), "专利").explain()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL plans by how full the table is")
def test_sqlite_asks_the_index(world: World) -> None:
    plan = search_filed(FiledText.objects.all(), "专利").explain()
    assert "VIRTUAL TABLE INDEX" in plan
    assert "SCAN reports_filedtext\n" not in f"{plan}\n"


def test_who_sees_what_is_the_rule_of_scope(world: World) -> None:
    """A bureau its own, a department what is on its targets everywhere, the office all (design R18)."""
    approved(world)
    seen = {
        name: FiledText.objects.visible_to(world.person(name)).count()
        for name in ("filer", "city_lead", "outsider", "department_filer", "reviewer")
    }
    every = FiledText.objects.count()
    on_its_targets = FiledText.objects.filter(target__isnull=False).count()
    assert seen == {
        "filer": every,
        "city_lead": 0,
        "outsider": 0,
        "department_filer": on_its_targets,
        "reviewer": every,
    }
    assert 0 < on_its_targets < every


def test_nothing_is_found_of_what_is_not_approved(world: World) -> None:
    approved(world)
    Filing.objects.update(version=2)
    assert not FiledText.objects.visible_to(world.person("reviewer")).exists()
