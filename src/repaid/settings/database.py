"""Where the data lives: an embedded PostgreSQL of our own, or the server that `DATABASE_URL` names."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import environ
from django.utils.translation import gettext_noop as _

from repaid.settings import embedded, roles
from repaid.settings.unready import Unready

ENGINE = "repaid.settings.postgres"
KEPT_OPEN_SECONDS = 600
PREPARED_FROM = 3


def data_folder(env: environ.Env) -> Path:
    """`REPAID_DATA`, by default a folder that the system user of the embedded server can reach."""
    is_root = os.geteuid() == 0
    default = "/var/lib/repaid" if is_root else str(Path.home() / ".local/share/repaid")
    folder = Path(env.str("REPAID_DATA", default)).expanduser().absolute()
    try:
        if not folder.exists():
            folder.mkdir(parents=True)
            folder.chmod(0o711 if is_root else 0o700)
    except OSError as error:
        raise _unwritable(folder) from error
    if not os.access(folder, os.W_OK):
        raise _unwritable(folder)
    return folder


def connection(env: environ.Env, folder: Path, *, durable: bool = True) -> dict[str, Any]:
    """Django's settings of the one database. Nothing is started: the first connection does that."""
    chosen = _given(env) if env.str("DATABASE_URL", "") else _embedded(embedded.Server(folder, durable))
    return {
        **chosen,
        "ENGINE": ENGINE,
        "CONN_MAX_AGE": KEPT_OPEN_SECONDS,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            **chosen.get("OPTIONS", {}),
            "options": roles.option(roles.APPLICATION),
            # The server reads and plans a statement of a command once in a session (see the backend): a repayment takes
            # two thirds of the time.
            "server_side_binding": True,
            "prepare_threshold": PREPARED_FROM,
        },
    }


def _embedded(server: embedded.Server) -> dict[str, Any]:
    return {
        "NAME": embedded.DATABASE,
        "USER": embedded.LOGIN,
        "PASSWORD": "",  # nosec B105: the socket is open to its own user only
        "HOST": str(server.sockets),
        "PORT": "",
        "SERVER": server,
    }


def _given(env: environ.Env) -> dict[str, Any]:
    chosen: dict[str, Any] = env.db_url("DATABASE_URL")
    if not (chosen["ENGINE"].endswith("postgresql") and chosen["NAME"] and chosen["USER"]):
        raise Unready(_("DATABASE_URL must look like postgres://login:password@server:5432/database."))
    return {**chosen, "HOST": unquote(chosen["HOST"])}  # %2F begins the folder of a socket, as libpq has it


def _unwritable(folder: Path) -> Unready:
    return Unready(_("Repaid cannot write to {folder}. Name another place with REPAID_DATA."), folder=folder)
