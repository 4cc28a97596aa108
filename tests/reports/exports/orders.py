"""Exports in tests: asked for, and what of them is stored."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.files.base import ContentFile
from django.utils import timezone

from reports.actions import request_export
from reports.models import Export, FormKey

if TYPE_CHECKING:
    from tests.world import World


def waiting(world: "World", *forms: FormKey, **wish: Any) -> Export:
    """An export that the administrator asked for, whose job waits: the report of the office, in English, as
    JSON unless told otherwise."""
    asked = {"organization": world.office, "language": "en", "by": world.people["administrator"]}
    return request_export(
        guidance=world.guidance, forms=forms or [FormKey.JSON], at=timezone.now(), **asked | wish
    )


def finished(world: "World", **values: Any) -> Export:
    """An export that is done, with its file, though no report was made for it."""
    usual = {"organization": world.office, "requested_by": world.people["administrator"]}
    export = Export(
        guidance=world.guidance,
        forms="json",
        language="en",
        status=Export.Status.DONE,
        sha256="0" * 64,
        requested_at=timezone.now(),
        finished_at=timezone.now(),
        **usual | values,
    )
    export.file.save("kept.json", ContentFile(b"{}"))
    return export


def stored(tmp_path: Path) -> list[str]:
    return sorted(path.name for path in tmp_path.rglob("*") if path.is_file())
