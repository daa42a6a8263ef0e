"""The demo: four lenders, each with its people and a book of loans, told up to the business day."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from functools import partial
from importlib.resources import as_file, files
from typing import Final

from django.db import transaction

from repaid.access.queries import machine_in, organisations
from repaid.contracts.imports.portfolio import import_portfolio
from repaid.contracts.queries.contracts import borrowers_of, contract_named, contracts
from repaid.parties.commands.client_zone import open_client_zone
from repaid.simulation.applying import Applicants
from repaid.simulation.arriving import bring_money
from repaid.simulation.cast import PASSWORD, Cast, Login, logins
from repaid.simulation.lender import Data, lender_data, open_lender
from repaid.simulation.letters import write_to_customers
from repaid.simulation.moments import moment
from repaid.simulation.office import tell_office
from repaid.simulation.paying import pay_online
from repaid.simulation.script import Script
from repaid.simulation.sending import name_account, send_other
from repaid.simulation.stories import Teller

LENDERS: Final = ("krakowska", "voorbeeld", "nemuneh", "harbor")
BUSINESS_LENDER: Final = "harbor"
BOOK: Final = "harbor_book.csv"
BOOK_BRANCH: Final = "BOS"

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Seeded:
    """A lender of the demo; `is_new` is false when it had been there before."""

    code: str
    name: str
    contracts: int
    is_new: bool


def seed(day: date, on_begin: Tell = lambda _name: None) -> list[Seeded]:
    """Make the lenders that are not there yet and tell their stories up to `day`.

    Each is made as a whole or not at all; `on_begin` hears its name before.
    """
    there = {organisation.code for organisation in organisations()}
    return [_seeded(code, day, code not in there, on_begin) for code in LENDERS]


def open_business_lender(day: date) -> None:
    """Make the business lender without its book and the work on it, unless it is there."""
    if BUSINESS_LENDER not in {organisation.code for organisation in organisations()}:
        with transaction.atomic():
            tell_lender(BUSINESS_LENDER, day, numbers=())


def all_logins() -> list[Login]:
    """Every account of the demo, lender by lender."""
    return [login for code in LENDERS for login in logins(lender_data(code))]


def _seeded(code: str, day: date, is_new: bool, on_begin: Tell) -> Seeded:
    name = lender_data(code)["organisation"]["name"]
    if is_new:
        on_begin(name)
        with transaction.atomic():
            cast = tell_lender(code, day)
            if code == BUSINESS_LENDER:
                _take_over_book(cast, day)
            data = lender_data(code)
            lender = data["organisation"]
            bring_money(machine_in(code), data["money_in"], lender["currency"], day)
            pay_online(machine_in(code), lender["currency"], lender["language"], day)
        write_to_customers(machine_in(code), data["messages"], day)
    by = machine_in(code)
    return Seeded(code, name, contracts(by, day).count(), is_new)


def tell_lender(code: str, day: date, numbers: Collection[str] | None = None) -> Cast:
    """Open a lender and tell its stories up to `day`: all of them, or of contracts and applications so numbered.

    Returns its people.
    """
    data = lender_data(code)
    cast = open_lender(code, moment(data["opened"], day))
    script = Script(cast.machine)
    teller = Teller(script, cast, day, data["organisation"]["currency"], data["receipts"])
    for story in data["stories"]:
        if numbers is None or story.get("number") in numbers:
            teller.tell(story)
    applicants = Applicants(script, cast, day, data["organisation"]["currency"])
    for story in data.get("applications", []):
        if numbers is None or story["number"] in numbers:
            applicants.tell(story)
    _send_money(cast, script, data, day)
    if numbers is None:
        tell_office(cast, script, data["office"], day)
    script.play(day)
    return cast


def _send_money(cast: Cast, script: Script, data: Data, day: date) -> None:
    """Name the account that money leaves from, and put orders that belong to no contract into the script."""
    told = data.get("money_out")
    if told is None:
        return
    name_account(cast, told, moment(told["since"], day))
    for each in told["orders"]:
        script.add(moment(each["on"], day), partial(send_other, cast, each, data["organisation"]["currency"]))


def _take_over_book(cast: Cast, day: date) -> None:
    """Take over the book, let some of its borrowers into the client zone, and begin the work on it."""
    by, data = cast.machine, lender_data(BUSINESS_LENDER)
    with as_file(files("repaid.simulation").joinpath("data", BOOK)) as book:
        import_portfolio(by=by, file=book, branch=BOOK_BRANCH)
    for customer in data["book_customers"]:
        borrower = borrowers_of(contract_named(by, customer["contract"]))[0].party
        open_client_zone(by=by, number=borrower.number, login=customer["login"], password=PASSWORD)
    script = Script(by)
    tell_office(cast, script, data["book_office"], day)
    script.play(day)
