"""The portal's key: read from its file, of either kind, and told what is wrong with it."""

import stat
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as trials
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from reports.signing.keys import KeyUnusable, SigningKey, key_problem, signing_key
from reports.signing.private_keys import key_in, make_key
from reports.signing.sm2 import ORDER, Sm2Key, number_for, sm2_secret
from tests.reports.signing.made_keys import ED25519, KEYS, SM2

SM3 = ("dgst", "-sm3", "-sigopt", "distid:1234567812345678", "-verify")


def openssl(*arguments: object) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(["openssl", *map(str, arguments)], capture_output=True, text=True, check=False)  # noqa: S603, S607


def is_verified(key: SigningKey, content: bytes, signature: bytes, folder: Path) -> bool:
    """Whether OpenSSL, which knows both algorithms, finds the signature right."""
    public, signed, sign = folder / "public.pem", folder / "content", folder / "signature"
    public.write_bytes(key.public_pem)
    signed.write_bytes(content)
    sign.write_bytes(signature)
    if isinstance(key, Sm2Key):
        return openssl(*SM3, public, "-signature", sign, signed).returncode == 0
    how = ("pkeyutl", "-verify", "-pubin", "-inkey", public, "-rawin", "-in", signed, "-sigfile", sign)
    return openssl(*how).returncode == 0


@pytest.mark.parametrize("kind", KEYS)
def test_a_signature_is_the_same_each_time_and_openssl_finds_it_right(kind: str, tmp_path: Path) -> None:
    key = key_in(KEYS[kind].encode())
    for content in (b"x", b"manifest", "清单".encode() * 500):
        signature = key.sign(content)
        assert signature == key.sign(content)
        assert is_verified(key, content, signature, tmp_path)
        assert not is_verified(key, content + b" ", signature, tmp_path)
        assert not is_verified(key, content, signature[:-1] + bytes([signature[-1] ^ 1]), tmp_path)


@pytest.mark.parametrize("kind", KEYS)
def test_the_public_key_is_that_of_openssl(kind: str, tmp_path: Path) -> None:
    (tmp_path / "key.pem").write_text(KEYS[kind])
    told = openssl("pkey", "-in", tmp_path / "key.pem", "-pubout").stdout
    assert key_in(KEYS[kind].encode()).public_pem.decode() == told


def test_a_key_in_the_older_wrapping_is_read_too(tmp_path: Path) -> None:
    (tmp_path / "key.pem").write_text(SM2)
    older = openssl("ec", "-in", tmp_path / "key.pem").stdout
    assert older != SM2
    assert key_in(older.encode()) == key_in(SM2.encode())


@given(st.integers(1, ORDER - 2), st.binary(max_size=60))
@trials(max_examples=15)
def test_any_key_of_sm2_signs_so_that_its_public_half_agrees(secret: int, content: bytes) -> None:
    """A point that begins with zeros or fours is no exception."""
    from gmssl.sm2 import CryptSM2  # noqa: PLC0415 (only this test asks)

    key = Sm2Key(f"{secret:064x}")
    assert len(key.point) == 128
    checker = CryptSM2(private_key="", public_key="", asn1=True)
    checker.public_key = key.point
    assert checker.verify(key.sign(content).hex(), key.digest(content))


@given(st.binary(min_size=32, max_size=32), st.integers(0, 255))
def test_the_number_of_a_signature_lies_in_its_range_and_is_another_for_each(
    digest: bytes, attempt: int
) -> None:
    secret = "1f" * 32
    number = number_for(secret, digest, attempt)
    assert 1 <= number < ORDER
    assert number != number_for("2f" * 32, digest, attempt)
    assert number != number_for(secret, digest, (attempt + 1) % 256)


@pytest.mark.parametrize("der", [b"", b"\x30", bytes.fromhex("06082a811ccf5501822d0201010420") + b"1"])
def test_what_holds_no_key_of_sm2_is_none(der: bytes) -> None:
    assert sm2_secret(der) is None


def test_no_secret_stands_in_what_is_printed_of_a_key() -> None:
    key = key_in(SM2.encode())
    assert isinstance(key, Sm2Key)
    assert key.secret not in repr(key)


def test_without_a_file_nothing_is_signed_and_it_is_said_how_to_mend_that(
    settings: Settings, tmp_path: Path
) -> None:
    settings.SIGNING_KEY_FILE = tmp_path / "none.pem"
    assert signing_key() is None
    assert "openssl genpkey" in key_problem()


@pytest.mark.parametrize("content", ["", "no key", ED25519[:60], ED25519.replace("PRIVATE", "PUBLIC"), "RSA"])
def test_a_file_that_holds_no_such_key_is_told(content: str, settings: Settings, tmp_path: Path) -> None:
    settings.SIGNING_KEY_FILE = tmp_path / "key.pem"
    if content == "RSA":
        content = openssl("genrsa", "1024").stdout
    settings.SIGNING_KEY_FILE.write_text(content)
    with pytest.raises(KeyUnusable, match="holds no private key"):
        signing_key()
    assert "holds no private key" in key_problem()


def test_a_locked_key_is_told(settings: Settings, tmp_path: Path) -> None:
    settings.SIGNING_KEY_FILE = tmp_path / "key.pem"
    (tmp_path / "open.pem").write_text(ED25519)
    locked = openssl("pkcs8", "-topk8", "-in", tmp_path / "open.pem", "-passout", "pass:secret").stdout
    settings.SIGNING_KEY_FILE.write_text(locked)
    with pytest.raises(KeyUnusable):
        signing_key()


def test_a_folder_is_no_key(settings: Settings, tmp_path: Path) -> None:
    settings.SIGNING_KEY_FILE = tmp_path
    with pytest.raises(KeyUnusable, match="cannot be read"):
        signing_key()


def test_a_key_is_made_once_for_its_owner_alone(settings: Settings, tmp_path: Path) -> None:
    settings.SIGNING_KEY_FILE = tmp_path / "key.pem"
    make_key(settings.SIGNING_KEY_FILE)
    made = settings.SIGNING_KEY_FILE.read_bytes()
    make_key(settings.SIGNING_KEY_FILE)
    assert settings.SIGNING_KEY_FILE.read_bytes() == made
    assert stat.S_IMODE(settings.SIGNING_KEY_FILE.stat().st_mode) == 0o600
    assert (signing_key() is not None, key_problem()) == (True, "")
