"""`repaid demo`: four lenders with real loans in them."""

from dataclasses import asdict
from datetime import datetime
from typing import Annotated

import typer
from django.utils.translation import gettext as _

from repaid.interfaces.cli.output import Json, show
from repaid.interfaces.cli.tables import Column, table
from repaid.simulation.cast import Login
from repaid.simulation.demo import Seeded, all_logins, seed

commands = typer.Typer()


@commands.command()
def demo(
    day: Annotated[
        datetime | None, typer.Option("--day", formats=["%Y-%m-%d"], help="The business day; today when left out.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Fill the system with four lenders, their people and their loans; what is there already is left alone."""
    until = (day or datetime.now().astimezone()).date()
    seeded = seed(until, lambda name: typer.echo(_("{name}: telling its stories …").format(name=name), err=True))
    logins = all_logins()
    facts = {"lenders": [asdict(each) for each in seeded], "logins": [asdict(login) for login in logins]}
    show(facts, "\n\n".join([_lenders(seeded), _logins(logins)]), as_json=as_json)


def _lenders(seeded: list[Seeded]) -> str:
    columns = [Column(_("Lender")), Column(_("Code")), Column(_("Contracts"), is_figure=True), Column("")]
    rows = [
        [each.name, each.code, each.contracts, _("new") if each.is_new else _("was there already")] for each in seeded
    ]
    return table(_("The demo"), columns, rows)


def _logins(logins: list[Login]) -> str:
    columns = [Column(_("Lender")), Column(_("Role")), Column(_("Name")), Column(_("Login")), Column(_("Password"))]
    rows = [[login.organisation, _(login.role), login.name, login.login, login.password] for login in logins]
    return table(_("Staff sign in at /, customers at /clientzone/"), columns, rows)
