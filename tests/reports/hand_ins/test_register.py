"""The register: who owes a report, and counts that a list narrowed to them holds."""

import pytest

from organizations.calendar import day_of
from reports.hand_ins.handed_in_versions import handed_in_versions
from reports.hand_ins.register import entry_of, register_of
from reports.hand_ins.standing import Form, State
from tests.reports.frozen_again import corrected_from
from tests.reports.hand_ins.handed import ON, arrived, frozen_and_handed_in, sent_back
from tests.world import World


def test_those_owe_one_who_file_to_the_office(world: World) -> None:
    codes = [entry.organization.code for entry in register_of(world.guidance, ON).entries]
    assert sorted(codes) == ["32", "44", "D-TFS"]
    assert entry_of(world.guidance, world.city, ON) is None
    assert entry_of(world.guidance, world.office, ON) is None


@pytest.mark.parametrize("form", [None, *Form])
@pytest.mark.parametrize("state", State)
def test_a_count_is_that_of_the_list_narrowed_to_it(world: World, form: Form | None, state: State) -> None:
    arrived(world, frozen_and_handed_in(world).report)
    sent_back(world, frozen_and_handed_in(world, world.neighbour))
    register = register_of(world.guidance, ON)
    assert register.count(state, form) == len(register.narrowed(form, state))
    assert register.electronically + register.count(State.MISSING, Form.ELECTRONIC) == register.total


def test_the_versions_of_a_package_are_those_handed_in(world: World) -> None:
    first = frozen_and_handed_in(world).report
    corrected_from(world, first)
    sent_back(world, frozen_and_handed_in(world, world.neighbour))
    for whose in (world.office, world.department, world.province):
        found = handed_in_versions(world.guidance, whose, "", ON)
        assert found == {world.province.pk: first}
    assert handed_in_versions(world.guidance, world.office, "east", ON) == {world.province.pk: first}
    for nobody in ("west", "department"):
        assert handed_in_versions(world.guidance, world.office, nobody, ON) == {}
    assert day_of(first.frozen_at) < ON
