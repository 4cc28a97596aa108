"""What the database itself refuses of published reports, whoever writes."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone

from reports.models import AnnualReport, Publication, PublicationFile
from tests.refused import constraints_of, refused_by
from tests.written_once import annual_report, publication, published_file

if TYPE_CHECKING:
    from tests.world import World


def changed(**values: Any) -> "Callable[[World], Any]":
    """Write values to every row behind the model's back."""
    return lambda _world: Publication.objects.update(**values)


def over(world: "World", name: str) -> dict[str, Any]:
    return {f"{name}_at": timezone.now(), f"{name}_by": world.administrator}


def another_file(world: "World", **values: Any) -> PublicationFile:
    return published_file(world, publication=Publication.objects.get(), **values)


BROKEN: "dict[str, Callable[[World], Any]]" = {
    "reports_publication_one_stands": lambda world: publication(world, report=AnnualReport.objects.get()),
    "reports_publication_replaced_at_with_by": changed(replaced_at=timezone.now()),
    "reports_publication_withdrawn_at_with_by": changed(withdrawn_at=timezone.now(), withdrawal_reason="误"),
    "reports_publication_ends_once": lambda world: Publication.objects.update(
        **over(world, "replaced"), **over(world, "withdrawn"), withdrawal_reason="误"
    ),
    "reports_publication_withdrawn_with_reason": lambda world: Publication.objects.update(
        **over(world, "withdrawn")
    ),
    "reports_publicationfile_once": another_file,
    "reports_publicationfile_kind_known": lambda world: another_file(world, kind="exe"),
    "reports_publicationfile_has_checksums": lambda world: another_file(world, kind="data", sm3=""),
}


@pytest.fixture
def kept(world: "World") -> "World":
    published_file(world, publication=publication(world, report=annual_report(world)))
    return world


@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses_what_breaks_a_rule(kept: "World", name: str) -> None:
    with refused_by(name):
        BROKEN[name](kept)


def test_every_constraint_is_tried() -> None:
    assert constraints_of(Publication, PublicationFile) == set(BROKEN)
