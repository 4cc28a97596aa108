"""Private keys of the kinds that sign here, out of files and into them."""

import re
from base64 import b64decode
from binascii import Error as NotBase64
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from reports.signing.keys import SigningKey
from reports.signing.sm2 import Sm2Key, sm2_secret

ED25519 = "Ed25519 (RFC 8032)"
PEM = re.compile(rb"-----BEGIN (?:EC |SM2 )?PRIVATE KEY-----(.*?)-----END", re.DOTALL)
# Read and written by its owner alone.
PRIVATE_MODE = 0o600


@dataclass(frozen=True, slots=True)
class Ed25519Key:
    key: Ed25519PrivateKey
    algorithm: str = ED25519

    @property
    def public_pem(self) -> bytes:
        return self.key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)

    def sign(self, content: bytes) -> bytes:
        return self.key.sign(content)


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


def make_key(path: Path) -> None:
    """Write a new key of Ed25519 to ``path``, unless there is a file already."""
    if path.exists():
        return
    pem = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path.touch(mode=PRIVATE_MODE)
    path.write_bytes(pem)
