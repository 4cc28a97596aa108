"""The sample year, loaded once in each process of tests and written again for those that ask for it later."""

import datetime as dt
import functools

from organizations.calendar import today
from sample.year.load import load_sample, refresh_statistics
from tests.stored_rows import StoredRows, stored_rows


def write_sample() -> None:
    """What ``load_sample`` leaves in an empty database."""
    loaded_once(today()).write()
    refresh_statistics()


@functools.cache
def loaded_once(_day: dt.date) -> StoredRows:
    """The rows of the sample as they are on a day of the portal: old notices have been read by then."""
    rows, _guidance = stored_rows(load_sample)
    return rows
