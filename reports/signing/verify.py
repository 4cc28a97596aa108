"""核验本文件包 / Checks this package. Unpack it, then run:  python3 verify.py [public-key.pem]

Needs Python 3 and the program openssl (3.0 or newer), and no network. Name a public key that you got from the
portal itself (its address /verify/key/); without one, the key in the package is used, which proves only that
the files belong together.
"""

import hashlib
import json
import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
MANIFEST, SIGNATURE = FOLDER / "manifest.json", FOLDER / "manifest.sig"
SM3 = ("dgst", "-sm3", "-sigopt", "distid:1234567812345678", "-verify")


def openssl(*arguments: object) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(["openssl", *map(str, arguments)], capture_output=True, text=True, check=False)


def is_signed(key: Path) -> bool:
    """The manifest is what the owner of the key signed: with SM2 and SM3, or with Ed25519."""
    if "SM2" in openssl("pkey", "-pubin", "-in", key, "-noout", "-text").stdout:
        return openssl(*SM3, key, "-signature", SIGNATURE, MANIFEST).returncode == 0
    how = ("pkeyutl", "-verify", "-pubin", "-inkey", key, "-rawin", "-in", MANIFEST, "-sigfile", SIGNATURE)
    return openssl(*how).returncode == 0


def is_right(path: Path, sha256: str) -> bool:
    return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == sha256


def main(key: Path) -> int:
    results = [("manifest.json, manifest.sig", is_signed(key))]
    if results[0][1]:  # else nothing that the manifest says can be believed
        for report in json.loads(MANIFEST.read_bytes())["reports"]:
            results += [
                (file["name"], is_right(FOLDER / file["name"], file["sha256"])) for file in report["files"]
            ]
    for name, right in results:
        print("通过 OK   " if right else "不符 WRONG", name)
    print("公钥 public key, SHA-256:", hashlib.sha256(key.read_bytes()).hexdigest())
    return 0 if all(right for _name, right in results) else 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER / "public-key.pem"))
