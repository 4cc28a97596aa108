"""Every published figure of a database in one hash, each held against its recomputation (design R10)."""

import hashlib

from guidance_portal.backups.contents import Tell
from guidance_portal.backups.manifest import Figures
from targets.explanation.reconciliation import compared_in_each, with_figures
from tasks.models import Guidance

EVERY = 100


def published_figures(tell: Tell) -> Figures:
    """The figures of all published guidances, as the default connection's database gives them."""
    digest = hashlib.sha256()
    count = differing = 0
    for guidance in Guidance.objects.published().defer("source_text").order_by("year"):
        each = compared_in_each(guidance, with_figures(guidance))
        for place, (_organization, compared) in enumerate(each, start=1):
            for figure in compared:
                count += 1
                differing += not figure.agrees
                digest.update(f"{figure}\n".encode())
            if place % EVERY == 0:
                tell(f"{guidance.year}: figures of {place} organizations")
    return Figures(count, differing, digest.hexdigest())
