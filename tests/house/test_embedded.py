"""The embedded PostgreSQL: made once, shared by processes, stopped by the last, honest when it cannot start."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from repaid.settings import binaries, embedded
from repaid.settings.unready import Unready

USE = """
from pathlib import Path
from repaid.settings.embedded import Server
s = Server(Path({!r}), durable=False)
s.join()
"""


def use(folder: Path, then: str = "", **options: object) -> subprocess.Popen[str]:
    """A process that uses the server and then does `then`."""
    return subprocess.Popen(
        [sys.executable, "-c", f"{USE.format(str(folder))}\n{then}"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options,
    )  # fmt: skip


def runs(folder: Path) -> bool:
    return (folder / "postgres" / "postmaster.pid").exists()


def test_the_first_process_starts_it_and_the_last_one_stops_it(folder: Path) -> None:
    anna = use(folder, "print('ready', flush=True); input()")
    assert anna.stdout.readline() == "ready\n"
    bert = use(folder, "print(s._answers())")
    assert bert.communicate(timeout=60) == ("True\n", "")
    assert runs(folder)
    assert anna.communicate("\n", timeout=60)[1] == ""
    assert not runs(folder)


def test_a_process_that_is_killed_leaves_no_lock(folder: Path) -> None:
    killed = use(folder, "print('ready', flush=True); input()")
    killed.stdout.readline()
    killed.kill()
    killed.communicate()
    assert runs(folder)
    assert use(folder).communicate(timeout=60)[1] == ""
    assert not runs(folder)


def test_processes_that_start_together_make_one_server(folder: Path) -> None:
    together = [use(folder, "print(s._answers())") for _ in range(3)]
    assert [process.communicate(timeout=90) for process in together] == [("True\n", "")] * 3


def test_a_long_path_gets_a_short_socket(folder: Path) -> None:
    deep = folder / ("a" * 60) / ("b" * 60)
    deep.mkdir(parents=True, mode=0o711)
    assert use(deep, "print(s._answers())").communicate(timeout=60) == ("True\n", "")
    embedded.Server(deep).sockets.rmdir()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs the server as another user")
def test_as_root_a_place_out_of_reach_is_refused_in_one_sentence(tmp_path: Path) -> None:
    closed = tmp_path / "closed" / "data"
    closed.mkdir(parents=True)
    closed.parent.chmod(0o700)
    with pytest.raises(Unready, match=r"pgserver, who cannot reach .*REPAID_DATA"):
        embedded.Server(closed)._start()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
def test_an_ordinary_user_has_a_server_too(folder: Path) -> None:
    own = folder / "own"
    own.mkdir(mode=0o700)
    os.chown(own, 65534, 65534)
    reachable = binaries.open_to_all(Path(sys.executable)) and binaries.open_to_all(binaries.of_the_wheel() / "initdb")
    if not reachable:
        pytest.skip("the virtual environment lies where only root can reach it")
    other = use(own, "print(s._answers())", user=65534, group=65534, extra_groups=[], cwd="/", env={"HOME": str(own)})
    assert other.communicate(timeout=60) == ("True\n", "")


def test_data_of_another_version_is_not_touched(folder: Path) -> None:
    old = folder / "postgres"
    old.mkdir()
    (old / "PG_VERSION").write_text("16\n")
    with pytest.raises(Unready, match="made by PostgreSQL 16, and this is version 18"):
        embedded.Server(folder)._start()


def test_what_postgresql_says_becomes_one_sentence(folder: Path) -> None:
    server = embedded.Server(folder)
    full = server._failure("initdb: error: could not write to file: No space left on device")
    assert str(full) == f"The disk that holds {folder} is full."
    other = server._failure("waiting\nFATAL:  could not create shared memory segment\npg_ctl: could not start server")
    assert str(other).endswith("PostgreSQL says: FATAL:  could not create shared memory segment")


def test_programs_out_of_reach_are_copied_and_run_from_there(folder: Path) -> None:
    copy = binaries.copied(binaries.of_the_wheel(), folder)
    assert copy == folder / "postgresql-18" / "bin"
    assert binaries.open_to_all(copy / "initdb")
    assert subprocess.run([copy / "postgres", "--version"], check=True, capture_output=True).stdout.startswith(
        b"postgres"
    )
