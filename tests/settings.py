"""The portal's settings as the tests want them: quick passwords, jobs at once, plain static names."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from guidance_portal.settings import *  # noqa: F403
from guidance_portal.settings import DATABASES, SQLITE_OPTIONS, STORAGES

# Workbooks are written as in production, where lxml is not installed: it refuses what the standard library
# writes without a word. openpyxl reads this when it is imported.
os.environ["OPENPYXL_LXML"] = "False"
# Each test process writes into a folder of its own, gone when it ends.
SCRATCH = Path(tempfile.mkdtemp(prefix="guidance-portal-tests-"))
atexit.register(shutil.rmtree, SCRATCH, ignore_errors=True)
# The live server's threads leave no connection behind that would keep the test database from going.
DATABASES["default"]["CONN_MAX_AGE"] = 0
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file as in the running portal, so that the live server's threads have connections of their own.
    DATABASES["default"]["TEST"] = {"NAME": str(SCRATCH / "test.sqlite3")}
    # It has to outlast no power cut, so that no commit waits for the disk.
    quick = SQLITE_OPTIONS | {"init_command": f"{SQLITE_OPTIONS['init_command']} PRAGMA synchronous=OFF;"}
    DATABASES["default"]["OPTIONS"] = quick

PORTAL_TODAY = None
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
TASKS = {"default": {"BACKEND": "tests.background.immediate.AtOnceUnlessLater"}}
MEDIA_ROOT = SCRATCH / "media"
JOINED_ROOT = SCRATCH / "joined"
# Whoever tests signatures makes a key.
SIGNING_KEY_FILE = SCRATCH / "signing-key.pem"
WHITENOISE_AUTOREFRESH = True
ACCOUNT_RATE_LIMITS = False
