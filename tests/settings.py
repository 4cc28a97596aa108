"""The portal's settings as the tests want them: quick passwords, jobs at once, plain static names."""

import tempfile
from pathlib import Path

from guidance_portal.settings import *  # noqa: F403
from guidance_portal.settings import STORAGES

PORTAL_TODAY = None
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
TASKS = {"default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"}}
MEDIA_ROOT = Path(tempfile.gettempdir()) / "guidance-portal-tests"
WHITENOISE_AUTOREFRESH = True
ACCOUNT_RATE_LIMITS = False
