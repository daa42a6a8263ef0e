"""`python -m repaid.interfaces.cli` is the `repaid` command."""

from repaid.interfaces.cli.main import run

run()
