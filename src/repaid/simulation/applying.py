"""Stories of applications: each is written down, and led on step by step on its days."""

from datetime import date
from functools import partial
from typing import Any

from django.utils import timezone

from loanmath.money import Money
from repaid.access.command import all_commands
from repaid.activities.commands.attaching import Attached
from repaid.kernel.paper import pdf
from repaid.origination.agreement import agreement_of
from repaid.origination.choices import KIND, Step
from repaid.origination.commands.drafting import Wish, enter_new
from repaid.origination.commands.signing import keep_signed_contract
from repaid.origination.commands.steps import comment_on_application
from repaid.origination.queries import application_named
from repaid.origination.rights import COMMENT, ENTER
from repaid.simulation.cast import Cast
from repaid.simulation.deeds import Data
from repaid.simulation.moments import moment
from repaid.simulation.script import Script
from repaid.workflow.commands.steps import procedure_named


class Applicants:
    """Puts the applications of one organisation into a script.

    A story names `number`, `borrower`, `product`, and the moment it is written down `on`; `steps` are procedures: `do`
    is the code, `on` its moment, `result`, `reason` and `day` what it needs to know.
    """

    def __init__(self, script: Script, cast: Cast, today: date, currency: str) -> None:
        self._script, self._cast, self._today, self._currency = script, cast, today, currency

    def tell(self, story: Data) -> None:
        """Add a story to the script."""
        self._script.add(moment(story["on"], self._today), partial(self._write, story))
        for step in story.get("steps", []):
            self._script.add(moment(step["on"], self._today), partial(self._run, story["number"], step))

    def _write(self, story: Data) -> None:
        wish = Wish(
            borrower=self._cast.parties[story["borrower"]],
            guarantors=tuple(self._cast.parties[name] for name in story.get("guarantors", [])),
            amount=Money.parse(story["amount"], self._currency) if "amount" in story else None,
            count=story.get("count"),
            first_due=moment(story["first_due"], self._today) if "first_due" in story else None,
            telephone=story.get("telephone", ""),
        )
        by = self._cast.who_may(ENTER)
        enter_new(
            by, story["product"], wish, branch=story["branch"], number=story["number"],
            is_draft=story.get("is_draft", False),
        )  # fmt: skip
        if "comment" in story:
            comment_on_application(by=self._cast.who_may(COMMENT), number=story["number"], text=story["comment"])

    def _run(self, number: str, step: Data) -> None:
        """Every step is the head's: Pan X takes application 23 and leads it on (CZ-07)."""
        procedure = procedure_named(KIND, step["do"])
        given: dict[str, Any] = {name: step[name] for name in ("result", "reason") if name in step}
        if procedure.code == "decide":
            given.setdefault("result", "positive")
        if "day" in step:
            given["on"] = moment(step["day"], self._today)
        if procedure.code == Step.SIGN:
            self._keep_scan(number)
        all_commands()[procedure.command].run(by=self._cast.head, number=number, **given)

    def _keep_scan(self, number: str) -> None:
        """What came back signed is the contract itself."""
        told = agreement_of(self._cast.head, application_named(self._cast.head, number))
        assert told is not None, "what is signed has an amount and a term"
        paper = Attached(f"{told.title}.pdf", pdf(told, timezone.now()))
        keep_signed_contract(by=self._cast.head, number=number, file=paper)
