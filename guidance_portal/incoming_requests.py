"""The gate for text coming in, at the door of the web (design R26)."""

from collections.abc import Iterable
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse, QueryDict

from guidance_portal.middleware import Responder
from guidance_portal.uploading import harmless
from texts.incoming import incoming

PASSWORD = "password"  # noqa: S105 (a part of the names of fields)


class IncomingTextMiddleware:
    """Passes what a request says in words through the gate, before a view, a form or a filter sees it.

    Those are its fields, its query and the names of its files, of our own pages, the back office, the API and
    sign-in alike.

    Passwords stay as they were typed. An address that the gate would change is none of ours.
    """

    def __init__(self, get_response: Responder) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: Any, _args: Any, named: dict[str, Any]
    ) -> HttpResponse | None:
        """After the check of the form's token, which reads the form first."""
        if any(isinstance(part, str) and incoming(part) != part for part in named.values()):
            raise Http404
        request.GET = gated(request.GET)
        if request.method == "POST":
            request.POST = gated(request.POST)
            for _field, files in request.FILES.lists():
                for file in files:
                    file.name = harmless(file.name or "")
        return None


def gated[Said: QueryDict](said: Said) -> Said:
    """The same fields with their texts through the gate; itself where that changes nothing."""
    changed = {
        name: values
        for name, given in said.lists()
        if PASSWORD not in name and (values := through(given)) != given
    }
    if not changed:
        return said
    copied = said.copy()
    for name, values in changed.items():
        copied.setlist(name, values)
    copied._mutable = False
    return cast("Said", copied)


def through(texts: Iterable[str]) -> list[str]:
    return [incoming(text) for text in texts]
