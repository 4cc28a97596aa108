"""Who is told of, of many who wrote something."""

from hypothesis import given
from hypothesis import strategies as st

from organizations.statistical_regions import REGION_OF, Region, region_of
from reports.composition.office.highlights import Choice, Highlight, excerpt, in_turns
from reports.snapshot.year import Statement
from tests.reports.composition.office import specimen
from tests.reports.composition.office.specimen import country, nation, told
from tests.reports.gathering.office.specimen import part

TEXTS = {
    "11": "建成快速预审通道，服务企业320家。",
    "31": specimen.TEXTS["31"],
    "42": "编制运营方案，储备专利880件。",
    "44": specimen.TEXTS["44"],
    "54": specimen.TEXTS["54"],
}


def choice(**texts: str) -> tuple[Choice, list[Statement]]:
    """A choice among bureaus with these texts, by code behind a letter."""
    given = texts or {f"c{code}": text for code, text in TEXTS.items()}
    codes = {key[1:]: text for key, text in given.items()}
    seen = nation(country(*(part(code, told(code, text)) for code, text in codes.items())))
    return Choice(seen), list(seen.manuscript.year.sections[0].achievements)


def test_regions_take_turns() -> None:
    chooser, statements = choice()

    assert [each.organization for each in chooser.of(statements, 3)] == ["11", "42", "54"]


def test_who_was_told_of_before_waits_for_the_others() -> None:
    chooser, statements = choice()
    first = chooser.of(statements, 3)
    second = chooser.of(statements, 3)

    assert [each.organization for each in first] == ["11", "42", "54"]
    assert [each.organization for each in second] == ["31", "42", "54"]


def test_the_same_is_told_of_one_alone() -> None:
    chooser, statements = choice(
        c11="建成快速预审通道，服务企业320家。", c31="建成快速预审通道，服务企业45家。"
    )

    assert [each.organization for each in chooser.of(statements, 3)] == ["11"]


def test_an_earlier_text_is_told_where_the_latest_says_what_another_said() -> None:
    seen = nation(
        country(
            part("11", told("11", "建成快速预审通道，服务企业320家。")),
            part("31", told("31", "出台地方条例，设立专项资金2亿元。", "建成快速预审通道，服务企业45家。")),
        )
    )

    chosen = Choice(seen).of(seen.manuscript.year.sections[0].achievements, 3)

    assert [each.text for each in chosen] == [
        "建成快速预审通道，服务企业320家。",
        "出台地方条例，设立专项资金2亿元。",
    ]


def test_who_has_not_closed_the_year_comes_after_those_who_have() -> None:
    seen = nation(
        country(
            part("11", told("11", TEXTS["11"]), is_closed=False, state="submitted"),
            part("31", told("31", TEXTS["31"])),
        )
    )

    (chosen,) = Choice(seen).of(seen.manuscript.year.sections[0].achievements, 1)

    assert chosen.organization == "31"


def test_the_own_name_is_not_told_twice() -> None:
    chooser, statements = choice(c31="上海：出台地方条例，设立专项资金2亿元。")

    (chosen,) = chooser.of(statements, 1)

    assert chosen.text == "出台地方条例，设立专项资金2亿元。"


def test_an_excerpt_is_of_whole_sentences_that_say_something() -> None:
    text = "已完成。出台地方条例，设立专项资金2亿元。本任务2项举措已完成1项。" + "长" * 99 + "。后面还有。"

    assert excerpt(text) == "出台地方条例，设立专项资金2亿元。"


def test_a_claim_does_not_stand_without_its_counts() -> None:
    counts = "全年新增示范企业24家，" + "举办活动，" * 30 + "惠及中小企业。"

    assert (
        excerpt(f"梯次培育体系基本形成，示范成效明显。{counts}")
        == f"梯次培育体系基本形成，示范成效明显。{counts}"
    )


def test_one_long_sentence_stays_whole() -> None:
    assert excerpt("长" * 300) == "长" * 300 + "。"


@given(st.lists(st.sampled_from(sorted(REGION_OF)), unique=True), st.integers(1, 10))
def test_no_region_is_two_ahead_of_one_that_has_more_to_tell(codes: list[str], most: int) -> None:
    taken = in_turns([Highlight(code, code, ()) for code in codes], most)

    assert len(taken) == min(most, len(codes))
    counts = {region: sum(region_of(each.organization) is region for each in taken) for region in Region}
    offered = {region: sum(region_of(code) is region for code in codes) for region in Region}
    for region in Region:
        if counts[region] < offered[region]:
            assert max(counts.values()) <= counts[region] + 1
