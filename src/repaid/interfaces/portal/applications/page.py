"""One application as its customer sees it: where it stands, what it says and who entered it, what it would cost."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from repaid.access.actors import Actor
from repaid.access.business_day import today
from repaid.interfaces.shared.applications import ApplicationPage, entered_by
from repaid.interfaces.shared.example import live_example
from repaid.interfaces.ui import markup
from repaid.interfaces.ui.sentences import sentence_of
from repaid.origination.choices import Stage, State, Step
from repaid.origination.queries import amount_of, application_named, request_of, stage_now
from repaid.origination.rules import hand_in_findings, is_firm, may_be_changed
from repaid.workflow.queries import last_run


@dataclass(frozen=True)
class OwnPage(ApplicationPage):
    """An application of the signed-in customer; each part is computed when a template asks for it."""

    actor: Actor

    @classmethod
    def of(cls, actor: Actor, number: str) -> "OwnPage":
        """NotFound for an application that is not the customer's own (CZ-67)."""
        return cls(application_named(actor, number), actor)

    @property
    def address(self) -> str:
        return reverse("portal:application", args=[self.number])

    @property
    def trail(self) -> list[tuple[str, str]]:
        """applications / number."""
        return [(pgettext("breadcrumb", "applications"), reverse("portal:applications")), (self.number, "")]

    @property
    def may_change(self) -> bool:
        """Whether the customer may still write in it."""
        return may_be_changed(self.application)

    @property
    def is_firm(self) -> bool:
        """Whether amount and term stand still."""
        return is_firm(self.application)

    @property
    def asked(self) -> str:
        """Why it was sent back, while it is in correction."""
        run = last_run(self.application.work, Step.CORRECT) if self.state == State.IN_CORRECTION else None
        return run.reason if run else ""

    @cached_property
    def missing(self) -> list[str]:
        """What is to be filled in before it can be handed in."""
        return [sentence_of(each) for each in hand_in_findings(self.application)] if self.may_change else []

    @property
    def can_be_handed_in(self) -> bool:
        return self.may_change and not self.missing and not self.cost.get("sentences")

    @cached_property
    def cost(self) -> dict[str, Any]:
        """What it would cost as of today, or the limits that stand against it; nothing while amount or term lack."""
        if self.application.contract is not None:
            return {}
        wanted = request_of(self.application, today(self.actor.organisation_id))
        return live_example(self.actor, self.application.product.code, wanted) if wanted else {}

    @property
    def said(self) -> list[tuple[str, Any, str]]:
        """Name, value, who entered it."""
        row, writers = self.application, entered_by(self.application)
        stage = stage_now(row).stage
        return [
            (_("Product"), self.product, writers.get("product", "")),
            (_("Amount"), amount_of(row), writers.get("amount", "")),
            (_("Number of instalments"), row.count, writers.get("count", "")),
            (_("Telephone"), markup.code(row.telephone, kind="phone"), writers.get("telephone", "")),
            (pgettext("application", "Stage"), Stage(stage).label if stage else None, ""),
            (pgettext("application", "Since"), row.work.since, ""),
        ]

    @property
    def loan_address(self) -> str:
        """The page of the loan that came of it; "" while there is none."""
        contract = self.application.contract
        return reverse("portal:loan", args=[contract.number]) if contract else ""
