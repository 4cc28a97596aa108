"""Amending the targets of a guidance in force: what was filed stays, everybody reads what changed."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from targets.actions import add_target, amend_target, withdraw_target
from targets.goals.initial import terms_of
from targets.goals.suggestions import Terms
from targets.models import Indicator, Measurement, Target
from targets.target_statement import target_statement, targets_statement
from tasks.errors import NotAsRead, ReasonMissing, TransitionNotAllowed
from tasks.lines.checked_lines import checked_lines
from tasks.models import Amendment, Filing
from tasks.statement import Statement
from tests.amending import confirm
from tests.conftest import SignIn
from tests.drafts import make_draft
from tests.factories import IndicatorFactory
from tests.targets.goals.goal_draft import TEXT
from tests.world import World


@pytest.fixture
def admin(signed_in: SignIn) -> Client:
    return signed_in("administrator")


def standing(target: Target, **others: Any) -> Terms:
    terms = Terms(
        comparator=target.comparator,
        value=target.value,
        responsible=target.responsible,
        basis=target.basis,
        reported_by=target.reported_by,
        baseline=target.baseline,
        tolerance=target.tolerance,
    )
    return replace(terms, **others)


def amend(world: World, **others: Any) -> Amendment | None:
    return amend_target(
        target=world.pledge,
        by=world.administrator,
        at=timezone.now(),
        reason="年中调整",
        seen=target_statement(Target.objects.get(pk=world.pledge.pk)),
        terms=standing(world.pledge, **others),
    )


def names(filing: Filing) -> set[str]:
    return {checked.kind.subject(checked.line) for checked in checked_lines(filing)}


def page_of(response: HttpResponseBase) -> str:
    return getattr(response, "content", b"").decode()


def test_an_amended_goal_is_written_down_with_both_texts(world: World) -> None:
    amendment = amend(world, value=Decimal(2600), baseline=Decimal(2180))
    assert amendment is not None
    assert (amendment.kind, amendment.subject) == ("changed", "专利商标质押融资规模")
    texts = [(change["before"], change["after"]) for change in amendment.changes]
    assert [(("2,400" in before), ("2,600" in after)) for before, after in texts[:1]] == [(True, True)]
    assert texts[1] == ("", "2,180 亿元")
    assert amendment.affects_local_bureaus
    assert list(amendment.affected.all()) == [world.department]
    world.pledge.refresh_from_db()
    assert world.pledge.value == 2600


def test_the_same_goal_is_no_amendment(world: World) -> None:
    assert amend(world) is None
    assert not Amendment.objects.exists()


def test_terms_that_do_not_fit_change_nothing(world: World) -> None:
    with pytest.raises(TransitionNotAllowed, match="needs a goal value"):
        amend(world, value=None)
    world.pledge.refresh_from_db()
    assert world.pledge.value == 2400


def test_who_is_asked_now_has_the_line_and_who_was_asked_keeps_what_was_filed(world: World) -> None:
    world.submit(world.filing())
    amendment = amend(world, reported_by="responsible")
    assert amendment is not None
    assert amendment.affects_local_bureaus
    assert "Pledge financing" in names(world.filing(world.department))
    assert "Pledge financing" not in names(world.filing(world.neighbour))
    assert Measurement.objects.filter(filing=world.filing(), target=world.pledge).exists()


def test_a_withdrawn_target_is_asked_of_nobody_and_keeps_its_numbers(world: World) -> None:
    world.approve(world.filing())
    withdraw = {"by": world.administrator, "at": timezone.now(), "reason": "统计制度取消"}
    amendment = withdraw_target(target=world.pledge, seen=target_statement(world.pledge), **withdraw)
    assert amendment is not None
    assert amendment.kind == "withdrawn"
    assert "Pledge financing" not in names(world.filing(world.neighbour))
    assert Measurement.objects.filter(target=world.pledge).exists()
    assert withdraw_target(target=world.pledge, seen=target_statement(world.pledge), **withdraw) is None
    world.pledge.refresh_from_db()
    with pytest.raises(TransitionNotAllowed, match="is withdrawn"):
        amend(world, value=Decimal(1))


def test_an_added_target_stands_last_and_reaches_open_filings(world: World) -> None:
    new = Indicator(name="新指标", unit="家", over_organizations="sum", over_periods="latest")
    amendment = add_target(
        section=world.pledge.section,
        by=world.administrator,
        at=timezone.now(),
        reason="补充部署",
        seen=targets_statement(world.guidance),
        text="新指标达到5家",
        indicator=new,
        terms=standing(world.pledge, value=Decimal(5)),
    )
    target = Target.objects.get(indicator__code="goal-2021-1")
    assert target.order == max(Target.objects.values_list("order", flat=True))
    assert (amendment.kind, amendment.subject) == ("added", "新指标")
    assert "新指标" in names(world.filing())


def test_an_indicator_has_one_target_in_a_guidance(world: World) -> None:
    with pytest.raises(TransitionNotAllowed, match="already has a target"):
        add_target(
            section=world.pledge.section,
            by=world.administrator,
            at=timezone.now(),
            reason="重复",
            seen=targets_statement(world.guidance),
            text="重复",
            indicator=world.pledge.indicator,
            terms=standing(world.pledge),
        )


def test_an_amendment_needs_a_reason_an_administrator_and_a_published_guidance(world: World) -> None:
    said = {"at": timezone.now(), "terms": standing(world.pledge, value=Decimal(1))}
    with pytest.raises(ReasonMissing):
        amend_target(target=world.pledge, by=world.administrator, reason=" ", seen=Statement({}), **said)
    with pytest.raises(TransitionNotAllowed, match="administrators"):
        amend_target(target=world.pledge, by=world.reviewer, reason="x", seen=Statement({}), **said)
    draft = make_draft(TEXT)
    with pytest.raises(TransitionNotAllowed, match="draft"):
        add_target(
            section=draft.sections.all()[0],
            by=world.administrator,
            reason="x",
            seen=Statement({}),
            text="x",
            indicator=IndicatorFactory(),
            **said,
        )


# Pages


def sent(target: Target, **changes: Any) -> dict[str, Any]:
    said = terms_of(target) | {"reason": "年中调整", "value": "0.26 万亿元"}
    return {name: value for name, value in (said | changes).items() if name != "indicator"}


def test_a_goal_is_amended_in_two_steps(world: World, admin: Client) -> None:
    address = reverse("targets:target-amend", args=[world.pledge.pk])
    assert 'value="2400 亿元"' in page_of(admin.get(address))
    shown = page_of(admin.post(address, sent(world.pledge)))
    assert "Whom it concerns" in shown
    assert not Amendment.objects.exists()
    confirm(admin, address, sent(world.pledge))
    world.pledge.refresh_from_db()
    assert world.pledge.value == 2600
    assert "年中调整" in page_of(admin.get(reverse("tasks:amendment-list", args=[2021])))


@pytest.mark.parametrize(
    ("changes", "field"), [({"value": "5 家"}, "value"), ({"reason": ""}, "reason"), ({"value": ""}, "value")]
)
def test_what_does_not_fit_is_said_at_its_field(
    world: World, admin: Client, changes: dict[str, str], field: str
) -> None:
    response = admin.post(
        reverse("targets:target-amend", args=[world.pledge.pk]), sent(world.pledge, **changes)
    )
    assert response.status_code == 422
    assert f'id="id_{field}_error"' in page_of(response)


def test_a_goal_is_withdrawn_and_marked_in_the_list(world: World, admin: Client) -> None:
    address = reverse("targets:target-withdraw", args=[world.pledge.pk])
    confirm(admin, address, {"reason": "统计制度取消"})
    listed = page_of(admin.get(reverse("targets:target-list")))
    assert "Withdrawn on" in listed
    assert listed.index("Growth of beneficiary") < listed.index("Pledge financing")
    detail = page_of(admin.get(reverse("targets:target-detail", args=[world.pledge.pk])))
    assert "Withdrawn on" in detail
    assert reverse("targets:target-amend", args=[world.pledge.pk]) not in detail
    assert admin.get(reverse("targets:target-amend", args=[world.pledge.pk])).status_code == 404
    assert "Pledge financing" not in page_of(admin.get(reverse("reports:dashboard")))


def test_a_goal_is_added_with_a_new_indicator(world: World, admin: Client) -> None:
    address = reverse("targets:target-add", args=[2021])
    said = sent(world.pledge) | {
        "section": world.pledge.section_id,
        "text": "新指标达到5家",
        "value": "5 家",
        "indicator": "",
        "new-name": "新指标",
        "new-unit": "家",
        "new-decimals": "0",
        "new-form": "value",
        "new-over_organizations": "sum",
        "new-over_periods": "latest",
    }
    assert admin.post(address, said | {"new-name": ""}).status_code == 422
    shown = page_of(admin.post(address, said))
    assert 'name="new-name" value="新指标"' in shown
    assert not Indicator.objects.filter(name="新指标").exists()
    confirm(admin, address, said)
    assert Target.objects.get(indicator__name="新指标").value == 5


def test_only_administrators_are_led_to_amend(world: World, admin: Client, signed_in: SignIn) -> None:
    detail = reverse("targets:target-detail", args=[world.pledge.pk])
    amend_address = reverse("targets:target-amend", args=[world.pledge.pk])
    assert amend_address in page_of(admin.get(detail))
    assert amend_address in page_of(admin.get(reverse("tasks:amend-choose", args=[2021])))
    assert amend_address not in page_of(signed_in("reviewer").get(detail))


def test_a_goal_is_not_added_beside_others_than_were_read(world: World) -> None:
    seen = targets_statement(world.guidance)
    withdraw_target(
        target=world.cycle,
        by=world.administrator,
        at=timezone.now(),
        reason="并入",
        seen=target_statement(world.cycle),
    )
    with pytest.raises(NotAsRead):
        add_target(
            section=world.pledge.section,
            by=world.administrator,
            at=timezone.now(),
            reason="补充部署",
            seen=seen,
            text="新指标达到5家",
            indicator=Indicator(name="新指标", unit="家", over_organizations="sum", over_periods="latest"),
            terms=standing(world.pledge, value=Decimal(5)),
        )
    assert not Target.objects.filter(indicator__name="新指标").exists()
