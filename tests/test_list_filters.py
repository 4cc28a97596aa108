"""What the filters of each list find: on a page as over the API, and nothing where one does not fit."""

import datetime as dt
from typing import Any

import django_filters
import pytest
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from organizations.filtersets import ListFilter, OrganizationField
from reports.filtersets import ReportingFilter
from reports.models import Export
from targets.filtersets import TargetFilter
from tasks.filtersets import FilingFilter, LineFilter, ReviewFilter, TaskFilter
from tasks.models import Filing, FilingEvent
from tests.conftest import SignIn
from tests.factories import (
    GuidanceFactory,
    ReportingPeriodFactory,
    SectionFactory,
    TargetFactory,
    TaskFactory,
)
from tests.test_lists import CALLS, PAGES, filters_of
from tests.world import World

STREAM = ("reports:dashboard-stream", "reports:dashboard-problems")
PEOPLE = {**dict.fromkeys(STREAM, "department_filer"), "reports:report-list": "administrator"}
BAD = "§"
# A refused order stands on the page of the list; asked for again it leads there.
LEAD_TO_THEIR_LIST = {"reports:export-create", "tasks:bundle-take", "tasks:bundle-bring"}
# Lists that a page and the API both have.
SHARED: dict[str, tuple[str, str, type[ListFilter]]] = {
    "filings": ("tasks:filing-list", "api:filing-list", FilingFilter),
    "tasks": ("tasks:task-list", "api:task-list", TaskFilter),
    "targets": ("targets:target-list", "api:target-list", TargetFilter),
}


def narrowing(filters: type[ListFilter]) -> list[str]:
    """The filters that take some values and no others."""
    return [
        name for name, each in filters.base_filters.items() if not isinstance(each, django_filters.CharFilter)
    ]


ON_PAGES = [
    (name, parameter)
    for name, view in PAGES.items()
    if name not in LEAD_TO_THEIR_LIST
    for filters in filters_of(view)
    for parameter in narrowing(filters)
    if parameter != "guidance__year"  # which the API alone has
]
ON_CALLS = [
    (name, parameter)
    for name, view in CALLS.items()
    for parameter in narrowing(getattr(view, "filterset_class", ListFilter))
]


def page(world: World, signed_in: SignIn, name: str, data: dict[str, Any]) -> HttpResponse:
    """A list as whoever may read it sees it."""
    codes = {"reports:dashboard-filings": world.office.code} | dict.fromkeys(STREAM, world.department.code)
    given = [codes[name]] if name in codes else []
    answer = signed_in(PEOPLE.get(name, "reviewer")).get(reverse(name, args=given), data)
    assert answer.status_code == 200
    return answer


@pytest.mark.parametrize(("name", "parameter"), ON_PAGES)
def test_a_page_says_at_the_filter_what_does_not_fit_and_lists_nothing(
    world: World, signed_in: SignIn, name: str, parameter: str
) -> None:
    world.submit(world.filing())
    answer = page(world, signed_in, name, {parameter: BAD})
    asked = answer.context["filter"]
    assert list(asked.form.errors) == [parameter]
    assert list(asked.qs) == []
    assert str(asked.form.errors[parameter][0]) in answer.content.decode()
    assert "Nothing is listed" in answer.content.decode()


@pytest.mark.parametrize(("name", "parameter"), ON_CALLS)
def test_a_call_is_refused_with_the_name_of_what_does_not_fit(
    world: World, signed_in: SignIn, name: str, parameter: str
) -> None:
    refused = signed_in("reviewer").get(reverse(name), {parameter: BAD})
    assert (refused.status_code, list(refused.json())) == (400, [parameter])


@pytest.mark.parametrize("value", ["0" * 5000, "-1", "9" * 30, "\x00", "2021.5"])
def test_no_value_breaks_a_list(world: World, signed_in: SignIn, value: str) -> None:
    for address, call, filters in SHARED.values():
        for parameter in filters.base_filters:
            assert signed_in("reviewer").get(reverse(address), {parameter: value}).status_code == 200
            assert signed_in("reviewer").get(reverse(call), {parameter: value}).status_code in {200, 400}


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"])
def test_no_end_of_the_calendar_breaks_a_list(world: World, signed_in: SignIn, moment: str) -> None:
    day = moment.partition("T")[0]
    for name, parameter, value in [
        ("reports:dashboard-filings", "since", moment),
        ("reports:dashboard-filings", "until", moment),
        ("reports:dashboard-filings", "on", day),
        ("reports:dashboard-stream", "since", day),
    ]:
        answer = page(world, signed_in, name, {parameter: value})
        assert list(answer.context["filter"].form.errors) == [parameter]


def test_no_search_is_too_long_for_the_database(world: World, signed_in: SignIn) -> None:
    answer = page(world, signed_in, "reports:dashboard-stream", {"text": "字 " * 1900})
    assert list(answer.context["filter"].form.errors) == ["text"]


def another_year(world: World) -> None:
    """A plan of the year before beside that of the world."""
    earlier = GuidanceFactory(year=2020, status="published", published_at=world.guidance.published_at)
    section = SectionFactory(guidance=earlier)
    TaskFactory(section=section, title="上一年的任务")
    TargetFactory(section=section, responsible=world.department, indicator=world.pledge.indicator)
    period = ReportingPeriodFactory(guidance=earlier)
    Filing.objects.create(organization=world.province, period=period, reports_to=world.office)


def ids_on_page(answer: Any) -> set[int]:
    """The rows of a list's page, by id."""
    rows = answer.context["rows" if "rows" in answer.context else "page_obj"]
    return {(row[0] if isinstance(row, tuple) else row).pk for row in rows}


def ids_of_call(answer: Any) -> set[int]:
    return {row["id"] for row in answer.json()["results"]}


@pytest.mark.parametrize("listed", SHARED)
def test_a_page_and_a_call_find_the_same(world: World, signed_in: SignIn, listed: str) -> None:
    address, call, _filters = SHARED[listed]
    another_year(world)
    world.submit(world.filing())
    client = signed_in("administrator")
    offered = client.get(reverse(address)).context["filter"].form
    asked = [{}] + [
        {name: str(getattr(value, "value", value))}
        for name, field in offered.fields.items()
        for value, _label in getattr(field, "choices", [("健全", ""), ("广东", ""), ("pledge", "")])
        if value
    ]
    found = set()
    for data in asked:
        on_page = ids_on_page(client.get(reverse(address), data))
        assert on_page == ids_of_call(client.get(reverse(call), {**data, "year": "2021"})), data
        found.add(frozenset(on_page))
    assert len(found) > 2


@pytest.mark.parametrize("listed", SHARED)
def test_a_page_is_of_one_year_and_a_call_leaves_nothing_out(
    world: World, signed_in: SignIn, listed: str
) -> None:
    address, call, _filters = SHARED[listed]
    another_year(world)
    client = signed_in("administrator")
    of_all = ids_of_call(client.get(reverse(call)))
    of_each = [ids_of_call(client.get(reverse(call), {"year": year})) for year in ("2020", "2021")]
    assert [len(of_each[0]), of_all] == [1, of_each[0] | of_each[1]]
    assert ids_of_call(client.get(reverse(call), {"year": "1999"})) == set()
    on_pages = [ids_on_page(client.get(reverse(address), {"year": year})) for year in ("2020", "2021")]
    assert on_pages == of_each


@pytest.mark.parametrize("listed", ["tasks", "targets"])
def test_a_call_is_asked_for_a_year_as_before(world: World, signed_in: SignIn, listed: str) -> None:
    another_year(world)
    client, call = signed_in("administrator"), reverse(SHARED[listed][1])
    before, now = (ids_of_call(client.get(call, {name: "2020"})) for name in ("guidance__year", "year"))
    assert before == now != set()


@pytest.mark.parametrize("listed", ["tasks", "targets"])
def test_a_department_is_named_by_its_code_or_by_its_id(world: World, signed_in: SignIn, listed: str) -> None:
    client, (address, call, _filters) = signed_in("administrator"), SHARED[listed]
    by_code, by_id = ({"responsible": value} for value in (world.department.code, str(world.department.pk)))
    assert ids_on_page(client.get(reverse(address), by_code)) == ids_on_page(
        client.get(reverse(address), by_id)
    )
    assert ids_of_call(client.get(reverse(call), by_code)) == ids_of_call(client.get(reverse(call), by_id))
    chosen = client.get(reverse(address), by_id).context["filter"].form["responsible"]
    assert f'value="{world.department.code}" selected' in str(chosen)


def test_a_code_goes_before_an_id(world: World) -> None:
    organizations = type(world.province).objects.filter(pk__in=[world.province.pk, world.city.pk])
    organizations.filter(pk=world.city.pk).update(code=str(world.province.pk))
    assert OrganizationField(organizations, to_field_name="code").clean(str(world.province.pk)) == world.city


@pytest.mark.parametrize("call", ["api:filing-list", "tasks:filing-list"])
def test_what_waits_for_who_may_not_file_is_nothing_and_not_everything(
    world: World, signed_in: SignIn, call: str
) -> None:
    answer = signed_in("observer").get(reverse(call), {"yours": "to_sign"})
    assert (ids_of_call if call.startswith("api:") else ids_on_page)(answer) == set()


def test_nobody_is_reminded_by_a_filter_that_does_not_fit(world: World, signed_in: SignIn) -> None:
    Filing.objects.update(extended_due_on=None)
    world.period.due_on = world.period.opens_on
    world.period.save()
    client, url = signed_in("reviewer"), reverse("tasks:subordinates-remind")
    answer = client.post(url, {"timeliness": BAD}, follow=True)
    assert "Timeliness: Select a valid choice." in answer.content.decode()
    assert not FilingEvent.objects.filter(action="remind").exists()
    client.post(url, {"timeliness": "overdue"})
    assert FilingEvent.objects.filter(action="remind").exists()


@pytest.mark.parametrize(
    ("parameter", "sentence"),
    [
        ("state", "There are no such answers."),
        ("measure", "The task has no such measure."),
        ("group", "Answers cannot be grouped so."),
        ("period", "This year has no such period."),
        ("region", "There is no such region."),
    ],
)
def test_answers_on_a_task_say_what_does_not_fit_and_list_all(
    world: World, signed_in: SignIn, parameter: str, sentence: str
) -> None:
    url = reverse("reports:dashboard-task", args=["CNIPA", world.local_task.pk])
    rows = signed_in("reviewer").get(url).context["page"].table("answers").rows
    answer = signed_in("reviewer").get(url, {parameter: BAD})
    assert (
        [row.key for row in answer.context["page"].table("answers").rows] == [row.key for row in rows] != []
    )
    assert sentence in answer.content.decode()


def test_a_comparison_says_what_does_not_fit(world: World, signed_in: SignIn) -> None:
    another_year(world)
    url = reverse("tasks:guidance-compare", args=[2021, 2020])
    answer = signed_in("reviewer").get(url, {"show": BAD})
    assert (answer.context["passages"], answer.context["goals"]) == ([], [])
    assert "What to list: Select a valid choice." in answer.content.decode()


def test_a_dashboard_says_what_does_not_fit_and_shows_the_latest(world: World, signed_in: SignIn) -> None:
    answer = signed_in("reviewer").get(reverse("reports:dashboard"), {"period": BAD, "since": BAD})
    assert answer.context["question"].period == world.period
    for sentence in ("This year has no such period.", "Below stand changes since your last visit."):
        assert sentence in answer.content.decode()


def test_the_schema_lists_what_every_call_can_be_asked(world: World, signed_in: SignIn) -> None:
    paths = signed_in("reviewer").get(reverse("api:schema"), {"format": "json"}).json()["paths"]
    for name, view in CALLS.items():
        listed = {parameter["name"] for parameter in paths[reverse(name)]["get"].get("parameters", [])}
        assert set(getattr(view, "filterset_class", ListFilter).base_filters) <= listed


@pytest.mark.parametrize("filters", [FilingFilter, ReviewFilter, ReportingFilter, LineFilter])
def test_a_parameter_means_the_same_at_every_list_of_filings(filters: type[ListFilter]) -> None:
    for name in ("kind", "period", "name", "year"):
        of_filings = FilingFilter.base_filters[name]
        assert type(filters.base_filters[name]) is type(of_filings)
        assert filters.base_filters[name].extra.get("choices") == of_filings.extra.get("choices")


def test_an_export_of_no_known_form_leads_to_its_page_which_says_so(world: World, signed_in: SignIn) -> None:
    url = reverse("targets:target-export", args=[world.pledge.pk])
    answer = signed_in("reviewer").get(url, {"format": "docx", "on": "2021-10-01"}, follow=True)
    assert answer.redirect_chain[0][0].endswith(f"/targets/{world.pledge.pk}/?on=2021-10-01")
    assert "There is no such form of export." in answer.content.decode()


def test_earlier_exports_are_paged(world: World, signed_in: SignIn) -> None:
    for number in range(21):
        Export.objects.create(
            guidance=world.guidance,
            organization=world.office,
            language="en",
            forms="json",
            status="failed",
            requested_at=timezone.now() - dt.timedelta(minutes=number),
            requested_by=world.administrator,
        )
    answers = [
        signed_in("administrator").get(reverse("reports:report-list"), {"page": page}) for page in ("1", "2")
    ]
    assert [len(answer.context["page_obj"]) for answer in answers] == [20, 1]
