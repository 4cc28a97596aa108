"""Telling how far the work on a workbook is."""

from collections.abc import Iterable, Iterator

from reports.rendering import Progress

# After how many rows progress is told.
STEP = 500


class Watch:
    """Counts the rows that pass, of about ``total``, and tells of them now and then."""

    def __init__(self, progress: Progress, total: int) -> None:
        self.progress, self.total, self.done = progress, max(total, 1), 0
        progress(0, self.total)

    def over[Row](self, rows: Iterable[Row]) -> Iterator[Row]:
        for row in rows:
            yield row
            self.done += 1
            if self.done % STEP == 0:
                self.progress(min(self.done, self.total), self.total)

    def finish(self) -> None:
        self.progress(self.total, self.total)
