"""Letting the customer of an application into the client zone."""

from repaid.access.actors import Actor
from repaid.access.command import command
from repaid.origination import rights
from repaid.origination.choices import Step
from repaid.origination.commands.ground import ApplicationMoved, ready, step_on


@command("origination.give_client_zone_access", right=rights.CLIENT_ZONE)
def give_client_zone_access(*, by: Actor, number: str) -> ApplicationMoved:
    """Open the client zone to the borrower, with a password by SMS to the telephone of the application."""
    return step_on(by, ready(by, number, Step.CLIENT_ZONE), Step.CLIENT_ZONE)
