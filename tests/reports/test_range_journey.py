"""A range that is to be held, from the words of a document to every report."""

import datetime as dt
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from reports.snapshot.year import Figure, Name
from targets.models import Indicator, Target
from tasks.actions import publish_guidance
from tasks.drafts.draft_statement import draft_statement
from tasks.models import Guidance
from tests.amending import send
from tests.conftest import SignIn
from tests.drafts import make_draft
from tests.factories import IndicatorFactory, ReportingPeriodFactory
from tests.reports.years import year_of
from tests.world import World

YEAR = 2022
ON = dt.date(2023, 1, 10)
CHECK = reverse("tasks:draft-check", args=[YEAR])
TEXT = """年度工作指引（2022）

一、总体要求

（一）主要目标。专利质押融资不良率控制在 3 % 至 5 % 之间。

二、工作任务

（一）运用工作。促进专利运用，防控质押融资风险。（运用促进司负责）
"""


@pytest.fixture
def rate(world: World) -> Indicator:
    return IndicatorFactory(
        name="专利质押融资不良率",
        english_name="Bad loans",
        unit="%",
        english_unit="%",
        decimals=1,
        over_organizations=Indicator.OverOrganizations.NONE,
        over_periods=Indicator.OverPeriods.LATEST,
    )


@pytest.fixture
def draft(rate: Indicator) -> Guidance:
    return make_draft(TEXT)


def page_of(response: HttpResponse) -> str:
    return response.content.decode()


def sent(world: World, draft: Guidance, **changes: Any) -> dict[str, Any]:
    """What the form of the goal sends."""
    proposal = draft.proposed_goals.get()
    return {
        "section": proposal.section_id,
        "text": proposal.text,
        "indicator": proposal.indicator_id,
        "comparator": "between",
        "value": "3 %",
        "upper_value": "5 %",
        "tolerance": "",
        "baseline": "",
        "responsible": world.department.pk,
        "basis": "stated",
        "reported_by": "responsible",
    } | changes


def form_of(draft: Guidance) -> str:
    return reverse("targets:goal-edit", args=[YEAR, draft.proposed_goals.get().pk])


def test_the_form_begins_with_both_ends(draft: Guidance, signed_in: SignIn) -> None:
    page = page_of(signed_in("administrator").get(form_of(draft)))
    assert 'value="3 %"' in page
    assert 'value="5 %"' in page
    assert 'data-needs="value upper_value"' in page


@pytest.mark.parametrize(
    ("changes", "field", "error"),
    [
        ({"upper_value": "3 %"}, "upper_value", "The upper end lies above the lower one."),
        ({"upper_value": "2"}, "upper_value", "The upper end lies above the lower one."),
        ({"upper_value": ""}, "upper_value", "“between” needs a number."),
        ({"value": ""}, "value", "“between” needs a number."),
        ({"comparator": "at_least"}, "upper_value", "Only a range has an upper end: leave it empty."),
        ({"comparator": "qualitative", "value": ""}, "upper_value", "Only a range has an upper end"),
        ({"upper_value": "viel"}, "upper_value", "“viel” is not a number."),
    ],
)
def test_what_does_not_fit_is_said_at_its_field_and_stays_typed(
    world: World, draft: Guidance, signed_in: SignIn, changes: dict[str, str], field: str, error: str
) -> None:
    response = send(signed_in("administrator"), form_of(draft), sent(world, draft, **changes))
    form = response.context["form"]
    assert response.status_code == 422
    assert error in form.errors[field][0]
    assert form["upper_value"].value() == sent(world, draft, **changes)["upper_value"]
    assert not draft.targets.exists()


def test_a_range_from_the_document_to_the_report(
    world: World, draft: Guidance, rate: Indicator, signed_in: SignIn, settings: Any
) -> None:
    target = accepted(signed_in("administrator"), draft)
    assert (target.indicator, target.value, target.upper_value) == (rate, 3, 5)
    settings.PORTAL_TODAY = ON
    in_force(draft)
    filing = world.filing(world.department, draft.periods.get())
    world.approve(filing, value="5.5")
    reviewer = signed_in("reviewer")

    page = page_of(reviewer.get(reverse("targets:target-detail", args=[target.pk])))
    assert "between 3% and 5%" in page
    assert "Off track: 5.5%, 0.5 percentage points above the upper end." in page
    assert "bullet-chart__range" in page
    assert "chart__goal-band" in page

    called = reviewer.get(reverse("api:target-detail", args=[target.pk])).json()
    assert (called["comparator"], called["value"], called["upper_value"]) == (
        "between",
        "3.000000",
        "5.000000",
    )
    assert called["figure"]["outcome"] == "off_track"

    figure = figure_in_report(world, draft)
    assert figure.goal == Name("控制在 3%—5% 之间", "between 3% and 5%")
    assert figure.sentence is not None
    assert "高于上限 0.5 个百分点" in figure.sentence.zh
    address = reverse("targets:target-export", args=[target.pk])
    assert "between 3% and 5%" in page_of(reviewer.get(address, {"format": "csv"}))


def accepted(client: Client, draft: Guidance) -> Target:
    """The goal as the document says it, by one button."""
    proposal = draft.proposed_goals.get()
    assert (proposal.comparator, proposal.value, proposal.upper_value) == ("between", 3, 5)
    with translation.override("en"):
        assert "between 3% and 5%" in page_of(client.get(CHECK))
    form = form_of(draft)
    shown = client.get(form).context["form"].initial
    typed = {name: shown[name] for name in shown if shown[name] not in (None, "")}
    send(client, form, typed | {"reported_by": "responsible"})
    return draft.targets.get()


def in_force(draft: Guidance) -> None:
    ReportingPeriodFactory(
        guidance=draft,
        kind="year_end",
        order=4,
        starts_on=dt.date(2022, 10, 1),
        ends_on=dt.date(2022, 12, 31),
        opens_on=dt.date(2022, 11, 15),
        due_on=dt.date(2022, 12, 25),
    )
    publish_guidance(guidance=draft, by=None, at=timezone.now(), seen=draft_statement(draft))


def figure_in_report(world: World, draft: Guidance) -> Figure:
    """The goal's figure in the office's report."""
    [figure] = [one for one in year_of(draft, world.office).figures if one.organization == world.office.code]
    return figure
