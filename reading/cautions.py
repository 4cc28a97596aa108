"""Everything the reader may ask a person to look at, in one place.

The messages are marked for translation, not translated: pages say them in the reader's language. A caution
that concerns one section has its path among the values, as ``section``.
"""

from enum import StrEnum

from django.utils.translation import gettext_noop

from reading.document import Caution

PREAMBLE = "序言"
"""What doubts call the text before the first section, whose path is empty."""

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
PREFIXES_CARRIED = gettext_noop(
    "A prefix is printed once, or now and then, for several names; these were read with it: %(names)s"
)
PERSON_DOUBTFUL = gettext_noop("Section %(section)s: “%(name)s” was read as a person.")
LABEL_UNKNOWN = gettext_noop(
    "Section %(section)s: “%(label)s” does not say what the organizations behind it do; "
    "they were read as responsible."
)
WORDS_UNREAD = gettext_noop("Section %(section)s: “%(words)s” in a responsibility note was not read.")
BRACKET_OPEN = gettext_noop(
    "Section %(section)s: the bracket of “%(note)s” has no partner; it was read up to there."
)
NOTE_IN_TEXT = gettext_noop(
    "Section %(section)s: “%(note)s” stands amid the text; it was read as covering the words before it."
)
NO_LEAD = gettext_noop("Section %(section)s: “%(note)s” names who supports, but nobody who leads.")
ONLY_GUIDES = gettext_noop("Section %(section)s: “%(note)s” names who guides, but nobody who is responsible.")
ONLY_PEOPLE = gettext_noop("Section %(section)s: “%(note)s” names persons, but no organization.")
RULE_BELOW = gettext_noop(
    "Section %(section)s: “%(note)s” was read as a rule: %(names)s are responsible for each of the "
    "%(count)s tasks that follow."
)
COVERS_ABOVE = gettext_noop(
    "Section %(section)s: “%(note)s” was read as covering the %(count)s items above that have no note."
)
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
TIME_UNREAD = gettext_noop("Section %(section)s: no day could be told for “%(deadline)s”.")
DEADLINE_DOUBTFUL = gettext_noop(
    "Section %(section)s: “%(deadline)s” may mean that the month or quarter itself is over then; "
    "its last day, %(day)s, was taken."
)
DEADLINE_PAST = gettext_noop(
    "Section %(section)s: “%(deadline)s” was read as %(day)s, a day before the document was issued."
)
REPORT_YEARLY = gettext_noop(
    "The report is due every year (“%(deadline)s”); the first such day after the issue was taken."
)
REPORT_RHYTHM = gettext_noop(
    "Section %(section)s: “%(text)s” asks for reports at times for which no periods could be told."
)
GOAL_SHARED = gettext_noop("Section %(section)s: one number stands for several indicators in “%(text)s”.")
GOAL_RANGE = gettext_noop("Section %(section)s: the goal “%(text)s” is a range; its first number was taken.")
GOAL_UNREAD = gettext_noop("Section %(section)s: “%(text)s” may set a goal but could not be read as one.")
GOAL_DIRECTION = gettext_noop(
    "Section %(section)s: the table does not say whether “%(text)s” is to be reached or not to be exceeded."
)
AFTER_SIGNATURE = gettext_noop(
    "Numbered text after the signature or in an attachment was not read as sections."
)
GOES_ON_BELOW = gettext_noop(
    "The plan goes on after the signature or in an attachment; what stands there was read as its sections."
)
CONTENTS_UNREAD = gettext_noop(
    "A table of contents may stand here whose headings do not come again; they were read as sections."
)
NUMBER_UNREAD = gettext_noop(
    "“%(text)s” looks like a numbered item, but was read as part of the text before it."
)
NO_TASKS = gettext_noop("No task was found: nothing says who is responsible for what.")
TITLE_FROM_NOTICE = gettext_noop("No title stands above the plan; “%(title)s” was taken from the notice.")
YEAR_OF_NUMBER = gettext_noop(
    "“%(day)s” at the signature says no year; that of the document number was taken."
)
DAY_INCOMPLETE = gettext_noop("“%(day)s” at the signature is no whole day; enter the day of issue.")
READ_BY_HAND = gettext_noop("The text was taken as one section; part it into sections and tasks by hand.")

TABLE_UNREAD = gettext_noop(
    "The table “%(table)s” seems to say who is responsible; its rows could not be read as tasks."
)
ROW_UNFIT = gettext_noop(
    "Section %(section)s: the row “%(row)s” has more or fewer cells than the table has columns; "
    "they were read as far as their words tell."
)
ROW_UNOWNED = gettext_noop(
    "Section %(section)s: the row “%(row)s” names nobody; "
    "if its cell goes on from the row above, its owners are those of that row."
)
ROW_UNREAD = gettext_noop(
    "Section %(section)s: “%(note)s” stands where a table names who is responsible, "
    "but could not be read as a responsibility."
)
ROW_TAKEN_FOR = gettext_noop(
    "Section %(section)s: the row “%(row)s” of an annexed table was taken for this task; its words differ."
)
TABLE_DIFFERS = gettext_noop(
    "Section %(section)s: an annexed table names other owners (“%(note)s”) than the text does; "
    "those of the text were kept."
)


class Certainty(StrEnum):
    """How sure the reader is of what it read at a place: nothing to ask, read but to be looked at, or not
    read."""

    SURE = "sure"
    CHECK = "check"
    UNKNOWN = "unknown"


_NOT_READ = {
    NOTE_IN_SENTENCE,
    NOTE_UNREAD,
    WORDS_UNREAD,
    GOAL_UNREAD,
    TIME_UNREAD,
    REPORT_RHYTHM,
    AFTER_SIGNATURE,
    NUMBER_UNREAD,
    NO_TASKS,
    READ_BY_HAND,
    TABLE_UNREAD,
    ROW_UNREAD,
}


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
