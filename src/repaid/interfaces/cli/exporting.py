"""`repaid export`: what the system holds as files, each kind by its own module."""

import typer

from repaid.interfaces.cli.contract_file import export_contract
from repaid.interfaces.cli.journal import journal

commands = typer.Typer()
exports = typer.Typer(help="Take data out as files.", no_args_is_help=True)
commands.add_typer(exports, name="export")
exports.command("contract")(export_contract)
exports.command("journal")(journal)
