"""One application as the back office shows it: header, stages, tabs (CZ-07, CZ-08, CL-01)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Literal

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from loanmath.money import Money
from repaid.access.actors import Actor
from repaid.access.queries import waiting_proposals
from repaid.contracts.rights import VIEW as VIEW_CONTRACTS
from repaid.interfaces.backoffice.pages import Text
from repaid.interfaces.shared.applications import ApplicationPage
from repaid.interfaces.ui.formats import isolated
from repaid.origination.choices import KIND, State
from repaid.origination.queries import amount_of, application_named, is_paid_out, stage_history, stage_now
from repaid.origination.rights import ENTER
from repaid.origination.rules import may_be_changed, removal_findings
from repaid.workflow.ports import flow_of
from repaid.workflow.queries import run_that_led_here

TABS: Sequence[tuple[str, Text]] = (
    ("decisions", gettext_lazy("Decisions")),
    ("comments", gettext_lazy("Comments")),
    ("procedures", gettext_lazy("Procedures")),
    ("actions", pgettext_lazy("tab", "Actions")),
    ("documents", gettext_lazy("Documents")),
    ("data", pgettext_lazy("tab", "Application")),
)
"""In the order of CZ-08."""

TOLD_WHY = (State.IN_CORRECTION, State.DECLINED, State.REJECTED, State.WITHDRAWN)
"""States into which a reason may have led."""


@dataclass(frozen=True, slots=True)
class ShownTab:
    """A tab of the page."""

    label: Text
    address: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class ShownStage:
    """A stage of the bar: done, now or still to come; when it was entered, and by whom."""

    number: int
    label: Text
    state: Literal["done", "now", "todo"]
    since: date | None
    person: str


@dataclass(frozen=True)
class Record(ApplicationPage):
    """An application on one of its tabs; each part is computed when a template asks for it."""

    by: Actor
    tab: str

    @classmethod
    def of(cls, by: Actor, number: str, tab: str) -> "Record":
        """NotFound for an application outside the actor's scope."""
        return cls(application_named(by, number), by, tab)

    @property
    def handler(self) -> str:
        """Who took it; "" for nobody."""
        handler = self.application.subject.handler
        return str(handler.name) if handler else ""

    @property
    def amount(self) -> Money | None:
        return amount_of(self.application)

    @property
    def address(self) -> str:
        return address_of_tab(self.number, "data")

    @property
    def trail(self) -> list[tuple[str, str]]:
        """Search / the application / the tab (CZ-05)."""
        here = next(label for tab, label in TABS if tab == self.tab)
        steps = [(_("Application search"), reverse("backoffice:applications")), (self.short_title, self.address)]
        return [*steps, (str(here), "")]

    @property
    def short_title(self) -> str:
        """As a breadcrumb names it."""
        return _("Application {number}").format(number=isolated(self.number))

    @property
    def tabs(self) -> list[ShownTab]:
        return [ShownTab(label, address_of_tab(self.number, tab), tab == self.tab) for tab, label in TABS]

    @cached_property
    def stages(self) -> list[ShownStage]:
        """The bar of seven; of a closed application as far as it came."""
        entered = {each.stage.code: each for each in stage_history(self.application)}
        now, found = stage_now(self.application).stage, []
        for number, stage in enumerate(flow_of(KIND).stages, start=1):
            known = entered.get(stage.code)
            state: Literal["done", "now", "todo"] = "now" if stage.code == now else "done" if known else "todo"
            found.append(
                ShownStage(number, stage.label, state, known.since if known else None, known.person if known else "")
            )
        return found

    @property
    def is_in_correction(self) -> bool:
        return self.state == State.IN_CORRECTION

    @cached_property
    def proposals(self) -> list[Any]:
        """What colleagues proposed and nobody decided on yet."""
        return list(waiting_proposals(self.by).filter(subject=self.application.subject))

    @cached_property
    def reason(self) -> str:
        """Why it was sent back or ended; "" where no reason was told."""
        run = run_that_led_here(self.application.work) if self.state in TOLD_WHY else None
        return run.reason if run else ""

    @property
    def may_change(self) -> bool:
        """Whether the reader may edit what it says."""
        return self.by.may(ENTER.code) and may_be_changed(self.application)

    @property
    def may_remove(self) -> bool:
        """Whether the reader may delete it."""
        return self.by.may(ENTER.code) and not removal_findings(self.application)

    @property
    def contract_address(self) -> str:
        """The page of the contract; "" where there is none, or the reader may not see it."""
        contract = self.application.contract
        if contract is None or not self.by.may(VIEW_CONTRACTS.code):
            return ""
        return reverse("backoffice:contract", args=[contract.number])

    @property
    def waits_for_payout(self) -> bool:
        return self.state == State.LAUNCHED and not is_paid_out(self.application)


def address_of_tab(number: str, tab: str) -> str:
    """Where a tab of an application is."""
    name = "backoffice:application" if tab == "data" else f"backoffice:application_{tab}"
    return reverse(name, args=[number])
