"""The web server and the worker."""

import codecs
import hashlib
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from os import cpu_count, getpid, kill
from pathlib import Path
from time import sleep
from typing import Annotated, Any, cast

import typer
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server
from procrastinate.contrib.django import app as jobs
from procrastinate.contrib.django.django_connector import DjangoConnector

from repaid.founding.commands.founding import begin_founding
from repaid.founding.queries import is_founded
from repaid.interfaces.cli.output import Json, show
from repaid.kernel.refusal import Refusal

commands = typer.Typer()

codecs.lookup("idna")
"""Loaded while there is one thread. The announcing one connects, which loads it too: a web process forked just then
would inherit the lock of that import, and wait for ever at its first connection outwards, as to a payment provider."""

STOP_SECONDS = 20
OPEN_CHECK_SECONDS = 0.1
THREADS = 2 * (cpu_count() or 1)
OURS = {"handlers": ["console"], "propagate": False}
SERVER: dict[str, Any] = {
    "interface": Interfaces.WSGI,
    "log_level": LogLevels.warning,
    "log_dictconfig": {**settings.LOGGING, "loggers": {"_granian": OURS, "granian.access": OURS}},
    "respawn_failed_workers": True,
    "workers_kill_timeout": STOP_SECONDS,
}


class PortTaken(Refusal):
    code = "port_taken"
    sentence = gettext_lazy("Something else listens on {host}:{port}. Choose another port with --port.")


class NotMigrated(Refusal):
    code = "not_migrated"
    sentence = gettext_lazy("The database is not prepared for this version. Run `repaid migrate` first.")


@commands.command()
def serve(
    host: Annotated[str, typer.Option(help="Where to listen.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535)] = 8000,
    processes: Annotated[int, typer.Option(min=1, help="Web processes.")] = 1,
    threads: Annotated[int, typer.Option(min=1, help="Threads of each web process.")] = THREADS,
    with_worker: Annotated[bool, typer.Option("--with-worker", help="Run the worker beside the web server.")] = False,
    with_simulator: Annotated[
        bool, typer.Option("--with-simulator", help="Run the payment simulator of the demo beside the web server.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Serve the back office and the client zone until Ctrl-C."""
    require_migrated()
    require_free_port(host, port)
    collect_static()
    server = Server("repaid.wsgi:application", host, port, workers=processes, blocking_threads=threads, **SERVER)
    address = f"http://{host}:{port}/"
    facts = {"address": address, "client_zone": f"{address}clientzone/"}
    text = _("Back office: {address}\nClient zone: {client_zone}\nCtrl-C stops.").format(**facts)
    if not is_founded():
        facts |= {"first_run": f"{address}first-run", "code": begin_founding()}
        text += "\n" + _("There is no organisation yet. Open {first_run} and enter this code: {code}").format(**facts)
    if not with_worker:
        text += "\n" + _("Messages and long work wait for a worker: add --with-worker, or start `repaid worker`.")
    connection.close()

    def announce() -> None:
        _wait_until_open(host, port)
        show(facts, text, as_json=as_json)

    server.on_startup(threading.Thread(target=announce, daemon=True).start)
    with ExitStack() as beside:
        if with_worker:
            beside.enter_context(_beside("worker", _("The worker stopped, so the web server stops too.")))
        if with_simulator:
            said = _("The payment simulator stopped, so the web server stops too.")
            beside.enter_context(_beside("provider-simulator", said))
        server.serve()


@commands.command()
def worker(
    jobs_at_once: Annotated[int, typer.Option(min=1, help="Jobs at the same time.")] = 1, as_json: Json = False
) -> None:
    """Do the jobs that wait, until Ctrl-C; any number of workers may run, here and on other machines."""
    require_migrated()
    connection.close()
    show({"worker": getpid()}, _("The worker waits for jobs. Ctrl-C stops."), as_json=as_json)
    with jobs.replace_connector(cast(DjangoConnector, jobs.connector).get_worker_connector()) as working:
        working.run_worker(concurrency=jobs_at_once)


def require_migrated() -> None:
    """Refuse when a migration has not been run."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise NotMigrated


def require_free_port(host: str, port: int) -> None:
    """Refuse when nothing can listen there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError as error:
            raise PortTaken(host=host, port=port) from error


def _wait_until_open(host: str, port: int) -> None:
    while True:
        with suppress(OSError), socket.create_connection((host, port), timeout=1):
            return
        sleep(OPEN_CHECK_SECONDS)


def collect_static() -> None:
    """Gather and compress the static files, when one of them changed since the last time."""
    stamp = Path(settings.STATIC_ROOT) / ".collected"
    state = _static_state()
    if not stamp.exists() or stamp.read_text() != state:
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        stamp.write_text(state)


def _static_state() -> str:
    digest = hashlib.sha256(settings.STORAGES["staticfiles"]["BACKEND"].encode())
    for finder in get_finders():
        for name, storage in sorted(finder.list([]), key=lambda found: found[0]):
            status = Path(storage.path(name)).stat()
            digest.update(f"{name} {status.st_size} {status.st_mtime_ns}\n".encode())
    return digest.hexdigest()


@contextmanager
def _beside(command: str, sentence: str) -> Iterator[None]:
    """A command in a process of its own; when it ends by itself the web server ends too, with a sentence."""
    whole = [sys.executable, "-m", "repaid.interfaces.cli", command]
    beside = subprocess.Popen(whole, stdout=subprocess.DEVNULL, start_new_session=True)
    stopping = threading.Event()

    def watch() -> None:
        if beside.wait() and not stopping.is_set():
            typer.echo(sentence, err=True)
            kill(getpid(), signal.SIGTERM)

    threading.Thread(target=watch, daemon=True).start()
    try:
        yield
    finally:
        stopping.set()
        beside.terminate()
        try:
            beside.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            beside.kill()
