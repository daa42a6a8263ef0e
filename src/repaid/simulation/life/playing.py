"""Playing a step: the command that it names, by somebody who may, on what its labels stand for."""

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from typing import Any, Final

from loanmath.money import Money, format_minor
from repaid.access.commands.organisations import move_business_day
from repaid.contracts.commands.opening import open_contract
from repaid.contracts.rights import BOOK_PAYMENTS, OPEN
from repaid.daily_close.rights import RUN
from repaid.daily_close.run import close_until
from repaid.payments.commands.cash import record_cash
from repaid.payments.commands.entering import register_payment
from repaid.payments.commands.receipts import reserve_receipt_block
from repaid.payments.commands.standing import park_payment, withdraw_payment
from repaid.payments.rights import ENTER, RECEIVE_CASH, TAKE_STATEMENTS, WITHDRAW
from repaid.products.commands.legal import add_legal_rate
from repaid.products.queries import TermsRequest
from repaid.products.rights import EDIT_RATES
from repaid.settling import rights as settling_rights
from repaid.settling.commands.automatic import settle_all_matching
from repaid.settling.commands.settling import settle_payment
from repaid.settling.commands.withdrawing import withdraw_settlement
from repaid.settling.queries import settlements_of
from repaid.settling.taking_in import take_in
from repaid.simulation.deeds import DEEDS, Data, Reading, carry_out
from repaid.simulation.life.world import Lender, NotInStory, World

HEADER: Final = "Data;Kwota;Waluta;Nadawca;Rachunek nadawcy;Tytuł;Rachunek"
OWN_ACCOUNT: Final = "PL10105000997603123456789123"


def play(world: World, step: Data) -> None:
    """Do what a step says. Raises the Refusal of its command, or NotInStory."""
    act = ACTS.get(step["do"], _do_to_contract)
    act(world, step)


def is_one_command(step: Data) -> bool:
    """Whether a step is one command, which as a whole happens or does not."""
    return step["do"] not in ("close", "statement", "statement_again", "cash")


# --------------------------------------------------------------- contracts


def _open(world: World, step: Data) -> None:
    lender = world.lenders[step["lender"]]
    request = TermsRequest(
        amount=Money.parse(step["amount"], lender.currency), count=step["count"], start=world.day(step["start"]),
        first_due=world.day(step["first_due"]) if "first_due" in step else None,
        rate=Decimal(step["rate"]) if "rate" in step else None,
    )  # fmt: skip
    opened = open_contract(
        by=lender.cast.who_may(OPEN), product=step["product"], request=request,
        borrowers=[lender.cast.parties[step["borrower"]]], branch=step["branch"],
    )  # fmt: skip
    world.contracts[step["contract"]] = (lender, opened.number)


def _do_to_contract(world: World, step: Data) -> None:
    label = step["contract"]
    lender, number = world.signed(label)
    when = world.day(step["value_date"] if "value_date" in step else step["on"])
    told = dict(step)
    if "of" in step:
        told["of"] = _event_key(world, step)
    if step["do"] == "change_borrower":
        told["borrower"] = lender.cast.parties[step["borrower"]]
    carry_out(lender.cast, number, told, Reading(day=world.day, money=lambda text: world.money(label, text, when)))


def _event_key(world: World, step: Data) -> str:
    """The key of an event; for the label of a payment, that of what the contract took of it."""
    if not step["of"].startswith("L"):
        return str(step["of"])
    lender, number = world.signed(step["contract"])
    payment = world.payment(lender.code, step["of"])
    taken = settlements_of([payment.pk]).filter(contract__subject__number=number, withdrawn_at=None).first()
    if taken is None:
        raise NotInStory(step["of"])
    return taken.event_key


# -------------------------------------------------------------------- money


def _statement(world: World, step: Data) -> None:
    lender = world.lenders[step["lender"]]
    rows = [_row(world, lender, line) for line in step["lines"]]
    content = "\n".join([HEADER, *rows]).encode()
    take_in(lender.cast.who_may(TAKE_STATEMENTS), f"{step['file']}.csv", content, keep_good=True)


def _row(world: World, lender: Lender, line: Data) -> str:
    day, title = world.day(line["day"]), line["id"]
    amount, payer = line["amount"], line.get("payer", "")
    if "contract" in line:
        contract = world.contract(line["contract"])
        said = {"account": contract.account, "number": f"umowa {contract.number}", "nothing": ""}[line["says"]]
        title, payer = f"{said} {title}", payer or contract.subject.title
        amount = format_minor(world.money(line["contract"], amount, day).minor, lender.currency)
    return f"{day};{amount};{lender.currency};{payer};{line.get('from', '')};{title};{OWN_ACCOUNT}"


def _enter(world: World, step: Data) -> None:
    lender = world.lenders[step["lender"]]
    contract = world.signed(step["contract"])[1] if "contract" in step else ""
    register_payment(
        by=lender.cast.who_may(ENTER), amount=Money.parse(step["amount"], lender.currency),
        value_date=world.day(step["value_date"]), title=step["payment"], contract=contract, key=step["payment"],
        is_another=True,
    )  # fmt: skip


def _cash(world: World, step: Data) -> None:
    lender, number = world.signed(step["contract"])
    by = lender.cast.who_may(RECEIVE_CASH)
    label = step["payment"]
    if label not in world.receipts:
        world.receipts[label] = reserve_receipt_block(by=by, count=1).first
    record_cash(
        by=by, receipt=world.receipts[label], amount=Money.parse(step["amount"], lender.currency),
        value_date=world.day(step["value_date"]), contract=number, title=label,
    )  # fmt: skip


def _settle(world: World, step: Data) -> None:
    lender = world.lenders[step["lender"]]
    payment = world.payment(lender.code, step["payment"])
    rest = format_minor(payment.rest, payment.currency)
    lines = [
        (world.signed(label)[1], Money.parse(rest if amount == "rest" else amount, lender.currency))
        for label, amount in step["lines"]
    ]
    settle_payment(by=lender.cast.who_may(BOOK_PAYMENTS), number=payment.number, lines=lines)


def _withdraw_settlement(world: World, step: Data) -> None:
    lender = world.lenders[step["lender"]]
    taken = settlements_of([world.payment(lender.code, step["payment"]).pk]).first()
    if taken is None:
        raise NotInStory(step["payment"])
    withdraw_settlement(by=lender.cast.who_may(settling_rights.WITHDRAW), settlement=taken.pk, reason="wrong contract")


def _to_payment(command: Any, right: Any, world: World, step: Data) -> None:
    lender = world.lenders[step["lender"]]
    number = world.payment(lender.code, step["payment"]).number
    command(by=lender.cast.who_may(right), number=number, reason="not ours")


def _settle_matching(world: World, step: Data) -> None:
    settle_all_matching(world.lenders[step["lender"]].cast.who_may(BOOK_PAYMENTS))


# --------------------------------------------------------------------- days


def _close(world: World, step: Data) -> None:
    for lender in world.lenders.values():
        close_until(by=lender.cast.who_may(RUN), until=world.day(step["until"]))


def _move_day(world: World, step: Data) -> None:
    move_business_day(by=world.lenders[step["lender"]].machine, day=world.day(step["to"]))


def _law(world: World, step: Data) -> None:
    lender = world.lenders[step["lender"]]
    add_legal_rate(
        by=lender.cast.who_may(EDIT_RATES), country=lender.country, kind=step["kind"],
        valid_from=world.day(step["from"]), value=Decimal(step["percent"]), source="a law of the story",
    )  # fmt: skip


ACTS: Final[dict[str, Callable[[World, Data], None]]] = {
    **dict.fromkeys(DEEDS, _do_to_contract),
    "open_contract": _open,
    "statement": _statement,
    "statement_again": _statement,
    "enter": _enter,
    "cash": _cash,
    "settle": _settle,
    "withdraw_settlement": _withdraw_settlement,
    "withdraw_payment": partial(_to_payment, withdraw_payment, WITHDRAW),
    "park_payment": partial(_to_payment, park_payment, ENTER),
    "settle_matching": _settle_matching,
    "close": _close,
    "move_day": _move_day,
    "law": _law,
}
"""How each kind of step is played."""
