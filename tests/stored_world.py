"""The small world, made once in each process of tests and put back for every test that asks for it.

Making it costs as much as most tests that ask for it. Its rows are written again as they were, and its
objects come out of a pickle: every test has rows and objects of its own, and what it does to them goes with
its transaction. Where a test has rows of its own already, the world is made beside them as usual.
"""

import datetime as dt
import functools
import pickle

from organizations.calendar import today
from organizations.models import Organization, User
from targets.models import Indicator
from tasks.models import Guidance
from tests.stored_rows import StoredRows, stored_rows
from tests.world import World, make_world

# Each row of the world leans on one of these.
ROOTS = (Organization, User, Indicator, Guidance)


def stored_world() -> World:
    """The world, new to the database and to whoever asks."""
    if any(model._default_manager.exists() for model in ROOTS):
        return make_world()
    rows, objects = made_once(today())
    rows.write()
    world: World = pickle.loads(objects)  # noqa: S301 (our own, of this process)
    return world


@functools.cache
def made_once(_day: dt.date) -> tuple[StoredRows, bytes]:
    """The rows and the objects of the world as it is made on a day of the portal."""
    rows, world = stored_rows(make_world)
    return rows, pickle.dumps(world)
