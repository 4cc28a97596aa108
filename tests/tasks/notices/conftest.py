"""The cast as people who can be reached by mail."""

import pytest

from tests.world import World


@pytest.fixture
def addresses(world: World) -> None:
    """Everybody has a mail address and reads English."""
    for user in world.people.values():
        user.email, user.preferred_language = f"{user.username}@example.org", "en"
        user.save()
