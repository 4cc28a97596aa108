"""A view as a file: which forms there are, what an address may ask of them, and what is said of refusals."""

from collections.abc import Callable

import pytest
from django.contrib.messages import get_messages
from django.contrib.messages.storage.fallback import FallbackStorage
from django.http import Http404, HttpRequest, HttpResponse
from django.test import RequestFactory

from reports.rendering import FileDiffers, FormRefused
from reports.views import files
from reports.views.files import FILE_FORMS, file_answer
from tests.reports.dashboards.specimen import AT, specimen_page


def asking(query: str) -> HttpRequest:
    request = RequestFactory().get(f"/dashboard/CNIPA/?{query}")
    request.moment = AT  # type: ignore[attr-defined]
    request.session = {}  # type: ignore[assignment]
    request._messages = FallbackStorage(request)  # type: ignore[attr-defined]
    return request


def answer(query: str) -> HttpResponse:
    return file_answer(asking(query), specimen_page())


@pytest.mark.parametrize(
    ("query", "content_type", "beginning", "ending"),
    [
        ("format=xlsx", files.XLSX, b"PK", "xlsx"),
        ("format=csv", files.CSV, b"\xef\xbb\xbf", "csv"),
        ("format=csv&table=places", files.CSV, b"\xef\xbb\xbf", "csv"),
        ("format=pdf", files.PDF, b"%PDF", "pdf"),
        ("format=svg&chart=states", files.SVG, b"<?xml", "svg"),
        ("format=png&chart=states", files.PNG, b"\x89PNG", "png"),
    ],
)
def test_every_form_goes_out_under_its_name(
    query: str, content_type: str, beginning: bytes, ending: str
) -> None:
    response = answer(query)
    assert response.status_code == 200
    assert response["Content-Type"] == content_type
    assert response.content.startswith(beginning)
    assert response["Content-Disposition"].startswith('attachment; filename="office-2021')
    assert response["Content-Disposition"].endswith(f'.{ending}"')


def test_every_form_is_tried_here() -> None:
    assert set(FILE_FORMS) == {"xlsx", "csv", "pdf", "svg", "png"}


@pytest.mark.parametrize(
    "query",
    [
        "format=docx",
        "format=",
        "format=svg",
        "format=svg&chart=none",
        "format=png&chart=places",
        "format=csv&table=other",
        "format=csv&table=",
    ],
)
def test_what_there_is_not_is_not_found(query: str) -> None:
    with pytest.raises(Http404):
        answer(query)


@pytest.mark.parametrize(
    ("failure", "said"),
    [
        (FormRefused("No Chinese font was found."), "No Chinese font was found."),
        (FileDiffers("for the log"), "is not given out"),
    ],
)
def test_what_cannot_be_made_is_said_on_the_page(
    monkeypatch: pytest.MonkeyPatch, english: None, failure: Exception, said: str
) -> None:
    def fails(*_given: object) -> HttpResponse:
        raise failure

    makers: dict[str, Callable[..., HttpResponse]] = FILE_FORMS | {"pdf": fails}
    monkeypatch.setattr(files, "FILE_FORMS", makers)
    request = asking("period=3&format=pdf&region=east")
    response = file_answer(request, specimen_page())
    assert (response.status_code, response["Location"]) == (302, "/dashboard/CNIPA/?period=3&region=east")
    assert [said in str(message) for message in get_messages(request)] == [True]
