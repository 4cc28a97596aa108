"""Pictures that a report shows: the stored evidence that a snapshot names by its checksum."""

from hashlib import sha256 as sha256_of

from tasks.models import Evidence


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
