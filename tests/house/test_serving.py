"""`repaid serve --with-worker`: one address, two processes, one Ctrl-C."""

import json
import signal
import socket
import subprocess
import sys
from http.client import HTTPConnection
from pathlib import Path

from repaid.settings import embedded
from tests.house.cli import repaid, surroundings
from tests.house.furnished import furnish


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]


def status(port: int, path: str) -> int:
    line = HTTPConnection("127.0.0.1", port, timeout=30)
    line.request("GET", path)
    return line.getresponse().status


def test_both_doors_open_and_ctrl_c_closes_everything(folder: Path, django_db_setup: None) -> None:
    place, port = folder, free_port()
    server = embedded.Server(place, durable=False)
    server.join()
    assert repaid(place, "serve", "--port", str(port)).stderr == (
        "The database is not prepared for this version. Run `repaid migrate` first.\n"
    )
    furnish(server)
    assert repaid(place, "migrate").returncode == 0
    server.leave()
    serving = subprocess.Popen(
        [sys.executable, "-m", "repaid.interfaces.cli", "serve", "--with-worker", "--port", str(port), "--json"],
        env=surroundings(place), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        address = f"http://127.0.0.1:{port}/"
        told = json.loads(serving.stdout.readline())
        assert len(told.pop("code")) == len("K7QF-2MXD")
        first_run = f"{address}first-run"
        assert told == {"address": address, "client_zone": f"{address}clientzone/", "first_run": first_run}
        assert (status(port, "/"), status(port, "/clientzone/"), status(port, "/first-run")) == (302, 302, 200)
        taken = repaid(place, "serve", "--port", str(port))
        assert taken.stderr == f"Something else listens on 127.0.0.1:{port}. Choose another port with --port.\n"
    finally:
        serving.send_signal(signal.SIGINT)
        _, complaints = serving.communicate(timeout=60)
    assert (serving.returncode, complaints) == (0, "")
    assert not (place / "postgres" / "postmaster.pid").exists()


def test_a_worker_waits_for_the_first_migration(folder: Path) -> None:
    refused = repaid(folder, "worker")
    assert (refused.returncode, refused.stdout) == (1, "")


def test_names_of_hosts_are_resolved_in_a_forked_process() -> None:
    """A web process is forked while another thread connects; what that imports is loaded before, or the first payment
    to a provider would wait for ever."""
    loads = "import sys, django; django.setup(); import repaid.interfaces.cli.serving"
    told = f"{loads}; print('encodings.idna' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True"]
