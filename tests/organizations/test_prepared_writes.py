"""Rows whose SQL is written once say what Django's own ``save`` would have written."""

from decimal import Decimal

import pytest
from django.db import DatabaseError
from django.forms.models import model_to_dict
from django.utils import timezone

from organizations.prepared_writes import insert_row, store_row, update_row
from targets.models import Measurement
from tasks.models import LineRevision
from tests.world import World

ODD = "“稿' OR 1=1 -- %s”\n😀"


def line_of(world: World) -> Measurement:
    filing = world.filing()
    line = Measurement(
        filing=filing,
        target=world.pledge,
        value=Decimal("120.5"),
        note=ODD,
        explanations={"jump": {"is": ODD}},
    )
    line.version, line.edited_at, line.edited_by = 1, timezone.now(), world.filer
    return line


def revision_of(line: Measurement, version: int) -> LineRevision:
    content = {"text": ODD, "number": "1.50", "nothing": None}
    about = {"filing": line.filing, "kind": "measurement", "line_id": line.pk, "page": "a1", "turn": 2}
    return LineRevision(**about, version=version, content=content, at=line.edited_at, by=line.edited_by)


def test_a_changed_row_reads_as_if_it_were_saved(world: World) -> None:
    line = line_of(world)
    store_row(line)
    assert line.pk
    line.value, line.numerator, line.denominator = None, Decimal("7.25"), Decimal(9)
    line.nil_return, line.version = False, 2
    line.save()
    saved = model_to_dict(Measurement.objects.get(pk=line.pk))
    Measurement.objects.filter(pk=line.pk).update(numerator=None, note="", explanations={}, version=1)
    store_row(line)
    assert model_to_dict(Measurement.objects.get(pk=line.pk)) == saved


def test_only_the_fields_that_are_named_are_written(world: World) -> None:
    line = line_of(world)
    line.save()
    line.version, line.note = 5, "nicht geschrieben"
    update_row(line, "version")
    found = Measurement.objects.get(pk=line.pk)
    assert (found.version, found.note) == (5, ODD)


def test_a_new_row_reads_as_if_it_were_saved(world: World) -> None:
    line = line_of(world)
    line.save()
    insert_row(revision_of(line, 1))
    revision_of(line, 2).save()
    first, second = (model_to_dict(each) for each in LineRevision.objects.order_by("version"))
    assert {**first, "id": 0, "version": 0} == {**second, "id": 0, "version": 0}


def test_a_row_that_is_gone_is_no_row_that_was_written(world: World) -> None:
    line = line_of(world)
    line.save()
    Measurement.objects.filter(pk=line.pk).delete()
    with pytest.raises(DatabaseError, match="The row is gone"):
        update_row(line)
    assert not Measurement.objects.exists()
