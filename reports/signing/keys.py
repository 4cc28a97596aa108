"""The portal's key: where it lies, what it signs with, and what is wrong where there is none."""

import re
from base64 import b64decode
from binascii import Error as NotBase64
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from django.conf import settings

from reports.signing.sm2 import Sm2Key, sm2_secret

ED25519 = "Ed25519 (RFC 8032)"
PEM = re.compile(rb"-----BEGIN (?:EC |SM2 )?PRIVATE KEY-----(.*?)-----END", re.DOTALL)
# Read and written by its owner alone.
PRIVATE_MODE = 0o600


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


@dataclass(frozen=True, slots=True)
class Ed25519Key:
    key: Ed25519PrivateKey
    algorithm: str = ED25519

    @property
    def public_pem(self) -> bytes:
        return self.key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)

    def sign(self, content: bytes) -> bytes:
        return self.key.sign(content)


def signing_key() -> SigningKey | None:
    """The key of the file that ``SIGNING_KEY_FILE`` names, read anew each time; None where there is no file.
    Raises ``KeyUnusable``."""
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


def key_in(pem: bytes) -> SigningKey:
    """The key that a file holds. Raises ``ValueError`` where it is none of those that sign here."""
    if secret := sm2_secret(binary(pem)):
        return Sm2Key(secret)
    try:
        key = load_pem_private_key(pem, password=None)
    except (TypeError, UnsupportedAlgorithm) as error:
        raise ValueError("locked, or of an unknown kind") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise ValueError("neither Ed25519 nor SM2")
    return Ed25519Key(key)


def binary(pem: bytes) -> bytes:
    """The key in a file without its wrapping; empty where it is wrapped otherwise."""
    found = PEM.search(pem)
    try:
        return b64decode(found[1]) if found else b""
    except NotBase64:
        return b""


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


def make_key(path: Path) -> None:
    """Write a new key of Ed25519 to ``path``, unless there is a file already."""
    if path.exists():
        return
    pem = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path.touch(mode=PRIVATE_MODE)
    path.write_bytes(pem)
