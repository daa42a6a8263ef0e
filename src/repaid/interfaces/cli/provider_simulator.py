"""`repaid provider-simulator`: a payment provider to try things with."""

from typing import Annotated

import typer
from django.utils.translation import gettext as _

from repaid.interfaces.cli.output import Json, show
from repaid.interfaces.cli.serving import require_free_port
from repaid.interfaces.simulator.server import Simulator
from repaid.simulation.paying import HOST, PORT, SECRET

commands = typer.Typer()


@commands.command("provider-simulator")
def provider_simulator(
    host: Annotated[str, typer.Option(help="Where to listen.")] = HOST,
    port: Annotated[int, typer.Option(min=1, max=65535)] = PORT,
    secret: Annotated[str, typer.Option(help="What orders and notifications are signed with.")] = SECRET,
    late_seconds: Annotated[float, typer.Option(min=0, help="After how long a late payment comes in.")] = 20.0,
    as_json: Json = False,
) -> None:
    """Play a payment provider until Ctrl-C: orders, the customer's window, signed notifications. No money moves."""
    require_free_port(host, port)
    server = Simulator(host, port, secret, late_seconds)
    text = _("Payment simulator: {address}\nCtrl-C stops.").format(address=server.address)
    show({"address": server.address}, text, as_json=as_json)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        server.server_close()
