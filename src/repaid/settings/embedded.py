"""A PostgreSQL of our own: made once, started by the first process that needs it, stopped by the last one.

Every process that uses the server holds a shared lock on `postgres.users` for its life. The kernel drops the lock
with the process, however that ends, so whoever finds itself alone when it leaves stops the server. A second lock,
`postgres.lock`, lets one process at a time make or start it. The server listens on a socket only.

As root the server runs as the system user `pgserver`, since PostgreSQL refuses root.
"""

import atexit
import fcntl
import hashlib
import os
import pwd
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psycopg
from django.utils.translation import gettext_noop as _

from repaid.settings import binaries, roles
from repaid.settings.unready import Unready

SYSTEM_USER = "pgserver"
DATABASE = LOGIN = "repaid"
SOCKET_NAME = ".s.PGSQL.5432"
LONGEST_SOCKET_PATH = 107
START_SECONDS = 60
HASTY = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
ROOMY = (
    "work_mem=32MB", "maintenance_work_mem=256MB", "max_wal_size=4GB", "checkpoint_timeout=15min", "jit=off",
    "random_page_cost=1.1",
)  # fmt: skip
"""PostgreSQL's own defaults are for a machine of the last century; a close rewrites a third of a portfolio at once."""
MEGABYTE = 1 << 20

_held: dict[Path, tuple[int, int]] = {}


@dataclass(frozen=True, slots=True)
class Server:
    """The server whose data lives below `folder`. One that is not `durable` forgets on a power cut (tests)."""

    folder: Path
    durable: bool = True

    @property
    def data(self) -> Path:
        return self.folder / "postgres"

    @property
    def log(self) -> Path:
        return self.data / "server.log"

    @property
    def sockets(self) -> Path:
        """The folder of the socket: the data's own, or a short one where that path is too long for a socket."""
        if len(str(self.data / SOCKET_NAME)) <= LONGEST_SOCKET_PATH:
            return self.data
        return Path("/tmp") / f"repaid-{hashlib.sha256(str(self.data).encode()).hexdigest()[:16]}"  # nosec B108: ours alone, see _require_own_folder

    def join(self) -> None:
        """Make sure that the server runs, and keep it running until this process ends."""
        if _is_member(self.folder) and self._answers():
            return
        if not _is_member(self.folder):
            _become_member(self.folder)
            atexit.register(self.leave)
        with _alone(self.folder / "postgres.lock"):
            if not self._answers():
                self._start()

    def leave(self) -> None:
        """Stop the server when no other process uses it."""
        process, descriptor = _held.get(self.folder, (0, 0))
        if process != os.getpid():
            return
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            pass
        else:
            if self._answers():
                with suppress(Unready):  # nobody is left to tell; the next process that leaves alone stops it
                    self._run("pg_ctl", "stop", "-D", str(self.data), "-m", "fast", "-w")
        del _held[self.folder]
        os.close(descriptor)

    def _answers(self) -> bool:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
            return line.connect_ex(str(self.sockets / SOCKET_NAME)) == 0

    def _start(self) -> None:
        if os.geteuid() == 0:
            _require_system_user()
            if not binaries.open_to_all(self.folder):
                raise Unready(
                    _(
                        "As root, the database runs as the system user {user}, who cannot reach {folder}. "
                        "Name another place with REPAID_DATA, for example /var/lib/repaid."
                    ),
                    user=SYSTEM_USER,
                    folder=self.folder,
                )
        if not self.data.exists():
            self._make()
        self._require_version()
        _require_own_folder(self.sockets)
        place = ("listen_addresses=", f"unix_socket_directories={self.sockets}")
        settings = (*place, *ROOMY, *_memory(), *(() if self.durable else HASTY))
        options = " ".join(f"-c {setting}" for setting in settings)
        waiting = ("-w", "-t", str(START_SECONDS))
        self._run("pg_ctl", "start", "-D", str(self.data), *waiting, "-l", str(self.log), "-o", options)
        self._furnish()

    def _make(self) -> None:
        """Make the data folder under a draft name, so that a folder with the right name is always whole."""
        draft = self.folder / "postgres.new"
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700)
        _give_to_server(draft)
        language = ("--encoding=UTF8", "--locale=C.UTF-8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
        haste = () if self.durable else ("--no-sync",)
        self._run("initdb", "-D", str(draft), "-U", "postgres", "--auth=trust", *language, *haste)
        draft.rename(self.data)

    def _require_version(self) -> None:
        version = (self.data / "PG_VERSION").read_text().strip()
        if version != str(binaries.MAJOR):
            raise Unready(
                _(
                    "The data in {folder} was made by PostgreSQL {version}, and this is version {ours}. "
                    "Restore a backup into a new REPAID_DATA."
                ),
                folder=self.data,
                version=version,
                ours=binaries.MAJOR,
            )

    def _furnish(self) -> None:
        """The login, the two roles and the database, where they are missing."""
        with psycopg.connect(host=str(self.sockets), user="postgres", dbname="postgres", autocommit=True) as connection:
            if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [LOGIN]).fetchone():
                connection.execute(f"CREATE ROLE {LOGIN} LOGIN")
                roles.create(connection, login=LOGIN)
                connection.execute(f"ALTER ROLE {roles.OWNER} CREATEDB")
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
                connection.execute(f"CREATE DATABASE {DATABASE} OWNER {roles.OWNER}")

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(binaries.within_reach(self.folder) / program), *arguments]
        other = SYSTEM_USER if os.geteuid() == 0 else None
        environment = {**os.environ, "LC_ALL": "C.UTF-8"}
        spoken = self.folder / f"postgres.{os.getpid()}.out"
        try:
            with spoken.open("w+") as output:  # a pipe would stay open as long as the server runs
                done = subprocess.run(
                    command, cwd=self.folder, env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=output,
                    check=False, user=other, group=other, extra_groups=[] if other else None,
                )  # fmt: skip
            if done.returncode:
                raise self._failure(spoken.read_text())
        finally:
            spoken.unlink(missing_ok=True)

    def _failure(self, output: str) -> Unready:
        log = self.log.read_text(errors="replace")[-4000:] if self.log.exists() else ""
        if "No space left on device" in output + log:
            return Unready(_("The disk that holds {folder} is full."), folder=self.folder)
        told = [line for line in (output + "\n" + log).splitlines() if "FATAL" in line or "error:" in line]
        words = (told or output.strip().splitlines() or ["?"])[-1].strip()
        return Unready(
            _("The database in {folder} did not start. PostgreSQL says: {words}"), folder=self.folder, words=words
        )


def _memory() -> tuple[str, str]:
    """A quarter of the machine's memory as cache of the server, between 128 MB and 4 GB; half of it is the system's."""
    megabytes = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // MEGABYTE
    buffers = min(max(megabytes // 4, 128), 4096)
    return f"shared_buffers={buffers}MB", f"effective_cache_size={max(megabytes // 2, 256)}MB"


def _is_member(folder: Path) -> bool:
    return _held.get(folder, (0, 0))[0] == os.getpid()


def _become_member(folder: Path) -> None:
    descriptor = os.open(folder / "postgres.users", os.O_RDWR | os.O_CREAT, 0o600)
    fcntl.flock(descriptor, fcntl.LOCK_SH)
    _held[folder] = (os.getpid(), descriptor)


@contextmanager
def _alone(place: Path) -> Iterator[None]:
    descriptor = os.open(place, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _give_to_server(folder: Path) -> None:
    if os.geteuid() == 0:
        shutil.chown(folder, SYSTEM_USER, SYSTEM_USER)


def _require_own_folder(folder: Path) -> None:
    """The folder of the socket must be ours alone: whoever can open the socket can read the data."""
    if not folder.exists():
        folder.mkdir(mode=0o700)
        _give_to_server(folder)
    owner = pwd.getpwnam(SYSTEM_USER).pw_uid if os.geteuid() == 0 else os.geteuid()
    if folder.stat().st_uid != owner or folder.stat().st_mode & 0o077:
        raise Unready(_("The folder {folder} belongs to somebody else. Name a shorter REPAID_DATA."), folder=folder)


def _require_system_user() -> None:
    try:
        pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        command = ["useradd", "--system", "--user-group", "--no-create-home", SYSTEM_USER]
        try:
            subprocess.run(command, check=True, capture_output=True)
        except (OSError, subprocess.CalledProcessError) as error:
            raise Unready(
                _("As root, the database needs the system user {user}, which could not be created."), user=SYSTEM_USER
            ) from error
