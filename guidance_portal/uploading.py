"""How much one request may send, known before anything of it is read, and what its files are called."""

from collections.abc import Callable, Mapping
from typing import Any, override

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile, TemporaryFileUploadHandler

from reports.verification.intake import is_too_large
from reports.word_copies.opening import is_too_large as is_too_large_a_copy
from texts.file_names import file_name

MEGABYTE = 1024 * 1024
UNNAMED = "file"


# Where a page itself says that a file is too large: what is larger is not kept for a moment.
PASSED_OVER: Mapping[str, Callable[[int], bool]] = {
    "reports:verify": is_too_large,
    "reports:text-returned": is_too_large_a_copy,
}


class BoundedUploadHandler(FileUploadHandler):
    """Refuses a request over ``UPLOAD_REQUEST_MB`` before a byte of it becomes a file; keeps none itself.

    The portal's own web server refuses it before it comes in; another server may leave that to us. A file for
    checking, or a copy that comes back, that is too large is passed over, so that its page can say so.
    """

    is_passed_over = False

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
        match = self.request.resolver_match if self.request else None
        is_passed_over = PASSED_OVER.get(match.view_name) if match else None
        self.is_passed_over = bool(is_passed_over and is_passed_over(content_length))

    @override
    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        if self.is_passed_over:
            raise SkipFile

    @override
    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        return raw_data

    @override
    def file_complete(self, file_size: int) -> UploadedFile[Any] | None:
        return None


class NamedUploadHandler(TemporaryFileUploadHandler):
    """Keeps a large file beside the memory, under the ending of its harmless name: that of the name as it was
    sent may be longer than a file system takes."""

    @override
    def new_file(self, field_name: str, file_name: str, *args: Any, **kwargs: Any) -> None:
        super().new_file(field_name, harmless(file_name), *args, **kwargs)


def harmless(name: str) -> str:
    """The name of a file as the portal calls it from the moment that it comes in."""
    return file_name(name, unnamed=UNNAMED)
