"""The database: bringing it up to date, saving it to a file, taking it back."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from repaid.founding.commands.upgrading import BroughtUp, bring_up
from repaid.interfaces.cli import archive
from repaid.interfaces.cli.output import Json, show
from repaid.kernel.refusal import Refusal
from repaid.messages.kinds import label_of
from repaid.settings import roles

commands = typer.Typer()


class FileExists(Refusal):
    code = "file_exists"
    sentence = gettext_lazy("There is a file {file} already. Choose another name.")


class NotEmpty(Refusal):
    code = "database_not_empty"
    sentence = gettext_lazy("There is data in the database. To replace all of it, add --replace.")


@commands.command()
def migrate(as_json: Json = False) -> None:
    """Bring the database up to date: tables, cache, rights of the application, and what the version supplies."""
    done = bring_up_to_date()
    added = bring_up()
    text = _("The database is up to date ({count} migrations run).").format(count=done)
    facts = {"migrations": done, "added": [asdict(each) for each in added]}
    show(facts, "\n".join([text, *map(_told, added)]), as_json=as_json)


@commands.command()
def backup(file: Annotated[Path, typer.Argument(help="The file to write.")], as_json: Json = False) -> None:
    """Save the whole database and the keys it needs to FILE, which only you can read: keep it like a key."""
    if file.exists():
        raise FileExists(file=file)
    connection.ensure_connection()
    archive.write(file, connection)
    size = file.stat().st_size
    text = _("Saved to {file} ({size} bytes). It holds the keys: keep it like a key.").format(file=file, size=size)
    show({"file": str(file), "bytes": size}, text, as_json=as_json)


@commands.command()
def restore(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="A file that `repaid backup` wrote.")],
    replace: Annotated[bool, typer.Option("--replace", help="Replace the data that is there.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    as_json: Json = False,
) -> None:
    """Take the database and its keys back from FILE, all of it or nothing."""
    about = archive.read_about(file)
    roles.prepare(connection)
    if holds_data():
        if not replace:
            raise NotEmpty
        if not yes:
            typer.confirm(_("Everything in the database is lost and replaced. Go on?"), abort=True, err=True)
    archive.read(file, connection)
    bring_up_to_date()
    bring_up()
    text = _("Restored the state of {time}.").format(time=about["saved_at"])
    show({"file": str(file), "saved_at": about["saved_at"]}, text, as_json=as_json)


def bring_up_to_date() -> int:
    """Run what is missing, as the owner of the tables, and give the application its rights.

    Returns the number of migrations that were run.
    """
    roles.prepare(connection)
    with roles.working_as(connection, roles.OWNER):
        executor = MigrationExecutor(connection)
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        roles.grant(connection)
    return len(missing)


def _told(added: BroughtUp) -> str:
    """What an organisation got, as a line; the audit trail has each thing."""
    text = ngettext(
        "{organisation}: {count} thing of this version was added. The audit trail names it.",
        "{organisation}: {count} things of this version were added. The audit trail names them.",
        added.count,
    ).format(organisation=added.organisation, count=added.count)
    if not added.waiting:
        return text
    names = ", ".join(str(label_of(code)) for code in added.waiting)
    waits = _("New messages wait until somebody switches them on: {names}.").format(names=names)
    return f"{text}\n{waits}"


def holds_data() -> bool:
    """Whether there is at least one organisation, without which nothing else can be."""
    with roles.working_as(connection, roles.OWNER), connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('access_organisation') IS NOT NULL")
        if not cursor.fetchone()[0]:
            return False
        cursor.execute("SELECT EXISTS (SELECT FROM access_organisation)")
        return bool(cursor.fetchone()[0])
