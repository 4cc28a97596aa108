"""The province's year end with something in it, and its workbook."""

from collections.abc import Iterator

import pytest
from django.utils import timezone

from tasks.access import filings_with_people
from tasks.fill_in.workbook import fill_in_workbook
from tasks.lines.kinds import LINE_KINDS
from tasks.models import Filing
from tests.cases import at_year_end, tell_case, year_end_of
from tests.world import World, answers, write_line


@pytest.fixture
def filing(world: World) -> Iterator[Filing]:
    with at_year_end():
        tell_case(world)
        for kind in ("progress", "measurement"):
            for line in LINE_KINDS[kind].lines_of(year_end_of(world)):
                write_line(line, answers(line), by=world.filer)
        found = filings_with_people.first(filing=year_end_of(world).pk)
        assert found is not None
        yield found


@pytest.fixture
def workbook(filing: Filing) -> bytes:
    return fill_in_workbook(filing, at=timezone.now())
