"""The numbers above the stream: each opens as many lines as it says."""

import pytest
from django.urls import reverse

from tasks.models import ProgressEntry
from tests.conftest import SignIn
from tests.world import World


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"text": "120"},
        {"text": "进展"},
        {"part": "figures"},
        {"part": "problems", "text": "进展"},
        {"part": "achievements", "remarks": "without"},
        {"remarks": "open"},
        {"seen": "no"},
        {"since": "2021-01-01"},
        {"part": "nonsense"},
        {"status": "submitted", "text": "进展"},
    ],
)
@pytest.mark.parametrize("code", ["D-TFS", "CNIPA"])
def test_numbers_above_the_lines_open_as_many(
    world: World, signed_in: SignIn, code: str, asked: dict[str, str]
) -> None:
    """Whatever is asked: what narrows it further is counted as the page that it opens counts it."""
    client = signed_in("reviewer" if code == "CNIPA" else "department_filer")
    world.submit(world.filing())
    ProgressEntry.objects.update(problems="进展缓慢")
    numbers = (
        client.get(reverse("reports:dashboard-stream", args=[code]), asked).context["page"].headline.numbers
    )
    opened = [number for number in numbers if number.href]
    assert opened or "nonsense" in asked.values() or "text" in asked or "remarks" in asked
    for number in opened:
        assert client.get(number.href).context["page_obj"].paginator.count == number.value
