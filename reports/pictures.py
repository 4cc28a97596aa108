"""Pictures that a report shows: the stored evidence that a snapshot names by its checksum."""

from collections.abc import Sequence
from hashlib import sha256 as sha256_of

from django.utils.translation import gettext as _

from reports.snapshot.document import Picture
from tasks.models import Evidence
from texts.punctuation import listed, sentences

# The first page has room for the names of so many; a sentence stands in the place of each.
MOST_NAMED = 3
# More are no photograph, and would take more memory than a worker, or an office's computer, has.
MOST_PIXELS = 60_000_000


def stored_picture(sha256: str) -> bytes | None:
    """The evidence with this checksum, None where it is no longer stored or another by now. One query."""
    evidence = Evidence.objects.filter(sha256=sha256).order_by("pk").first()
    if evidence is None:
        return None
    try:
        with evidence.file.open("rb") as file:
            content = bytes(file.read())
    except FileNotFoundError:
        return None
    return content if sha256_of(content).hexdigest() == sha256 else None


def in_its_place(picture: Picture) -> str:
    """What stands where a picture cannot be shown."""
    return sentences([cannot_be_shown(picture.name), picture.text])


def unshown_notices(names: Sequence[str]) -> list[str]:
    """What is said beforehand of the pictures that cannot be shown: of each, or of many together."""
    if len(names) <= MOST_NAMED:
        return [cannot_be_shown(name) for name in names]
    words = {"count": len(names), "names": listed(names[:MOST_NAMED])}
    return [_("%(count)d pictures cannot be shown, among them %(names)s; each place says so.") % words]


def cannot_be_shown(name: str) -> str:
    return _("The picture “%(name)s” cannot be shown.") % {"name": name}
