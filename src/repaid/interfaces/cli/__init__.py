"""The `repaid` command.

Each module here that has a `commands` (a `typer.Typer`) adds its commands; a new one is found by itself. Every
command takes `--json`. Exit codes: 0 done, 1 refused with one sentence on standard error, 2 wrong use.
"""
