"""Pages of the back office on reports: each opens, asks no more for more rows, and tells no draft's words."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from organizations.models import Membership
from organizations.permissions import Role
from reports.models import (
    CaseScore,
    Edition,
    EditionChange,
    FiledText,
    ReturnedText,
    SignOffStep,
)
from tasks.models import Filing
from tests.conftest import SignIn
from tests.reports.admin.rows import rows_of_reports
from tests.world import World
from tests.written_once import write_everything_once

LISTED = [model for model in apps.get_app_config("reports").get_models() if admin.site.is_registered(model)]
OF_A_DRAFT = (Edition, EditionChange, ReturnedText, SignOffStep)


@pytest.fixture
def filled(world: World) -> World:
    write_everything_once(world)
    rows_of_reports(world)
    SignOffStep.objects.create(
        edition=Edition.objects.get(),
        round=1,
        kind="checked",
        organization=world.province,
        version=2,
        opinion="意见密语。",
        at=timezone.now(),
        by=world.lead,
    )
    EditionChange.objects.create(
        edition=Edition.objects.get(),
        version=3,
        kind="reworded",
        content={"parts": ["改动密语。"]},
        at=timezone.now(),
        by=world.filer,
    )
    return world


@pytest.fixture
def administrator(signed_in: SignIn) -> Client:
    return signed_in("administrator")


def listed(model: type[Model]) -> str:
    return reverse(f"admin:reports_{model._meta.model_name}_changelist")


def pages_of(client: Client, model: type[Model]) -> str:
    """What the pages of all rows of a model say, one behind the other."""
    said = []
    for key in model._default_manager.values_list("pk", flat=True):
        response = client.get(reverse(f"admin:reports_{model._meta.model_name}_change", args=[key]))
        assert response.status_code == 200
        said.append(response.content.decode())
    return "".join(said)


@pytest.mark.parametrize("model", LISTED, ids=lambda model: model.__name__)
def test_each_list_opens_and_is_searched_and_each_row(
    filled: World, administrator: Client, model: type[Model]
) -> None:
    assert administrator.get(listed(model)).status_code == 200
    assert administrator.get(f"{listed(model)}?q=44").status_code == 200
    pages_of(administrator, model)


def test_who_is_above_reads_how_far_a_text_is_and_not_what_it_says(
    filled: World, administrator: Client
) -> None:
    for model in OF_A_DRAFT:
        shown = administrator.get(listed(model)).content.decode() + pages_of(administrator, model)
        assert "密语" not in shown
        assert filled.province.short_name in shown or str(filled.province) in shown


@pytest.mark.parametrize(
    ("model", "words"),
    [
        (Edition, ["前言密语。", "理由密语。"]),
        (EditionChange, ["改动密语。"]),
        (ReturnedText, ["带回密语。"]),
        (SignOffStep, ["意见密语。"]),
    ],
)
def test_people_of_the_organization_read_what_it_says(
    filled: World, administrator: Client, model: type[Model], words: list[str]
) -> None:
    Membership.objects.create(user=filled.administrator, organization=filled.province, role=Role.OBSERVER)
    shown = pages_of(administrator, model)
    assert [each for each in words if each not in shown] == []


def test_what_others_gave_is_shown_to_who_has_scored(filled: World, administrator: Client) -> None:
    assert "评语密语。" not in pages_of(administrator, CaseScore)
    case = CaseScore.objects.get().case
    own = {"innovation": 1, "effect": 1, "transferability": 1, "scored_by": filled.administrator}
    CaseScore.objects.create(case=case, case_version=1, scored_at=timezone.now(), **own)
    assert "评语密语。" in pages_of(administrator, CaseScore)


def test_a_text_that_is_approved_no_more_is_not_listed(filled: World, administrator: Client) -> None:
    text = FiledText.objects.get()
    page = reverse("admin:reports_filedtext_change", args=[text.pk])
    assert administrator.get(page).status_code == 200
    Filing.objects.filter(pk=text.filing_id).update(version=text.filing_version + 1)
    assert administrator.get(page).status_code == 302


def test_more_rows_ask_no_more_queries(filled: World, administrator: Client) -> None:
    edition = Edition.objects.get()
    addresses = (listed(EditionChange), reverse("admin:reports_edition_change", args=[edition.pk]))
    few = [queries(administrator, address) for address in addresses]
    for number in range(4, 9):
        done = {"at": timezone.now(), "by": filled.filer}
        EditionChange.objects.create(edition=edition, version=number, kind="moved", content={}, **done)
        worded = {"edited_at": timezone.now(), "edited_by": filled.filer}
        edition.parts.create(number=number, place=number, **worded)
        said = {"confirmed_at": timezone.now(), "confirmed_by": filled.filer, "reason": "无"}
        edition.confirmations.create(key=f"number:{number}:0", **said)
    assert [queries(administrator, address) for address in addresses] == few


def queries(client: Client, address: str) -> int:
    """How many queries a page asks once it was opened before."""
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)
