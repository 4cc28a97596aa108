"""A simulation holds little at once, however much it writes, and the database checks all of it."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError
from django.test import override_settings

from sample.simulation import rows
from sample.simulation.filed import Filed
from sample.year.plan import PLAYS_ON
from targets.models import Target
from tasks.models import MeasureState

pytestmark = pytest.mark.django_db


def run(**extent: Any) -> None:
    with override_settings(PORTAL_TODAY=PLAYS_ON):
        call_command("simulate", regions=Path(), stdout=StringIO(), **extent)


@pytest.mark.parametrize("years", [1, 3])
def test_simulation_holds_few_rows_however_many_it_writes(
    years: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    held: dict[int, int] = {}
    most, written, at_once = [0], [0], 20
    monkeypatch.setattr(rows, "FLUSH", at_once)
    for kind in (rows.Table, rows.Update):

        def take(self: Any, row: rows.Row, really: Any = kind.take) -> None:
            really(self, row)
            written[0] += 1
            held[id(self)] = len(self.waiting)
            most[0] = max(most[0], sum(held.values()))

        monkeypatch.setattr(kind, "take", take)
    run(years=years)
    assert written[0] > 20 * most[0]
    assert most[0] < at_once * len(held)


@pytest.mark.parametrize("years", [1, 3])
def test_simulation_remembers_one_unit_of_one_year(years: int, monkeypatch: pytest.MonkeyPatch) -> None:
    remembered: list[int] = []
    really = Filed.keep

    def keep(self: Filed, *kept: Any) -> None:
        really(self, *kept)
        remembered.append(sum(len(numbers) for numbers in self.stated.values()))

    monkeypatch.setattr(Filed, "keep", keep)
    run(years=years)
    asked = Target.objects.filter(guidance__year=2021).count()
    assert max(remembered) <= 4 * asked


def test_simulation_checks_what_it_writes(monkeypatch: pytest.MonkeyPatch) -> None:
    really = rows.Table.take

    def take(self: rows.Table, row: rows.Row) -> None:
        really(self, (*row[:2], 987_654, *row[3:]) if self.model is MeasureState else row)

    monkeypatch.setattr(rows.Table, "take", take)
    with pytest.raises(IntegrityError):
        run()
