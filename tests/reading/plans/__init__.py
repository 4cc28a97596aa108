"""Documents made for the purpose, with known answers, and the judge of how they are read."""

import os

# Cautions are messages of the catalog, which asks for settings; pytest has named them, a command line not.
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
