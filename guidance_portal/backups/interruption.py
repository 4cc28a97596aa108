"""A command that is told to stop cleans up first."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def cleaning_up_when_stopped() -> Iterator[None]:
    """Let SIGTERM, by which services are stopped, end the block as Ctrl-C does, with everything put away."""
    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def stop(_number: int, _frame: FrameType | None) -> None:
    sys.exit("Stopped before it was done. Nothing was kept.")
