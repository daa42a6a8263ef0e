"""`repaid import statement`: what a bank delivered."""

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer
from django.utils.translation import gettext as _

from loanmath.money import format_minor
from repaid.access.actors import Actor
from repaid.interfaces.cli.machine import machine_of
from repaid.interfaces.cli.output import Json, refuse, show
from repaid.interfaces.cli.progress import progress
from repaid.interfaces.cli.tables import Column, table
from repaid.kernel.refusal import Refusal
from repaid.payments.formats import ColumnMapping, StatementFile, suggest_mapping
from repaid.payments.reading import kept_mapping, read_file
from repaid.settling.taking_in import TakenIn, take_in, try_taking_in

SHOWN_MAX = 20

StatementOfBank = Annotated[
    Path, typer.Argument(exists=True, dir_okay=False, readable=True, help="MT940, CAMT, Elixir-0, CSV or XLSX.")
]


def import_bank_statement(
    file: StatementOfBank,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be done, and do nothing.")] = False,
    keep_good: Annotated[bool, typer.Option("--keep-good", help="Keep what is right when a part is wrong.")] = False,
    organisation: Annotated[str, typer.Option(help="Code of the organisation.")] = "",
    account: Annotated[str, typer.Option(help="Own account, where a table names none.")] = "",
    currency: Annotated[str, typer.Option(help="Currency, where a table names none.")] = "",
    as_json: Json = False,
) -> None:
    """Take in the bank statement FILE: its payments are kept once, and settled where the contract is certain."""
    by = machine_of(organisation)
    content = file.read_bytes()
    mapping = _mapping(by, content, account)
    read = read_file(by, file.name, content, mapping, currency)
    done: TakenIn | None = None
    refusal = ""
    try:
        if dry_run:
            done = try_taking_in(by, file.name, content, mapping, currency).would
        else:
            with progress() as bar:
                done = take_in(
                    by, file.name, content, mapping, currency, keep_good=keep_good,
                    listener=lambda reached: bar(reached.done, reached.all, str(reached.step.label)),
                )  # fmt: skip
    except Refusal as no:
        refusal = str(no)
    facts = _facts(read, done)
    show(facts, _text(facts), as_json=as_json)
    if refusal:
        raise refuse(refusal)


def _mapping(by: Actor, content: bytes, account: str) -> ColumnMapping | None:
    """The columns chosen before or suggested by the header, with the own account in them."""
    known = kept_mapping(by, content)
    mapping = known or suggest_mapping(content) if account else known
    return replace(mapping, account=account) if mapping and account else mapping


def _facts(read: StatementFile, done: TakenIn | None) -> dict[str, Any]:
    sums: Counter[str] = Counter()
    for line in read.lines:
        sums[line.currency] += line.amount_minor
    told = {currency: format_minor(minor, currency) for currency, minor in sorted(sums.items())}
    single = next(iter(told.items())) if len(told) == 1 else (None, None)
    return {
        "format": read.format,
        "transactions": len(read.lines),
        "sum": single[1],
        "currency": single[0],
        "sums": told,
        "new": done.done.new if done else 0,
        "known": done.done.known if done else 0,
        "matched": done.settled if done else 0,
        "findings": [
            {"line": each.facts.get("line"), "severity": each.severity, "sentence": str(each)} for each in read.findings
        ],
    }


def _text(facts: dict[str, Any]) -> str:
    counts = [
        [_("Format"), facts["format"]],
        [_("Transactions"), facts["transactions"]],
        *([_("Sum"), f"{amount} {currency}"] for currency, amount in facts["sums"].items()),
        [_("New"), facts["new"]],
        [_("Known before"), facts["known"]],
        [_("Settled"), facts["matched"]],
        [_("Findings"), len(facts["findings"])],
    ]
    summary = table("", [Column(_("What")), Column(_("Number"), is_figure=True)], counts)
    said = [each["sentence"] for each in facts["findings"][:SHOWN_MAX]]
    return "\n".join([summary, *said])
