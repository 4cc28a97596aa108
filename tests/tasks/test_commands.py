"""The commands of the room as programs of their own."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROGRAM = """
import sys
from django.core.management import execute_from_command_line
execute_from_command_line(["manage.py", "import_guidance", "fixtures/guidance_2021.txt", "--dry-run"])
sys.exit("guidance_portal.urls" in sys.modules)
"""


def test_reading_a_document_loads_no_page() -> None:
    subprocess.run([sys.executable, "-c", PROGRAM], cwd=ROOT, stdout=subprocess.DEVNULL, check=True)  # noqa: S603 (our own program)
