"""Which fields the back office may edit, for every model: what is in force changes by its actions alone."""

import datetime as dt
import uuid
from decimal import Decimal
from typing import Any, NamedTuple

import pytest
from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import Settings

from background.actions import note_presence
from background.models import Job
from organizations.models import User
from reports.models import DashboardVisit, ReportSettings
from tasks.models import LearntOwner
from tests.background.jobs import double
from tests.background.queue import QUEUE, enqueued
from tests.conftest import SignIn
from tests.factories import IndicatorFactory
from tests.reports.admin.rows import rows_of_reports
from tests.reports.exports.orders import waiting
from tests.world import World
from tests.written_once import write_everything_once


class Door(NamedTuple):
    """What the back office may do with the rows of a model, and with those that it shows among them."""

    edit: frozenset[str] = frozenset()
    add: bool = False
    delete: bool = False
    inlines: dict[str, "Door"] = {}


def words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SHUT = Door()
WORDS = words(
    "name english_name english_unit numerator_name denominator_name english_numerator_name"
    " english_denominator_name definition english_definition verification english_verification"
)
BACK_OFFICE: dict[str, Door] = {
    "background.Job": SHUT,
    "background.WorkerPresence": SHUT,
    "organizations.AccountEvent": SHUT,
    "organizations.Deputy": SHUT,
    # Added, corrected, moved, closed, removed on pages of their own, each by its action with a reason.
    "organizations.Organization": SHUT._replace(add=True),
    "organizations.OrganizationEvent": SHUT,
    # Each change of roles, address or password goes through its action (test_people_admin).
    "organizations.User": Door(
        words("username name email preferred_language is_active"),
        add=True,
        inlines={
            "organizations.Membership": Door(words("organization role"), add=True, delete=True),
        },
    ),
    "reports.AnnualReport": SHUT,
    "reports.CaseOfYear": SHUT,
    "reports.CaseScore": SHUT,
    "reports.DashboardVisit": SHUT,
    "reports.DocumentNumber": SHUT,
    # A text is edited and signed on its own pages, by its organization alone.
    "reports.Edition": SHUT._replace(
        inlines={
            "reports.Countersigner": SHUT,
            "reports.EditionConfirmation": SHUT,
            "reports.EditionPart": SHUT,
        }
    ),
    "reports.EditionChange": SHUT,
    "reports.Export": SHUT,
    "reports.FiledText": SHUT,
    "reports.HandIn": SHUT,
    "reports.HandInStep": SHUT,
    "reports.MaterialPick": SHUT,
    "reports.Publication": SHUT._replace(inlines={"reports.PublicationFile": SHUT}),
    "reports.ReportFile": SHUT,
    "reports.ReportSettings": SHUT,
    "reports.ReturnedText": SHUT,
    "reports.SignOffStep": SHUT,
    "reports.VerificationCode": SHUT,
    "tasks.FilingEvent": SHUT,
    "tasks.Guidance": SHUT._replace(inlines={"tasks.ReportingPeriod": SHUT}),
    "tasks.LearntOwner": SHUT,
    "tasks.ReportingPeriod": SHUT,
    "tasks.Task": SHUT._replace(inlines={"tasks.Responsibility": SHUT}),
    # Its words only, once a guidance in force uses it (test_indicator_meaning).
    "targets.Indicator": Door(WORDS, add=True),
    "targets.Target": SHUT,
}
# As the addresses do: nothing of the back office is loaded before.
admin.autodiscover()
REGISTERED = {model._meta.label: site for model, site in admin.site._registry.items()}


@pytest.fixture
def filled(world: World, settings: Settings) -> World:
    """The small world with a row of every model that the back office shows."""
    write_everything_once(world)
    settings.TASKS = QUEUE
    enqueued(double, 2)
    waiting(world)
    ReportSettings.objects.create(organization=world.province)
    DashboardVisit.objects.create(seen_by=world.lead, organization=world.province, seen_at=timezone.now())
    rows_of_reports(world)
    LearntOwner.objects.create(
        guidance=world.guidance, name="天文台", key="天文台", meaning="nothing", year=2021
    )
    note_presence(worker="one", host="here", pid=1, started_at=timezone.now(), at=timezone.now())
    return world


def request_of(world: World) -> HttpRequest:
    request = RequestFactory().get("/admin/")
    request.user = world.person("administrator")
    return request


def row_of(world: World, label: str) -> models.Model:
    """A row that is in force."""
    chosen: dict[str, models.Model] = {
        "organizations.User": world.filer,
        "organizations.Organization": world.city,
        "tasks.Task": world.local_task,
        "tasks.ReportingPeriod": world.period,
        "targets.Target": world.pledge,
        "targets.Indicator": world.pledge.indicator,
    }
    model = REGISTERED[label].model
    return chosen.get(label) or model._default_manager.all()[0]


def editable(site: Any, request: HttpRequest, row: Any, form: Any) -> frozenset[str]:
    """The columns that a form may write."""
    if not site.has_change_permission(request, row):
        return frozenset()
    columns = {field.name for field in site.model._meta.concrete_fields}
    shown = set(form.base_fields) - set(site.get_readonly_fields(request, row))
    return frozenset(shown & columns)


def door_of(world: World, label: str) -> Door:
    """What the back office really allows an administrator with a row in force."""
    site, request, row = REGISTERED[label], request_of(world), row_of(world, label)
    inlines = {
        inline.model._meta.label: Door(
            editable(inline, request, row, inline.get_formset(request, row).form) - {"user"},
            inline.has_add_permission(request, row),
            inline.has_delete_permission(request, row),
        )
        for inline in site.get_inline_instances(request, row)
    }
    form = site.get_form(request, row, change=True)
    return Door(
        editable(site, request, row, form) - {"password"},
        site.has_add_permission(request),
        site.has_delete_permission(request, row),
        inlines,
    )


def test_every_model_of_the_back_office_is_in_the_table() -> None:
    assert set(REGISTERED) == set(BACK_OFFICE)


def test_the_back_office_allows_what_the_table_says(filled: World) -> None:
    assert {label: door_of(filled, label) for label in REGISTERED} == BACK_OFFICE
    assert all(site.list_editable == () for site in REGISTERED.values())


TYPED: dict[type[models.Field[Any, Any]], str] = {
    models.DateTimeField: "2020-01-02 03:04:05",
    models.DateField: "2020-01-02",
    models.UUIDField: str(uuid.UUID(int=1)),
    models.JSONField: "[]",
}


def another(field: Any, value: Any) -> Any:
    """A value that a form could send for a field, and that is not the present one."""
    if field.choices:
        return next(str(choice) for choice, _label in field.choices if choice != value)
    if isinstance(field, models.BooleanField):
        return "" if value else "on"
    if field.is_relation:
        others = field.related_model._default_manager.exclude(pk=value)
        return str(next(iter(others.values_list("pk", flat=True)), 0))
    if isinstance(field, models.IntegerField | models.DecimalField):
        return str((value or 0) + 1)
    return next((typed for kind, typed in TYPED.items() if isinstance(field, kind)), f"{value}x")


def sent(row: models.Model, allowed: frozenset[str]) -> dict[str, Any]:
    """A form that would change every column but those that may be changed."""
    form = {}
    for field in row._meta.concrete_fields:
        value = getattr(row, field.attname)
        if field.name in allowed:
            form[field.name] = value if not isinstance(value, bool) else "on"
        elif not field.primary_key:
            form[field.name] = another(field, value)
    return {name: value for name, value in form.items() if value not in (None, "")}


def test_nothing_else_is_changed_whatever_is_sent(filled: World, signed_in: SignIn) -> None:
    client = signed_in("administrator")
    for label, door in BACK_OFFICE.items():
        row = row_of(filled, label)
        rows = type(row)._default_manager.values()
        before = rows.get(pk=row.pk)
        page = reverse(f"admin:{row._meta.label_lower.replace('.', '_')}_change", args=[row.pk])
        memberships = {"memberships-TOTAL_FORMS": "0", "memberships-INITIAL_FORMS": "0"}
        answer = client.post(page, sent(row, door.edit) | memberships | {"reason": "试一试"})
        assert (label, answer.status_code) == (label, 302 if door.edit else 403)
        assert rows.get(pk=row.pk) == before


def test_the_trial_sends_values_of_each_kind(world: World) -> None:
    assert another(world.period._meta.get_field("due_on"), dt.date(2021, 10, 20)) == "2020-01-02"
    assert another(world.pledge._meta.get_field("value"), Decimal(2400)) == "2401"
    assert another(world.pledge.indicator._meta.get_field("form"), "value") == "ratio"
    assert another(Job._meta.get_field("id"), None) == str(uuid.UUID(int=1))
    assert another(User._meta.get_field("is_active"), True) == ""  # noqa: FBT003 (a value of the field)


def test_an_unused_indicator_is_the_only_thing_that_may_be_deleted(filled: World) -> None:
    request, unused = request_of(filled), IndicatorFactory(name="无用")
    may = {label for label, site in REGISTERED.items() if site.has_delete_permission(request)}
    assert may == {"targets.Indicator"}
    assert REGISTERED["targets.Indicator"].has_delete_permission(request, unused)


def test_what_packages_bring_has_no_page() -> None:
    assert {label.split(".")[0] for label in REGISTERED} <= {
        "background",
        "organizations",
        "tasks",
        "targets",
        "reports",
    }
