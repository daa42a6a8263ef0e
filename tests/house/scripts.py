"""Running a few lines of Python inside an installation."""

import subprocess
import sys
from pathlib import Path

from tests.house.cli import surroundings

BEGIN = "import django; django.setup()\n"


def run_script(place: Path, lines: str) -> str:
    """Run `lines` in the installation at `place` and return what they print."""
    environment = surroundings(place, DJANGO_SETTINGS_MODULE="repaid.settings.base")
    done = subprocess.run(
        [sys.executable, "-c", BEGIN + lines], env=environment, check=True, stdout=subprocess.PIPE, text=True
    )
    return done.stdout
