"""The view of filing discipline: every count opens what it counted, rates are those of a slow count."""

import csv
import io
from urllib.parse import parse_qs, urlsplit

import pytest

from organizations.calendar import today
from reports.overview import filings_beneath
from tasks.filings.timeliness import Timeliness
from tasks.models import Filing
from tests.conftest import SignIn
from tests.reports.busy_world import BusyWorld
from tests.reports.discipline_page import address, asked, said
from tests.reports.opened_view import table
from tests.reports.past_years import other_years

pytestmark = pytest.mark.django_db
COUNTS = ("asked", "reported", "on_time", "returned")


def slowly(filings: list[Filing]) -> dict[str, int]:
    """The counts of a row, filing by filing and event by event."""
    due = [
        filing
        for filing in filings
        if filing.due_on < today()
        and (filing.filed_on or filing.organization.is_there_on(filing.period.ends_on))
    ]
    return {
        "asked": len(due),
        "reported": sum(filing.timeliness in {Timeliness.ON_TIME, Timeliness.LATE} for filing in due),
        "on_time": sum(filing.timeliness == Timeliness.ON_TIME for filing in due),
        "returned": sum(filing.events.filter(action="return").exists() for filing in due),
    }


class TestWhatItShows:
    def test_every_row_is_what_a_slow_count_comes_to(self, busy: BusyWorld) -> None:
        other_years(busy.world, 2018)
        answer = asked(busy.world, "year=2021&span=all")
        filings = list(filings_beneath(busy.world.office).select_related("organization", "period__guidance"))
        shown = table(answer, "organizations")
        assert len(shown.rows) > 5
        for row in shown.rows:
            theirs = [one for one in filings if row.key == f"organization-{one.organization.code}"]
            assert {key: said(shown, row)[key] for key in COUNTS} == slowly(theirs), row.key
        shown = table(answer, "periods")
        for row in shown.rows:
            name = row.key.removeprefix("year-").removeprefix("period-")
            of_row = [one for one in filings if name in {str(one.period.guidance.year), str(one.period_id)}]
            assert {key: said(shown, row)[key] for key in COUNTS} == slowly(of_row), row.key

    @pytest.mark.parametrize("query", ["span=all", "span=period", "region=east", "on=2021-10-22", ""])
    def test_each_count_opens_just_what_it_counted(self, busy: BusyWorld, query: str) -> None:
        other_years(busy.world, 2019)
        client, opened = SignIn(busy.world)("reviewer"), 0
        answer = asked(busy.world, f"year=2021&{query}")
        cells = [
            cell
            for key in ("periods", "organizations")
            for row in (*table(answer, key).rows[:12], *table(answer, key).totals)
            for cell in row.cells
        ]
        for cell in cells:
            if cell.is_count:
                found = client.get(cell.href).context["page_obj"].paginator.count
                assert found == cell.value, cell.href
                opened += 1
        assert opened > 10

    def test_the_headline_compares_the_same_periods(self, busy: BusyWorld) -> None:
        other_years(busy.world, 2020)
        page = asked(busy.world, "year=2021").context["page"]
        assert page.headline.sentence.startswith("On-time rate ")
        # Of the first quarter of this year nothing was asked, so that of the last is left out.
        counted = slowly(list(Filing.objects.filter(period__guidance__year=2020, period__order=2)))
        before = f"{100 * counted['on_time'] / counted['asked']:.1f}%"
        assert page.lists[1].points[0].note == f"Before: {before}"
        assert len(page.headline.numbers) == 5

    def test_what_is_missing_comes_first(self, busy: BusyWorld) -> None:
        needs = asked(busy.world, "year=2021").context["page"].lists[0]
        first = needs.points[0]
        assert first.urgency == "error"
        found = SignIn(busy.world)("reviewer").get(first.href).context["page_obj"].paginator.count
        assert first.text.startswith(f"{found} filing")

    def test_tables_sort_and_years_keep_their_periods(self, busy: BusyWorld) -> None:
        other_years(busy.world, 2019)
        shown = table(asked(busy.world, "sort_periods=on_time_rate"), "periods")
        parent = ""
        for row in shown.rows:
            parent = row.key if not row.parent else parent
            assert row.parent in {"", parent}


class TestHowItGoesOut:
    def test_the_file_has_the_rows_of_the_page_in_their_order(self, busy: BusyWorld) -> None:
        query = "year=2021&sort_organizations=-on_time"
        shown = table(asked(busy.world, query), "organizations")
        text = (
            SignIn(busy.world)("reviewer")
            .get(address(query=f"{query}&format=csv"))
            .content.decode("utf-8-sig")
        )
        rows = list(csv.reader(io.StringIO(text)))
        names = [row.cells[0].value for row in shown.rows]
        taken = [row[0] for row in rows if row and row[0] in names]
        assert taken == names

    def test_each_drawing_goes_out_by_itself(self, busy: BusyWorld) -> None:
        other_years(busy.world, 2019)
        page = asked(busy.world).context["page"]
        assert {chart.key for chart in page.charts} >= {"periods-rates", "years-rates", "days-late"}
        for chart in page.charts:
            answer = SignIn(busy.world)("reviewer").get(address(query=f"format=svg&chart={chart.key}"))
            assert answer["Content-Type"] == "image/svg+xml"


def test_links_say_all_that_their_list_depends_on(busy: BusyWorld) -> None:
    answer = asked(busy.world, "year=2021&region=east&on=2021-10-22&span=all")
    (total,) = table(answer, "organizations").totals
    query = parse_qs(urlsplit(total.cells[1].href).query)
    assert query == {
        "year": ["2021"],
        "span": ["all"],
        "due": ["over"],
        "region": ["east"],
        "on": ["2021-10-22"],
    }


def test_a_bureau_sees_itself_and_those_who_file_to_it(busy: BusyWorld) -> None:
    answer = asked(busy.world, name="filer", code="44")
    keys = {row.key for row in table(answer, "organizations").rows}
    assert keys == {f"organization-{code}" for code in ("44", "440100", "440300", "440600")}
