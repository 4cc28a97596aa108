"""The API: the same scope and the same figures as the pages."""

from django.urls import reverse
from drf_spectacular.validation import validate_schema

from targets.models import Target
from tests.cases import TITLE, at_year_end, submitted, tell_case
from tests.conftest import SignIn
from tests.world import World


def test_a_list_begins_from_the_scope(world: World, signed_in: SignIn) -> None:
    rows = signed_in("filer").get(reverse("api:filing-list")).json()["results"]
    assert {row["organization"] for row in rows} == {"44", "440100"}


def test_a_filing_says_what_its_lines_say_and_what_happened(world: World, signed_in: SignIn) -> None:
    filing = world.approve(world.filing())
    found = signed_in("reviewer").get(reverse("api:filing-detail", args=[filing.pk])).json()
    assert found["status"] == "approved"
    assert [event["action"] for event in found["events"]] == ["submit", "approve"]
    assert found["lines"][1]["value"] == "120.5"


def test_cases_are_told_to_others_once_they_are_handed_in(world: World, signed_in: SignIn) -> None:
    with at_year_end():
        tell_case(world)
        url = reverse("api:casestudy-list")
        assert [row["title"] for row in signed_in("filer").get(url).json()["results"]] == [TITLE]
        assert signed_in("reviewer").get(url).json()["results"] == []
        submitted(world)
        (row,) = signed_in("reviewer").get(url, {"section": "三/六", "year": 2021}).json()["results"]
        assert (row["organization"], row["sections"][0]["path"]) == ("44", "三/六")
        assert signed_in("reviewer").get(url, {"section": "三/七"}).json()["results"] == []
        assert len(signed_in("department_filer").get(url).json()["results"]) == 1
        assert signed_in("outsider").get(url).json()["results"] == []


def test_a_target_comes_with_the_figure_of_the_persons_scope(world: World, signed_in: SignIn) -> None:
    world.approve(world.filing(), value="120.5")
    world.approve(world.filing(world.neighbour), value="80")
    url = reverse("api:target-detail", args=[world.pledge.pk])
    national = signed_in("reviewer").get(url).json()["figure"]
    own = signed_in("filer").get(url).json()["figure"]
    assert float(national["value"]) == 200.5
    assert (national["counted"], national["expected"]) == (2, 2)
    assert float(own["value"]) == 120.5
    assert own["organization"] == "44"


def test_a_target_outside_the_scope_comes_without_a_figure(world: World, signed_in: SignIn) -> None:
    url = reverse("api:target-detail", args=[world.cycle.pk])
    assert Target.objects.filter(pk=world.cycle.pk).exists()
    assert signed_in("filer").get(url).json()["figure"] is None


def test_filters_are_those_of_the_pages(world: World, signed_in: SignIn) -> None:
    world.submit(world.filing())
    rows = signed_in("reviewer").get(reverse("api:filing-list"), {"status": "submitted"}).json()
    assert [row["organization"] for row in rows["results"]] == ["44"]
    assert signed_in("reviewer").get(reverse("api:filing-list"), {"status": "lost"}).status_code == 400


def test_the_schema_is_valid_and_names_every_list(world: World, signed_in: SignIn) -> None:
    answer = signed_in("filer").get(reverse("api:schema"), {"format": "json"})
    schema = answer.json()
    validate_schema(schema)
    assert {"/api/v1/cases/", "/api/v1/filings/", "/api/v1/targets/", "/api/v1/tasks/"} <= set(
        schema["paths"]
    )


def test_nothing_can_be_written(world: World, signed_in: SignIn) -> None:
    url = reverse("api:filing-detail", args=[world.filing().pk])
    client = signed_in("administrator")
    for verb in ("post", "put", "patch", "delete"):
        assert getattr(client, verb)(url, {}, content_type="application/json").status_code == 405


def test_a_figure_leads_to_its_explanation_and_is_told_of_an_earlier_day(
    world: World, signed_in: SignIn
) -> None:
    world.approve(world.filing(), value="120.5")
    client, url = signed_in("reviewer"), reverse("api:target-detail", args=[world.pledge.pk])
    figure = client.get(url).json()["figure"]
    assert client.get(figure["explanation"]).status_code == 200
    assert figure["as_of"] is None
    before = client.get(url, {"on": "2021-10-01"}).json()["figure"]
    assert (before["value"], before["as_of"]) == (None, "2021-10-01")
    assert "on=2021-10-01" in before["explanation"]
    refused = client.get(url, {"on": "soon"})
    assert (refused.status_code, list(refused.json())) == (400, ["on"])
