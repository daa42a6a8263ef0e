"""How commands speak: facts for people or as JSON on standard output, refusals in one sentence on standard error."""

import json
from collections.abc import Mapping
from typing import Annotated, Any

import typer
from django.core.serializers.json import DjangoJSONEncoder

Json = Annotated[bool, typer.Option("--json", help="Print the facts as JSON.")]


def show(facts: Mapping[str, Any] | list[Any], text: str, *, as_json: bool) -> None:
    """Print `facts` as one JSON document, or `text` for a person (nothing when it is empty)."""
    if as_json:
        typer.echo(json.dumps(facts, cls=DjangoJSONEncoder, ensure_ascii=False))
    elif text:
        typer.echo(text)


def refuse(sentence: str) -> typer.Exit:
    """Say why not on standard error; raise what this returns."""
    typer.echo(sentence, err=True)
    return typer.Exit(1)
