"""What filing discipline says of bad input, and what it costs."""

from typing import TYPE_CHECKING

import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.conftest import SignIn
from tests.reports.discipline_page import address, asked, said
from tests.reports.opened_view import table
from tests.reports.past_years import other_years

if TYPE_CHECKING:
    from tests.world import World


def test_a_span_that_does_not_exist_is_said_at_its_place(world: "World") -> None:
    answer = asked(world, "span=§")
    assert "There is no such span. Below stands the year." in answer.content.decode()
    assert "(2021)" in table(answer, "organizations").title


def test_an_earlier_day_knows_nothing_of_what_came_later(world: "World") -> None:
    with time_machine.travel("2021-10-25T12:00:00+08:00", tick=False):
        world.submit(world.filing())
    with time_machine.travel("2021-10-30T12:00:00+08:00", tick=False):
        now, then = asked(world), asked(world, "on=2021-10-22")
    reported = [said(table(one, "periods"), table(one, "periods").rows[0])["reported"] for one in (now, then)]
    assert reported == [1, 0]


def test_a_year_in_which_nothing_fell_due_says_so(world: "World") -> None:
    page = asked(world).context["page"]
    assert page.headline.sentence == "Nothing has fallen due in 2021 yet."


def test_ten_years_take_the_queries_of_two(world: "World", signed_in: SignIn) -> None:
    client, counts = signed_in("reviewer"), []
    for first, last in ((2020, 2020), (2012, 2019)):
        other_years(world, first, last)
        client.get(address(query="year=2021"))
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address(query="year=2021")).status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1]
