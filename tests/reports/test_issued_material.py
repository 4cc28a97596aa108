"""What was inserted into the office's text stands in the version that is signed out, with its filing."""

from collections.abc import Iterator
from functools import partial

import pytest
import time_machine
from django.utils import timezone

from organizations.permissions import Role
from reports.actions import change_edition, check_text, hand_on_text, sign_out_text
from reports.actions.edition import Basis
from reports.actions.filed_texts import keep_filed_texts
from reports.edited_text import text_of
from reports.editing.insertion import inserted
from reports.material.access import Editor
from reports.material.offers import Offers
from reports.models import AnnualReport, Edition, EditionChange
from reports.snapshot.document import Chart, Paragraph
from reports.snapshot.snapshot import Snapshot
from reports.stored_report import unpacked
from tests.reports.frozen import DECEMBER
from tests.reports.material.told import picked
from tests.reports.office_text import basket, filed, office_text
from tests.world import World, member

pytestmark = pytest.mark.django_db


def insert_all(world: World, edition: Edition) -> None:
    """Everything in the basket, by the reviewer."""
    offers = Offers(Editor(world.reviewer, world.office), edition, text_of(edition))
    materials = [offer.material for offer in offers if offer.material is not None]
    change_edition(
        edition=edition.pk,
        kind=EditionChange.Kind.INSERTED,
        move=partial(inserted, materials=materials),
        basis=Basis(),
        by=world.reviewer,
        at=timezone.now(),
    )


def signed_out(world: World, edition: Edition) -> AnnualReport:
    act = {"edition": edition.pk, "at": timezone.now(), "seen": Edition.objects.get(pk=edition.pk).version}
    hand_on_text(**act, by=world.reviewer)
    check_text(**act, by=world.second_reviewer)
    return sign_out_text(**act, by=member("office-lead", world.office, Role.LEAD))


@pytest.fixture
def snapshot(world: World) -> Iterator[Snapshot]:
    """The office's version signed out with all of the basket, and a text that was approved after the report
    was frozen."""
    with time_machine.travel(DECEMBER, tick=False):
        edition = office_text(world)
        basket(world)
        insert_all(world, edition)
        late = world.approve(world.filing(world.neighbour, world.period))
        keep_filed_texts(filings=[late.pk])
        picked(f"text-{filed('achievements').place}", world.reviewer)
        assert filed("achievements").filing_id == late.pk
        insert_all(world, edition)
        report = signed_out(world, edition)
        with unpacked(report) as path:
            yield Snapshot(path)


def test_every_filing_that_is_quoted_is_named(snapshot: Snapshot) -> None:
    known = {source.id for source in snapshot.year.sources}
    body = snapshot.documents["zh-hans"].body
    told = [passage for block in body if isinstance(block, Paragraph) for passage in block.passages]
    assert {source for passage in told for source in passage.sources} <= known
    assert {"44", "32"} <= {source.organization for source in snapshot.year.sources}
    assert all(passage.sources for passage in told if passage.is_quoted)


def test_it_says_how_much_was_inserted(snapshot: Snapshot) -> None:
    editing = snapshot.head.editing
    assert editing is not None
    assert (editing.inserted, editing.written, editing.reworded) == (5, 0, 0)


def test_the_chart_is_drawn(snapshot: Snapshot) -> None:
    titles = [block.title for block in snapshot.documents["zh-hans"].body if isinstance(block, Chart)]
    assert any(title.endswith("年内走势") for title in titles)
