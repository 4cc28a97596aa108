"""What stands beside a manifest in a package, so that anybody can check it without the portal."""

import logging
from pathlib import Path

from django.utils.translation import gettext as _

from reports.rendering import FormRefused
from reports.signing import verify
from reports.signing.keys import KeyUnusable, signing_key

SIGNATURE, PUBLIC_KEY, SCRIPT = "manifest.sig", "public-key.pem", "verify.py"

log = logging.getLogger(__name__)


def signature_entries(manifest: bytes) -> dict[str, bytes]:
    """The signature of a manifest, the key to check it with and the script that does so, by their names;
    nothing where the portal has no key. Raises ``FormRefused`` where its key cannot be used."""
    try:
        key = signing_key()
    except KeyUnusable as unusable:
        log.exception("Nothing can be signed.")
        raise FormRefused(
            _("The portal's signing key cannot be used, so no package is made. Tell the administrator.")
        ) from unusable
    if key is None:
        return {}
    script = Path(verify.__file__).read_bytes()
    return {SIGNATURE: key.sign(manifest), PUBLIC_KEY: key.public_pem, SCRIPT: script}
