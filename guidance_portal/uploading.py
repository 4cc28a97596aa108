"""How much one request may send, known before anything of it is read."""

from typing import Any, override

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

MEGABYTE = 1024 * 1024


class BoundedUploadHandler(FileUploadHandler):
    """Refuses a request over ``UPLOAD_REQUEST_MB`` before a byte of it becomes a file; keeps none itself.

    The portal's own web server refuses it before it comes in; another server may leave that to us.
    """

    @override
    def handle_raw_input(
        self,
        input_data: Any,
        META: dict[str, str],
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> None:
        """Raise ``RequestDataTooBig`` (400) where the request says that it is larger."""
        if content_length > settings.UPLOAD_REQUEST_MB * MEGABYTE:
            raise RequestDataTooBig(f"A request of {content_length} bytes was refused.")

    @override
    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        return raw_data

    @override
    def file_complete(self, file_size: int) -> UploadedFile[Any] | None:
        return None
