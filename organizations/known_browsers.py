"""Browsers that somebody has signed in with: a signed cookie, by which others' wrong passwords do not slow
its people down. It opens nothing."""

import hashlib
import secrets
from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.crypto import salted_hmac

COOKIE = "known_browser"
SALT = "organizations.known_browsers"
LASTS = 180 * 24 * 60 * 60  # seconds
MOST_PEOPLE = 8


@dataclass(frozen=True, slots=True)
class KnownBrowser:
    """A browser by a random id, and the digests of the names of those who have signed in with it."""

    id: str
    names: tuple[str, ...]


def name_digest(username: str) -> str:
    """What stands for a name as typed, in small letters; without the portal's key it tells nothing."""
    name = username.strip().lower()
    return salted_hmac(SALT, name, algorithm="sha256").hexdigest()


def browser_of(request: HttpRequest) -> KnownBrowser | None:
    """The known browser that a request comes from; None for any other, and for a forged or old cookie."""
    try:
        value = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=LASTS)
        return KnownBrowser(str(value["id"]), tuple(map(str, value["names"])))
    except (signing.BadSignature, KeyError, TypeError):
        return None


def remember_browser(request: HttpRequest, response: HttpResponseBase, username: str) -> None:
    """Let the browser be known to be this person's, beside those it is known for already."""
    before = browser_of(request) or KnownBrowser(secrets.token_hex(16), ())
    digest = short(name_digest(username))
    names = [digest, *(name for name in before.names if name != digest)][:MOST_PEOPLE]
    response.set_cookie(
        COOKIE,
        signing.dumps({"id": before.id, "names": names}, salt=SALT),
        max_age=LASTS,
        path=settings.SESSION_COOKIE_PATH,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def knows(browser: KnownBrowser | None, username: str) -> bool:
    """Whether the person has signed in with the browser before."""
    return browser is not None and short(name_digest(username)) in browser.names


def short(digest: str) -> str:
    """A digest of a digest, short enough that the cookie stays small."""
    return hashlib.sha256(digest.encode()).hexdigest()[:16]
