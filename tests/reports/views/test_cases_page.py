"""The pages on which cases are scored and chosen."""

from typing import Any

from django.test import Client
from django.urls import reverse

from reports.models import CaseOfYear, CaseScore
from tests.conftest import SignIn
from tests.reports.material.told import approved_cases, scored
from tests.world import World

CASES = reverse("reports:material-cases")
POINTS = {"innovation": "4", "effect": "5", "transferability": "3", "remark": "数据扎实。"}


def case_url(case: Any, name: str = "") -> str:
    return reverse(f"reports:material-case{name}", args=[case.pk])


def score(client: Client, case: Any, **said: str) -> Any:
    return client.post(case_url(case), POINTS | {"version": "1"} | said)


def test_a_score_is_kept_and_shown_in_place(world: World, signed_in: SignIn) -> None:
    (case,) = approved_cases(world)
    client = signed_in("reviewer")
    assert score(client, case)["Location"] == case_url(case)
    assert score(client, case, effect="1").status_code == 302
    kept = CaseScore.objects.get()
    assert (kept.points, kept.remark, kept.scored_by) == ((4, 1, 3), "数据扎实。", world.reviewer)
    assert "Mean: 2.67 of 5" in client.get(case_url(case)).content.decode()


def test_points_beyond_the_scale_are_refused_at_their_field(world: World, signed_in: SignIn) -> None:
    (case,) = approved_cases(world)
    for said in ({"effect": "6"}, {"effect": ""}, {"effect": "x"}, {"remark": "长" * 501}, {"version": ""}):
        answer = score(signed_in("reviewer"), case, **said)
        assert answer.status_code == 422
        assert list(answer.context["form"].errors) == list(said)
    assert not CaseScore.objects.exists()


def test_another_version_than_was_read_is_not_scored(world: World, signed_in: SignIn) -> None:
    (case,) = approved_cases(world)
    answer = score(signed_in("reviewer"), case, version="3")
    assert answer.status_code == 409
    assert "has filed again" in answer.content.decode()


def test_nothing_of_others_is_on_the_page_before_ones_own(world: World, signed_in: SignIn) -> None:
    (case,) = approved_cases(world)
    kept = scored(case, world.second_reviewer, 1)
    CaseScore.objects.filter(pk=kept.pk).update(remark="不够具体")
    client = signed_in("reviewer")
    for address in (case_url(case), CASES):
        before = client.get(address).content.decode()
        assert "不够具体" not in before
        assert "1.00" not in before
        assert world.second_reviewer.name not in before
    score(client, case)
    assert "不够具体" in client.get(case_url(case)).content.decode()


def test_cases_still_to_be_scored_can_be_listed_alone(world: World, signed_in: SignIn) -> None:
    first, second = approved_cases(world, 2)
    scored(first, world.reviewer)
    client = signed_in("reviewer")
    found = {
        value: [row.case for row in client.get(CASES, {"scored": value}).context["rows"]]
        for value in ("yes", "no")
    }
    assert found == {"yes": [first], "no": [second]}


def test_an_administrator_chooses_a_case_and_takes_it_back(world: World, signed_in: SignIn) -> None:
    (case,) = approved_cases(world)
    client = signed_in("administrator")
    refused = client.post(case_url(case, "-choose"), {"reason": ""}, follow=True)
    assert not CaseOfYear.objects.exists()
    assert "This field is required." in refused.content.decode()
    client.post(case_url(case, "-choose"), {"reason": "成效突出。"})
    for address in (case_url(case), CASES, f"{CASES}?chosen=yes", reverse("reports:material-list")):
        assert "Case of the year" in signed_in("reviewer").get(address).content.decode()
    client.post(case_url(case, "-withdraw"))
    assert client.get(CASES, {"chosen": "yes"}).context["rows"] == []


def test_the_limit_is_said_where_one_more_is_chosen(world: World, signed_in: SignIn, settings: Any) -> None:
    settings.MOST_CASES_OF_YEAR = 1
    first, second = approved_cases(world, 2)
    client = signed_in("administrator")
    client.post(case_url(first, "-choose"), {"reason": "好。"})
    answer = client.post(case_url(second, "-choose"), {"reason": "好。"}, follow=True)
    assert "1 case of the year is chosen already" in answer.content.decode()
