"""How much a source may hold, known before it is opened, so that reading it always ends soon."""

from django.utils.translation import gettext as _

MEGABYTE = 1024 * 1024
LARGEST_FILE = 50 * MEGABYTE
LARGEST_TEXT = 5 * MEGABYTE  # in UTF-8
MOST_PAGES = 500
MOST_MEMBERS = 5_000  # of a zip file
LARGEST_CONTENT = 200 * MEGABYTE  # of all members of a zip file, unpacked
LARGEST_MEMBER = 40 * MEGABYTE  # of those that are read, unpacked
MOST_TAGS = 1_000_000  # of an XML part
STEEPEST_RATIO = 200  # unpacked to packed; honest XML stays below 100
SECONDS = 30  # for the text of a PDF
MEMORY = 2 * 1024 * MEGABYTE  # for the text of a PDF, in bytes


def too_much_text() -> str:
    """The sentence for a text that is over its limit, wherever that is noticed."""
    return _("The document has more than 5 MB of text; an official document has far less.")
