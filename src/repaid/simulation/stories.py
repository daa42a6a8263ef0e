"""Stories of contracts: data in, commands out."""

from datetime import date
from decimal import Decimal
from functools import partial
from itertools import count

from loanmath.facts import Origin
from loanmath.life import Life
from loanmath.money import Money
from repaid.contracts.commands import payments
from repaid.contracts.commands.disbursement import disburse
from repaid.contracts.commands.opening import open_contract
from repaid.contracts.queries.contracts import contract_named
from repaid.contracts.queries.life import life_of
from repaid.contracts.rights import BOOK_PAYMENTS, DISBURSE, OPEN
from repaid.products.queries import TermsRequest
from repaid.simulation.cast import Cast
from repaid.simulation.deeds import Data, Reading, amount_of, carry_out
from repaid.simulation.moments import moment
from repaid.simulation.script import Script
from repaid.simulation.sending import send_payout


class Teller:
    """Puts the stories of one organisation into a script.

    A story names `borrower`, `product`, `amount`, `count` and the `launch`, a moment (left out: never launched);
    `order` says how far the payment order of the launch gets; `pays` says which instalments are paid, how many days
    late and which `share` of them; `then` are further commands: `do` is the command, `on` its moment, all else its
    arguments.
    """

    def __init__(self, script: Script, cast: Cast, today: date, currency: str, receipts: str) -> None:
        self._script, self._cast, self._today, self._currency = script, cast, today, currency
        self._receipts = (f"{receipts}-{number:06d}" for number in count(1))

    def tell(self, story: Data) -> None:
        """Add a story to the script, from its signing on."""
        launch = moment(story.get("launch", ""), self._today)
        signed = moment(story["signed"], self._today) if "signed" in story else launch
        self._script.add(signed, partial(self._sign, story, launch))

    def _sign(self, story: Data, launch: date) -> None:
        amount = Money.parse(story["amount"], self._currency)
        first_due = moment(story["first_due"], launch) if "first_due" in story else None
        rate = Decimal(story["rate"]) if "rate" in story else None
        opened = open_contract(
            by=self._cast.who_may(OPEN),
            product=story["product"],
            request=TermsRequest(amount=amount, count=story["count"], start=launch, first_due=first_due, rate=rate),
            borrowers=[self._cast.parties[name] for name in story["borrower"].split("+")],
            guarantors=[self._cast.parties[name] for name in story.get("guarantors", [])],
            branch=story["branch"],
            account=story.get("account", ""),
            number=story.get("number", ""),
        )
        if "launch" in story:
            self._script.add(launch, partial(self._launch, story, opened.number, amount, launch))

    def _launch(self, story: Data, number: str, amount: Money, launch: date) -> None:
        disburse(by=self._cast.who_may(DISBURSE), number=number, amount=amount, value_date=launch)
        if "order" in story:
            send_payout(self._cast, number, story["order"])
        dues = [row.due for row in self._life(number, launch).schedule]
        for habit in story.get("pays", []):
            self._promise(number, habit, dues)
        for step in story.get("then", []):
            day = moment(step["on"], self._today, dues)
            self._script.add(day, partial(self._do, number, step, day, dues))

    def _promise(self, number: str, habit: Data, dues: list[date]) -> None:
        last = habit["to"] if "to" in habit else habit["from"]
        for k in range(habit["from"], last + 1):
            day = moment(f"due{k}+{habit.get('late', 0)}d", self._today, dues)
            self._script.add(day, partial(self._pay, number, k, day, Decimal(habit.get("share", "1"))))

    def _pay(self, number: str, k: int, day: date, share: Decimal) -> None:
        regular = [row for row in self._life(number, day).schedule if row.origin is Origin.REGULAR]
        open_amount = regular[k - 1].open.total
        amount = Money(int(open_amount * share), self._currency)
        if amount.minor > 0:
            by = self._cast.who_may(BOOK_PAYMENTS)
            receipt = next(self._receipts)
            payments.receive_payment(by=by, number=number, amount=amount, value_date=day, receipt=receipt)

    def _do(self, number: str, step: Data, day: date, dues: list[date]) -> None:
        reading = Reading(
            day=lambda text: moment(text, self._today, dues),
            money=lambda text: amount_of(text, self._cast.machine, number, self._currency, day),
        )
        carry_out(self._cast, number, {"value_date": day, "receipt": next(self._receipts), **step}, reading)

    def _life(self, number: str, day: date) -> Life:
        return life_of(contract_named(self._cast.machine, number), day)
