"""The bare view of a page: middleware and templates, its context at hand and no question asked.

What a page takes beyond it, it takes for finding out what to say.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from unittest import mock

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.test import Client, override_settings

type Renderer = Callable[..., str]


@dataclass
class AtHand:
    """What the last page gave to its template: name and context; no name where it has no template."""

    template: str = ""
    context: Mapping[str, Any] = field(default_factory=dict)
    depth: int = 0

    def noting(self, render: Renderer) -> Renderer:
        """``render_to_string`` that remembers what it was given; of templates within others the outermost."""

        def noted(name: str, context: Mapping[str, Any] | None = None, *rest: Any, **options: Any) -> str:
            if not self.depth:
                self.template, self.context = name, dict(context or {})
            self.depth += 1
            try:
                return render(name, context, *rest, **options)
            finally:
                self.depth -= 1

        return noted


AT_HAND = AtHand()


class BareView:
    """Middleware behind all others, which answers with the page at hand instead of asking its view."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse:
        return HttpResponse(loader.render_to_string(AT_HAND.template, dict(AT_HAND.context), request))


@contextmanager
def pages_noted() -> Iterator[None]:
    """Whatever is rendered within is at hand afterwards, and nothing from before."""
    AT_HAND.template = ""
    with mock.patch.object(loader, "render_to_string", AT_HAND.noting(loader.render_to_string)):
        yield


def bare_client(client: Client) -> Client:
    """The same person's client, which gets the bare view of the page at hand, whatever it asks for."""
    bare = Client(SERVER_NAME="127.0.0.1")
    bare.cookies = client.cookies
    with override_settings(MIDDLEWARE=[*settings.MIDDLEWARE, f"{__name__}.BareView"]):
        bare.handler.load_middleware()
    return bare
