"""Where the joined style sheets and scripts lie, for all that asks for static files."""

import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

from guidance_portal.assets import BUNDLES, Bundle


class BundleFinder(BaseFinder):
    """The joined files, each written anew when its sources or their list have changed."""

    def find(self, path: str, find_all: bool = False) -> Any:  # noqa: FBT001, FBT002 (Django's)
        """Where the joined file of this name lies; an empty list where no bundle has the name."""
        places = [str(write(bundle)) for bundle in BUNDLES if bundle.name == path]
        return places if find_all or not places else places[0]

    def list(self, _ignore_patterns: Iterable[str] | None) -> Iterable[Any]:
        """Every joined file with the storage that holds it."""
        storage = FileSystemStorage(location=settings.JOINED_ROOT)
        for bundle in BUNDLES:
            write(bundle)
            yield bundle.name, storage


def write(bundle: Bundle) -> Path:
    """Join a bundle; the file keeps its time where it holds the same as before. Where it lies."""
    place = Path(settings.JOINED_ROOT) / bundle.name
    text = bundle.text()
    if place.exists() and place.read_text(encoding="utf-8") == text:
        return place
    place.parent.mkdir(parents=True, exist_ok=True)
    # In one step: several threads of a server for tests may ask at once.
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=place.parent, delete=False) as draft:
        draft.write(text)
    return Path(draft.name).replace(place)
