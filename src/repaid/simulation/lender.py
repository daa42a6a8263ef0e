"""A lender made from its data: organisation, branches, groups, staff, chart of accounts, products, customers."""

import json
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Final

from repaid.access.actors import Actor
from repaid.access.commands.organisations import add_branch, open_organisation
from repaid.branding.commands.look import Choice, choose_look, put_logo, welcome_customers
from repaid.documents.commands.ground import add_usual_categories
from repaid.ledger.commands.chart import create_chart
from repaid.products.commands.ready_made import offer
from repaid.simulation import cast

Data = dict[str, Any]

CHANNEL: Final = "demo"


@cache
def lender_data(code: str) -> Data:
    """The data of a lender (`data/<code>.json`)."""
    found: Data = json.loads(files("repaid.simulation").joinpath("data", f"{code}.json").read_text(encoding="utf-8"))
    return found


def open_lender(code: str, day: date) -> cast.Cast:
    """Create a lender whose first business day is `day`, with everybody who works there and comes there."""
    data = lender_data(code)
    machine = open_organisation(**data["organisation"], code=code, day=day, channel=CHANNEL)
    for branch in data["branches"]:
        add_branch(by=machine, **branch)
    cast.save_groups(machine)
    show_itself(machine, data.get("look"))
    add_usual_categories(by=machine)
    create_chart(by=machine, country=data["organisation"]["country"])
    actors = cast.hire(machine, data["staff"])
    for product in data["products"]:
        offer(machine, product, data["organisation"]["currency"], day)
    parties = cast.meet(machine, data["people"])
    return cast.Cast(machine, actors["clerks"], actors["administrators"], actors["managers"], parties)


def show_itself(by: Actor, look: Data | None) -> None:
    """Give the client zone the look of the lender, if it has one."""
    if look is not None:
        welcome_customers(by=by, welcomes=look["welcomes"])
        choose_look(by=by, choice=Choice(**look["choice"]))
        if "logo" in look:
            put_logo(by=by, content=files("repaid.simulation").joinpath("data", "logos", look["logo"]).read_bytes())
