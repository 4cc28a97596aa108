"""Which two reports are compared, and what they are called."""

import pytest

from organizations.models import Organization
from reports.models import AnnualReport
from reports.report_comparison.sides import NOW, Side, Sides, Way, version_before, version_of, year_before
from reports.report_comparison.wording import fate_in_words, headline
from reports.text_comparison.documents import Fate, compared
from tasks.models import Guidance
from tests.reports.specimen import specimen_document

pytestmark = pytest.mark.any_database
GUANGDONG = Organization(
    pk=1, code="44", name="广东省知识产权局", short_name="广东", english_name="Guangdong"
)
JIANGSU = Organization(pk=2, code="32", name="江苏省知识产权局", short_name="江苏", english_name="Jiangsu")
THIS, LAST = Guidance(pk=1, year=2021), Guidance(pk=2, year=2020)
VERSIONS = [AnnualReport(pk=number, version=number) for number in (3, 2, 1)]


def side(report: AnnualReport | None = None, **other: object) -> Side:
    given: dict[str, object] = {"guidance": THIS, "organization": GUANGDONG, "versions": VERSIONS}
    return Side(**given | other, report=report)  # type: ignore[arg-type]


def test_the_version_named_is_compared_else_the_latest() -> None:
    assert version_of(VERSIONS, "2") == VERSIONS[1]
    assert version_of(VERSIONS, "") == VERSIONS[0]
    assert version_of(VERSIONS, "9") == VERSIONS[0]
    assert version_of(VERSIONS, NOW) is None
    assert version_of([], "1") is None


def test_a_version_is_compared_with_the_one_before_it() -> None:
    assert version_before(side(VERSIONS[0])) == VERSIONS[1]
    assert version_before(side(VERSIONS[2])) is None
    assert version_before(side()) == VERSIONS[0]
    assert version_before(side(versions=[])) is None


def test_the_year_before_is_the_latest_of_the_earlier_ones() -> None:
    assert year_before((2022, 2021, 2019, 2018), 2021) == 2019
    assert year_before((2021,), 2021) is None


@pytest.mark.parametrize(
    ("other", "way"),
    [
        (side(VERSIONS[1]), Way.VERSIONS),
        (side(VERSIONS[1], guidance=LAST), Way.YEARS),
        (side(VERSIONS[1], organization=JIANGSU), Way.ORGANIZATIONS),
        (side(VERSIONS[1], guidance=LAST, organization=JIANGSU), Way.ORGANIZATIONS),
    ],
)
def test_two_reports_differ_by_version_by_year_or_by_organization(other: Side, way: Way) -> None:
    sides = Sides(other, side(VERSIONS[0]))
    assert sides.way is way
    assert not sides.are_one
    assert sides.names[0] != sides.names[1]
    assert sides.subject()


def test_the_same_version_is_one_report() -> None:
    assert Sides(side(VERSIONS[0]), side(VERSIONS[0])).are_one
    assert not Sides(side(), side(VERSIONS[0])).are_one


def test_the_latest_version_is_what_an_address_without_one_means() -> None:
    assert side(VERSIONS[0]).is_latest
    assert not side(VERSIONS[1]).is_latest
    assert not side().is_latest
    assert side(versions=[]).is_latest


@pytest.mark.parametrize("fate", list(Fate))
def test_only_of_versions_something_is_called_changed(fate: Fate) -> None:
    versions = Sides(side(VERSIONS[1]), side(VERSIONS[0]))
    places = Sides(side(VERSIONS[0], organization=JIANGSU), side(VERSIONS[0]))
    assert fate_in_words(fate, versions) != fate_in_words(fate, places)


def test_the_headline_counts_what_differs() -> None:
    sides = Sides(side(VERSIONS[1]), side(VERSIONS[0]))
    before, after = specimen_document(paragraphs=1), specimen_document(paragraphs=2)
    comparison = compared(before, after)
    told = headline(comparison, sides, 0)
    assert f"1 of {len(comparison.blocks)} passages" in told
    assert "New: 1" in told
    assert headline(compared(before, before), sides, 0).endswith("say the same in every passage.")
