"""Saying who answers for the tasks of a draft."""

import pytest

from organizations.models import Organization, User
from tasks.actions import draft as actions
from tasks.models import Basis, Guidance, OwnerRole, Responsibility, UnmatchedOwner
from tests.tasks.drafts import as_read
from tests.tasks.drafts.soundness import section

Role = Responsibility.Role


def test_owners_are_replaced_and_those_that_stood_keep_their_basis(draft: Guidance, editor: User) -> None:
    task = section(draft, "三/五").tasks.get()
    stated = task.responsibilities.get()
    patents = Organization.objects.get(code="D-ZLJ")
    as_read.set_owners(
        task=task,
        by=editor,
        owners=[
            actions.Owner(Role.LEAD, stated.organization),
            actions.Owner(Role.SUPPORT, patents),
            actions.Owner(Role.SUPPORT, patents),
            actions.Owner(Role.SUPPORT, collective=Responsibility.Collective.LOCAL_BUREAUS),
        ],
    )
    assert [(one.owner_name, one.basis) for one in task.responsibilities.order_by("pk")] == [
        (stated.owner_name, Basis.STATED),
        (patents.display_name, Basis.ASSIGNED),
        ("Every local bureau", Basis.ASSIGNED),
    ]


def test_a_printed_name_is_matched_everywhere_and_remembered(draft: Guidance, editor: User) -> None:
    waiting = list(draft.tasks.all()[:2])
    for task in waiting:
        UnmatchedOwner.objects.create(task=task, name="规划部", role=Role.SUPPORT)
    planning = Organization.objects.get(code="D-GFS")
    matched = as_read.match_owner(
        guidance=draft, by=editor, name="规划部", organizations=[planning], remember=True
    )
    planning.refresh_from_db()
    assert matched == 2
    assert "规划部" in planning.aliases
    assert not UnmatchedOwner.objects.exists()
    assert all(task.responsibilities.filter(organization=planning).exists() for task in waiting)


def test_matching_someone_who_answers_already_leaves_one_responsibility(
    draft: Guidance, editor: User
) -> None:
    task = section(draft, "三/五").tasks.get()
    stated = task.responsibilities.get()
    UnmatchedOwner.objects.create(task=task, name="保护部", role=Role.SUPPORT)
    as_read.match_owner(guidance=draft, by=editor, name="保护部", organizations=[stated.organization])
    assert task.responsibilities.get() == stated


def test_a_printed_name_that_leads_makes_whom_it_means_lead(draft: Guidance, editor: User) -> None:
    task = section(draft, "三/五").tasks.get()
    stated = task.responsibilities.get()
    task.responsibilities.update(role=Role.SUPPORT)
    UnmatchedOwner.objects.create(task=task, name="保护部", role=Role.LEAD)
    as_read.match_owner(guidance=draft, by=editor, name="保护部", organizations=[stated.organization])
    assert task.responsibilities.get().role == Role.LEAD


@pytest.mark.parametrize("stood", Role)
@pytest.mark.parametrize("printed", Role)
def test_of_two_roles_the_first_one_is_kept(
    draft: Guidance, editor: User, stood: OwnerRole, printed: OwnerRole
) -> None:
    """Whether a name is matched, two tasks are joined, or owners are written: nobody who is to answer only
    guides."""
    task = section(draft, "三/五").tasks.get()
    stated = task.responsibilities.get()
    task.responsibilities.update(role=stood)
    UnmatchedOwner.objects.create(task=task, name="保护部", role=printed)
    as_read.match_owner(guidance=draft, by=editor, name="保护部", organizations=[stated.organization])
    first = min(stood, printed, key=list(Role).index)
    assert task.responsibilities.get().role == first
    both = [actions.Owner(printed, stated.organization), actions.Owner(stood, stated.organization)]
    as_read.set_owners(task=task, by=editor, owners=both)
    assert task.responsibilities.get().role == first


@pytest.mark.parametrize("before", Role)
@pytest.mark.parametrize("joining", Role)
def test_a_task_that_joins_another_takes_nobody_the_answer(
    draft: Guidance, editor: User, before: OwnerRole, joining: OwnerRole
) -> None:
    one, two = section(draft, "二/一").tasks.order_by("order")
    organization = one.responsibilities.get().organization
    for task, role in ((one, before), (two, joining)):
        task.responsibilities.all().delete()
        task.responsibilities.create(organization=organization, role=role, basis=Basis.STATED)
        UnmatchedOwner.objects.create(task=task, name="天文台", role=role)
    joined = as_read.join_task(task=two, by=editor)
    first = min(before, joining, key=list(Role).index)
    assert [owner.role for owner in joined.responsibilities.all()] == [first]
    assert [owner.role for owner in joined.unmatched_owners.all()] == [first]


def test_a_printed_name_means_somebody(draft: Guidance, editor: User) -> None:
    with pytest.raises(ValueError, match="one organization"):
        as_read.match_owner(guidance=draft, by=editor, name="天文台")


def test_a_printed_name_is_dropped(draft: Guidance, editor: User) -> None:
    UnmatchedOwner.objects.create(task=draft.tasks.all()[0], name="天文台", role=Role.LEAD)
    assert as_read.drop_owner(guidance=draft, by=editor, name="天文台") == 1
    assert not UnmatchedOwner.objects.exists()
