"""Why a clause is offered as a goal, and why a figure is not: each a sentence that pages translate."""

from django.utils.translation import gettext_noop

from reading.document import Comparator

# --- What makes a clause a goal -----------------------------------------------------------------------

REACHES = gettext_noop("It says how much is to be reached.")
EXCEEDS = gettext_noop("It says what is to be exceeded.")
CAPS = gettext_noop("It says what is not to be exceeded.")
HOLDS = gettext_noop("It says at what value it is to be held.")
HOLDS_BETWEEN = gettext_noop("It says between which values it is to be held.")
CHANGES = gettext_noop("It says by how much it is to change.")
MAKES = gettext_noop("It says how many are to be made, built, trained or done.")
WHOLE = gettext_noop("All of it is wanted.")
RISES = gettext_noop("A passage on goals says that it is to rise.")
IN_WORDS = gettext_noop("A passage on goals says in words what is to be reached.")
IN_TABLE = gettext_noop("A table gives it as the value to be reached.")

BY_COMPARATOR = {
    Comparator.AT_LEAST: REACHES,
    Comparator.MORE_THAN: EXCEEDS,
    Comparator.AT_MOST: CAPS,
    Comparator.HOLD_AT: HOLDS,
    Comparator.BETWEEN: HOLDS_BETWEEN,
    Comparator.ALL: WHOLE,
    Comparator.INCREASE: RISES,
    Comparator.QUALITATIVE: IN_WORDS,
}

# --- Why a figure is left out ---------------------------------------------------------------------------

PROGRESS = gettext_noop("It says how far the work itself is to be by then.")
MONEY_GIVEN = gettext_noop("It is money that somebody is given or pays.")
MONEY_SPENT = gettext_noop("It is money that is spent or invested.")
RATE = gettext_noop("It says at what rate something is paid or reckoned.")
AGE = gettext_noop("It is an age.")
RANK = gettext_noop("It is a rank.")
LIMIT = gettext_noop("It sets a limit to what is allowed.")
CONDITION = gettext_noop("It says which ones are meant.")
PLACE = gettext_noop("It says where or with whom something is done.")
FREQUENCY = gettext_noop("It says how often something is done.")
TERM = gettext_noop("It says how long something takes or lasts.")
EXAMPLE = gettext_noop("It is an example.")
REACHED = gettext_noop("It tells what is reached already.")
NAMED = gettext_noop("It is part of a name, a version, a standard or a telephone number.")
NOT_SAID = gettext_noop("No word says that it is to be reached.")
NO_SUBJECT = gettext_noop("It does not say what is measured.")
IN_TABLE_UNREAD = gettext_noop("The table does not say which value is to be reached.")
