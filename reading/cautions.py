"""Everything the reader may ask a person to look at, in one place.

The messages are marked for translation, not translated: pages say them in the reader's language. A caution
that concerns one section has its path among the values, as ``section``.
"""

from enum import StrEnum

from django.utils.translation import gettext_noop

from reading.document import Caution

NUMBER_JUMPS = gettext_noop("Section %(section)s: the number %(number)s does not follow the one before.")
NUMBER_TWICE = gettext_noop(
    "Section %(section)s: this number stands twice; the second one has a path of its own."
)
NOTE_IN_SENTENCE = gettext_noop(
    "Section %(section)s: “%(note)s” stands inside a sentence and was not read as a responsibility."
)
NOTE_READ_IN_SENTENCE = gettext_noop(
    "Section %(section)s: “%(note)s” stands inside a sentence; it was read as covering the words before it."
)
NAMES_ONLY = gettext_noop(
    "Section %(section)s: “%(note)s” names organizations without a word on what they do; "
    "they were read as responsible."
)
NOTE_UNREAD = gettext_noop("Section %(section)s: “%(note)s” may name a responsibility but could not be read.")
OWNER_DOUBTFUL = gettext_noop(
    "Section %(section)s: “%(name)s” does not look like the name of an organization."
)
PREFIX_CARRIED = gettext_noop(
    "Section %(section)s: “%(name)s” was read with the prefix that is printed once, before it."
)
NO_LEAD = gettext_noop("Section %(section)s: “%(note)s” names who supports, but nobody who leads.")
NO_VERB = gettext_noop(
    "Section %(section)s: “%(note)s” does not say what %(name)s do; they were read as supporting."
)
NOTE_FIRST = gettext_noop(
    "Section %(section)s: “%(note)s” stands before the text; it was read as covering the text after it."
)
NOTE_IN_HEADING = gettext_noop(
    "Section %(section)s: “%(note)s” stands in the heading; it may cover the sections below too."
)
NOTE_MAY_COVER_ALL = gettext_noop(
    "Section %(section)s: “%(note)s” stands alone after the last item; it may cover the items before too."
)
YEARLY = gettext_noop(
    "Section %(section)s: “%(deadline)s” comes every year; the first such day after the issue was taken."
)
REPORT_YEARLY = gettext_noop(
    "The report is due every year (“%(deadline)s”); the first such day after the issue was taken."
)
GOAL_SHARED = gettext_noop("Section %(section)s: one number stands for several indicators in “%(text)s”.")
GOAL_RANGE = gettext_noop("Section %(section)s: the goal “%(text)s” is a range; its first number was taken.")
GOALS_IN_PREAMBLE = gettext_noop("The text before the first section states goals; they were not read.")
AFTER_SIGNATURE = gettext_noop(
    "Numbered text after the signature or in an attachment was not read as sections."
)


class Certainty(StrEnum):
    """How sure the reader is of what it read at a place: nothing to ask, read but to be looked at, or not
    read."""

    SURE = "sure"
    CHECK = "check"
    UNKNOWN = "unknown"


_NOT_READ = {NOTE_IN_SENTENCE, NOTE_UNREAD, GOALS_IN_PREAMBLE, AFTER_SIGNATURE}


def certainty_of(message: str) -> Certainty:
    """How certain a reading is of which the caution ``message`` speaks."""
    return Certainty.UNKNOWN if message in _NOT_READ else Certainty.CHECK


def caution(message: str, *, at: tuple[int, int] | None = None, **values: str) -> Caution:
    """A caution with its values, of which long ones are cut to what fits a line; ``at`` is where the words
    stand in the source."""
    starts_at, ends_at = at or (None, None)
    return Caution(
        message, tuple((name, shorten(value)) for name, value in values.items()), starts_at, ends_at
    )


def shorten(text: str, limit: int = 60) -> str:
    """At most ``limit`` characters, the cut marked."""
    return text if len(text) <= limit else text[: limit - 1] + "…"
