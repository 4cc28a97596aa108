"""Signing with SM2 and SM3 (GB/T 32918.2, GB/T 32905), under the identity that everybody uses.

The number that each signature needs is made of the key and the message (as RFC 6979 does it), not at random:
the same message has the same signature, and no bad source of chance gives the key away.
"""

import hashlib
import hmac
from base64 import b64encode
from dataclasses import dataclass, field

from gmssl.sm2 import CryptSM2, default_ecc_table

ALGORITHM = "SM2 (GB/T 32918) with SM3 (GB/T 32905)"
IDENTITY = b"1234567812345678"
# The curve by its number, 1.2.156.10197.1.301.
CURVE = bytes.fromhex("06082a811ccf5501822d")
# How a private key begins (RFC 5915), and the whole of a public one before its point (RFC 5480).
PRIVATE, OCTETS = bytes.fromhex("0201010420"), 32
PUBLIC = bytes.fromhex("3059301306072a8648ce3d0201") + CURVE + bytes.fromhex("03420004")
ORDER = int(default_ecc_table["n"], 16)
LINE = 64


@dataclass(frozen=True)
class Sm2Key:
    """A private key, ``secret`` in hexadecimal digits."""

    secret: str = field(repr=False)
    algorithm: str = ALGORITHM

    @property
    def point(self) -> str:
        """The public key as a point of the curve, in hexadecimal digits."""
        return str(self.engine()._kg(int(self.secret, 16), default_ecc_table["g"]))

    @property
    def public_pem(self) -> bytes:
        text = b64encode(PUBLIC + bytes.fromhex(self.point)).decode()
        lines = [text[start : start + LINE] for start in range(0, len(text), LINE)]
        return "\n".join(["-----BEGIN PUBLIC KEY-----", *lines, "-----END PUBLIC KEY-----", ""]).encode()

    def sign(self, content: bytes) -> bytes:
        """The signature as OpenSSL reads it (DER)."""
        digest, engine = self.digest(content), self.engine()
        for attempt in range(256):
            number = f"{number_for(self.secret, digest, attempt):064x}"
            if signature := engine.sign(digest, number):
                return bytes.fromhex(signature)
        raise ArithmeticError("No number gives a signature.")

    def digest(self, content: bytes) -> bytes:
        """The checksum that is signed: of the identity, the curve and the public key, then of the content."""
        table = default_ecc_table
        curve = bytes.fromhex(table["a"] + table["b"] + table["g"] + self.point)
        signer = hashlib.new("sm3", (8 * len(IDENTITY)).to_bytes(2) + IDENTITY + curve).digest()
        return hashlib.new("sm3", signer + content).digest()

    def engine(self) -> CryptSM2:
        # Given to its constructor, a public key would lose the zeros and fours that it begins with.
        return CryptSM2(private_key=self.secret, public_key="", asn1=True)


def number_for(secret: str, digest: bytes, attempt: int) -> int:
    """The number of a signature, from 1 to the last one below the order of the curve."""
    key = bytes.fromhex(secret)
    made = hmac.digest(key, digest + bytes([attempt]), "sha512")
    return int.from_bytes(made) % (ORDER - 1) + 1


def sm2_secret(der: bytes) -> str | None:
    """The private key in a PKCS#8 or EC file that names the curve of SM2; None in any other."""
    place = der.find(PRIVATE)
    if CURVE not in der or place < 0:
        return None
    begin = place + len(PRIVATE)
    secret = der[begin : begin + OCTETS]
    return secret.hex() if len(secret) == OCTETS and 0 < int.from_bytes(secret) < ORDER - 1 else None
