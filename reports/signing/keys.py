"""The portal's key: where it lies, what it signs with, and what is wrong where there is none."""

from pathlib import Path
from typing import Protocol

from django.conf import settings


class KeyUnusable(Exception):  # noqa: N818 (says what is wrong with it)
    """There is a file, and no key that signs in it. Its text says so and how to mend it."""


class SigningKey(Protocol):
    """What signs. ``public_pem`` is what others check signatures with."""

    @property
    def algorithm(self) -> str: ...
    @property
    def public_pem(self) -> bytes: ...
    def sign(self, content: bytes) -> bytes:
        """The signature of a content; the same for the same content."""


def signing_key() -> SigningKey | None:
    """The key of the file that ``SIGNING_KEY_FILE`` names, read anew each time; None where there is no file.
    Raises ``KeyUnusable``."""
    from reports.signing.private_keys import key_in  # noqa: PLC0415 (it brings the cryptography)

    path: Path = settings.SIGNING_KEY_FILE
    try:
        return key_in(path.read_bytes())
    except FileNotFoundError:
        return None
    except OSError as error:
        raise KeyUnusable(f"The signing key {path} cannot be read ({error.strerror}).") from error
    except ValueError as error:
        raise KeyUnusable(
            f"The file {path} holds no private key of Ed25519 or SM2 in PEM without a password."
            " Make one with `openssl genpkey -algorithm ed25519` or `-algorithm SM2`."
        ) from error


def key_problem() -> str:
    """What is wrong with the portal's key, and how to mend it; empty where it signs."""
    try:
        if signing_key() is not None:
            return ""
    except KeyUnusable as unusable:
        return str(unusable)
    return (
        f"There is no signing key {settings.SIGNING_KEY_FILE}, so packages of reports are not signed."
        " Make one with `openssl genpkey -algorithm ed25519 -out FILE` (or `-algorithm SM2`), let the portal"
        " alone read it, keep a copy of it apart, and name it with SIGNING_KEY_FILE."
    )
