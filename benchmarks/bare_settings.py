"""The portal's settings for a server that does nothing but a bare insert (``benchmarks/deadline.py``).

No middleware but Django's own of session and person, which are found as Django finds them, and that of
allauth, without which its app does not start.
"""

from guidance_portal.settings import *  # noqa: F403 (all but what stands here)

MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
SESSION_ENGINE = "django.contrib.sessions.backends.db"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
ROOT_URLCONF = "benchmarks.bare_addresses"
# The back office asks for more middleware than the bare insert has.
SILENCED_SYSTEM_CHECKS = ["admin.E408", "admin.E409", "admin.E410"]
