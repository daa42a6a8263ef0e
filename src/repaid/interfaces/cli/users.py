"""Accounts of staff."""

import sys
from typing import Annotated

import typer
from django.utils.translation import gettext as _

from repaid.access.choices import ScopeLevel
from repaid.access.commands.users import create_staff_user
from repaid.access.queries import machine_in
from repaid.interfaces.cli.output import Json, show

commands = typer.Typer()
user = typer.Typer(help="Accounts of staff.", no_args_is_help=True)
commands.add_typer(user, name="user")


@user.command()
def create(
    login: Annotated[str, typer.Argument(help="What the person types to sign in.")],
    organisation: Annotated[str, typer.Option(help="Code of the organisation.")],
    name: Annotated[str, typer.Option(help="Name of the person.")],
    group: Annotated[list[str] | None, typer.Option(help="Code of a group of rights; may be repeated.")] = None,
    scope: Annotated[ScopeLevel, typer.Option(help="How much the person sees.")] = ScopeLevel.ORGANISATION,
    branch: Annotated[str, typer.Option(help="Code of the branch.")] = "",
    language: Annotated[str, typer.Option(help="en, pl, nl or fa.")] = "",
    email: Annotated[str, typer.Option()] = "",
    as_json: Json = False,
) -> None:
    """Create an account for a member of staff; the password is asked for, or read from standard input."""
    created = create_staff_user(
        by=machine_in(organisation), login=login, name=name, password=_password(), groups=tuple(group or ()),
        scope=scope, branch=branch, language=language, email=email,
    )  # fmt: skip
    text = _("{name} can sign in as {login}.").format(name=name, login=login)
    show({"user_id": created.user_id, "login": login}, text, as_json=as_json)


def _password() -> str:
    if sys.stdin.isatty():
        return str(typer.prompt(_("Password"), hide_input=True, confirmation_prompt=True))
    return sys.stdin.readline().rstrip("\n")
