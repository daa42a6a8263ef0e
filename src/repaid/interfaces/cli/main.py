"""Where the `repaid` command begins: settings, language, all commands, and one place for every way to say no."""

import gc
import os
import pkgutil
import sys
from importlib import import_module
from typing import Any

import django
import psycopg
import typer
from django.conf import settings
from django.db import DatabaseError, NotSupportedError, OperationalError
from django.utils import translation
from django.utils.translation import gettext as _
from typer.core import TyperGroup

from repaid.interfaces import cli
from repaid.interfaces.cli import output
from repaid.kernel.refusal import Outage, Refusal
from repaid.settings.unready import Unready

UNPREPARED = (psycopg.errors.UndefinedTable, psycopg.errors.UndefinedColumn)

ROWS_AT_ONCE = 200_000
"""So many new objects wait for the collector of cycles: reading a file makes many, and no cycles."""

HOMES = {
    "apr": "apr",
    "backup": "storage",
    "bench": "bench",
    "check-books": "closing",
    "close": "closing",
    "compile-messages": "texts",
    "demo": "demo",
    "explain": "contracts",
    "export": "exporting",
    "import": "importing",
    "make-messages": "texts",
    "migrate": "storage",
    "portfolio": "portfolio",
    "provider-simulator": "provider_simulator",
    "replay": "engine",
    "requirements": "requirements",
    "restore": "storage",
    "schedule": "engine",
    "serve": "serving",
    "simulate": "simulating",
    "user": "users",
    "worker": "serving",
}  # so that a command loads what it needs and not the whole system; a test keeps it true


class Commands(TyperGroup):
    """All commands; whatever refuses in one of them ends as one sentence and exit code 1."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except (Refusal, Outage, Unready, NotSupportedError) as no:
            raise output.refuse(str(no)) from None
        except DatabaseError as error:
            raise output.refuse(_why(error, of=ctx.invoked_subcommand)) from None


def build(asked: str = "") -> typer.Typer:
    """The command with everything that the modules of this package offer; with the home of `asked` alone, if known."""
    app = typer.Typer(
        cls=Commands,
        help="Repaid: the whole life of a loan, lease, mortgage or handed-over claim.",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        add_completion=False,
    )
    for name in (HOMES[asked],) if asked in HOMES else modules():
        module = import_module(f"{cli.__name__}.{name}")
        if hasattr(module, "commands"):
            app.add_typer(module.commands)
    app.callback()(lambda: None)
    return app


def modules() -> list[str]:
    """The modules that may hold commands."""
    return [found.name for found in pkgutil.iter_modules(cli.__path__) if found.name not in ("main", "__main__")]


def run() -> None:
    """The entry point."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "repaid.settings.base")
    try:
        django.setup()
    except Unready as no:
        sys.exit(str(no))
    translation.activate(_language())
    app = build(asked=sys.argv[1] if len(sys.argv) > 1 else "")
    gc.freeze()  # what is loaded stays: a long command need not look through all of it again and again
    gc.set_threshold(ROWS_AT_ONCE, 20, 50)  # nor through the rows of a file while it is being read
    app()


def _language() -> str:
    """The language of the shell where it is one of ours."""
    asked = os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
    code = asked.partition("_")[0].partition(".")[0]
    return code if code in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def _why(error: DatabaseError, *, of: str) -> str:
    """A sentence for what people can mend themselves; anything else is a bug of ours and stays an exception."""
    if of != "migrate" and (isinstance(error.__cause__, UNPREPARED) or 'role "repaid_' in str(error)):
        return _("The database is not prepared for this version. Run `repaid migrate` first.")
    if isinstance(error, OperationalError):
        return _("The database does not answer: {words}").format(words=" ".join(str(error).split()))
    raise error


if __name__ == "__main__":
    run()
