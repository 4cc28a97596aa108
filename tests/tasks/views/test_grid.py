"""The lines of a filing as a table: what it shows, and what becomes of a row that is sent."""

import re
from typing import Any

import pytest
from django.http import HttpResponse
from django.urls import reverse

from targets.models import Measurement, Target
from tasks.lines.grid_rows import grid_kinds
from tasks.models import LineRevision
from tests.conftest import SignIn
from tests.world import World

HTMX = {"HX-Request": "true"}
WHOLE = {"nil_reason": "", "note": ""}


def grid_url(world: World) -> str:
    return reverse("tasks:filing-grid", args=[world.filing().pk])


def row_url(world: World, target: Target | None = None) -> str:
    subject = (target or world.pledge).pk
    return reverse("tasks:grid-row", args=[world.filing().pk, "measurement", subject])


def line(world: World, target: Target | None = None) -> Measurement:
    return world.filing().measurements.get(target=target or world.pledge)


def send(
    world: World, signed_in: SignIn, *, by: str = "filer", plain: bool = False, **data: Any
) -> HttpResponse:
    headers = {} if plain else HTMX
    response: HttpResponse = signed_in(by).post(row_url(world), WHOLE | data, headers=headers)
    return response


def test_every_field_that_a_form_shows_has_its_column(world: World) -> None:
    """What a row does not send would be emptied."""
    for kind in grid_kinds():
        for written in kind.lines_of(world.filing()):
            form = kind.form(written)
            columns = {column.field_in(form) for column in kind.grid.columns} - {""}
            of_doubts = {name for name in form.fields if name.endswith(tuple(kind.doubts))}
            assert columns == set(form.fields) - of_doubts


def test_the_table_has_a_row_for_each_target_with_its_goal_and_earlier_numbers(
    world: World, signed_in: SignIn
) -> None:
    world.approve(world.filing(world.city), by=world.provincial_reviewer, value="88.5")
    page = signed_in("filer").get(grid_url(world))
    rows = page.context["tables"][0].rows
    asked = [checked.subject_id for checked in grid_kinds()[0].lines_of(world.filing())]
    assert [row.checked.line.subject_id for row in rows] == asked
    content = page.content.decode()
    assert "88.5" in content
    for row in rows:
        assert f'id="{row.key}-form"' in content
    empty = r"<textarea[^>]*>\n</textarea>"
    assert len(re.findall(empty, content)) == content.count("<textarea") == len(rows)


def test_a_row_is_saved_by_the_action_of_its_line(world: World, signed_in: SignIn) -> None:
    response = send(world, signed_in, version=0, value="０.０３１ 万亿元", note="说明", page="a1", turn=1)
    assert response.status_code == 200, response.content.decode()
    content = response.content.decode()
    assert str(line(world).value) == "310.000000"
    assert "&quot;value&quot;: &quot;310&quot;" in content, "What the server has read stands in the cell."
    assert f'id="measurement-{world.pledge.pk}-version" value="1"' in content
    assert LineRevision.objects.get().page == "a1"


def test_a_row_that_cannot_be_saved_says_so_at_its_cell(world: World, signed_in: SignIn) -> None:
    response = send(world, signed_in, version=0, value="-5")
    assert response.status_code == 422
    content = response.content.decode()
    assert 'data-cell-error="value"' in content
    assert "data-grid-said" not in content
    assert not world.filing().measurements.exists()


def test_a_row_that_somebody_else_saved_shows_both_and_the_choice(world: World, signed_in: SignIn) -> None:
    send(world, signed_in, by="colleague", version=0, value="7", note="同事")
    response = send(world, signed_in, version=0, value="8")
    assert response.status_code == 409
    content = response.content.decode()
    assert "同事" in content
    assert f'form="measurement-{world.pledge.pk}-form" name="replaces" value="1"' in content
    assert "&quot;value&quot;: &quot;7&quot;" in content
    assert str(line(world).value) == "7.000000"
    assert send(world, signed_in, version=0, replaces=1, value="8").status_code == 200
    assert (str(line(world).value), line(world).version) == ("8.000000", 2)


def test_a_row_keeps_the_explanations_of_its_doubts(world: World, signed_in: SignIn) -> None:
    send(world, signed_in, version=0, value="7")
    written = line(world)
    written.explanations = {"jump": {"text": "口径不同", "compared": "7 1"}}
    written.save(update_fields=["explanations"])
    send(world, signed_in, version=1, value="9")
    assert line(world).explanations["jump"]["text"] == "口径不同"
    send(world, signed_in, by="colleague", version=2, value="11")
    assert "口径不同" not in send(world, signed_in, version=2, value="10").content.decode()


def test_without_a_script_a_row_comes_back_to_its_place(world: World, signed_in: SignIn) -> None:
    response = send(world, signed_in, plain=True, version=0, value="12")
    assert (response.status_code, response["Location"]) == (
        302,
        f"{grid_url(world)}#measurement-{world.pledge.pk}",
    )
    assert str(line(world).value) == "12.000000"


@pytest.mark.parametrize(("value", "version", "status"), [("-5", 1, 422), ("8", 0, 409)])
def test_without_a_script_what_was_refused_stays_in_the_table(
    world: World, signed_in: SignIn, value: str, version: int, status: int
) -> None:
    send(world, signed_in, by="colleague", version=0, value="7")
    response = send(world, signed_in, plain=True, version=version, value=value, note="我的说明")
    assert response.status_code == status
    content = response.content.decode()
    assert f'value="{value}"' in content
    assert "我的说明" in content
    assert 'class="error-summary"' in content
    assert content.count("data-grid-row") == len(response.context["tables"][0].rows)
    assert f'version" value="{version}"' in content, "What was typed keeps the version that it began from."


def test_what_another_person_typed_before_is_not_saved(world: World, signed_in: SignIn) -> None:
    assert send(world, signed_in, version=0, value="7", person=world.colleague.pk).status_code == 401
    assert not world.filing().measurements.exists()


def test_a_filing_that_is_filed_has_no_table_any_more(world: World, signed_in: SignIn) -> None:
    world.submit(world.filing())
    page = signed_in("filer").get(grid_url(world))
    assert (page.status_code, page["Location"]) == (
        302,
        reverse("tasks:filing-detail", args=[world.filing().pk]),
    )
    assert send(world, signed_in, version=1, value="5").status_code == 409
    response = send(world, signed_in, plain=True, version=1, value="5")
    assert (response.status_code, response["Location"]) == (302, page["Location"])


def test_a_filing_whose_window_is_closed_has_no_table_yet(world: World, signed_in: SignIn) -> None:
    world.period.opens_on = world.period.due_on
    world.period.save()
    assert not world.filing().has_opened
    page = signed_in("filer").get(grid_url(world))
    assert (page.status_code, page["Location"]) == (
        302,
        reverse("tasks:filing-detail", args=[world.filing().pk]),
    )
    assert send(world, signed_in, version=0, value="5").status_code == 409
    assert not world.filing().measurements.exists()


def test_a_kind_without_a_table_has_no_rows(world: World, signed_in: SignIn) -> None:
    url = reverse("tasks:grid-row", args=[world.filing().pk, "progress", world.local_task.pk])
    assert signed_in("filer").post(url, {"version": 0}).status_code == 404


def test_the_filing_and_each_line_lead_to_the_table(world: World, signed_in: SignIn) -> None:
    client = signed_in("filer")
    detail = client.get(reverse("tasks:filing-detail", args=[world.filing().pk])).content.decode()
    assert f'href="{grid_url(world)}"' in detail
    edit = reverse("tasks:line-edit", args=[world.filing().pk, "measurement", world.pledge.pk])
    assert f'href="{grid_url(world)}#measurement-{world.pledge.pk}"' in client.get(edit).content.decode()
