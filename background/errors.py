"""What can go wrong with a job besides its own errors."""


class BrokenOff(Exception):  # noqa: N818 (what happened to the job, not a fault of this code)
    """Several workers ended in the middle of the job; it is not begun again."""


class TakenOver(Exception):  # noqa: N818 (as above)
    """Somebody else is at the work by now; what is done here does not count."""


def path_of(error: type[BaseException]) -> str:
    """An error's name as the queue keeps it."""
    return f"{error.__module__}.{error.__qualname__}"
