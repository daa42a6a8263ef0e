"""The contract, who takes part in it, and the states it went through."""

from django.db import models

from repaid.access.business_day import OpenDay
from repaid.access.models import Branch, Organisation, Subject, User
from repaid.contracts.choices import PartyRole, State


class Contract(models.Model):
    """A loan, lease, mortgage or claim. `terms` are its LoanTerms as agreed, in the words of the engine's codec.

    `amount` is what is paid out, minor units; `charges` are the fees that fall due with the first disbursement (code,
    minor units, whether they are kept back from it); `account` is the number on which repayments come in. `state` and
    `launched_on` follow from the events; their history is in `StateChange`.
    """

    subject = models.OneToOneField(Subject, models.PROTECT, related_name="contract")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    branch = models.ForeignKey(Branch, models.PROTECT, null=True, related_name="+")
    version = models.ForeignKey("products.ProductVersion", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    currency = models.CharField(max_length=3)
    terms = models.JSONField()
    amount = models.BigIntegerField()
    charges = models.JSONField(default=list)
    opened_on = models.DateField()
    launched_on = models.DateField(null=True)
    account = models.CharField(max_length=34, unique=True)
    state = models.CharField(max_length=16, choices=State.choices, default=State.TO_BE_LAUNCHED)

    class Meta:
        indexes = [models.Index(fields=["organisation", "state", "-id"], name="contracts_by_state")]

    def __str__(self) -> str:
        return self.number

    opened: OpenDay | None = None
    """The open day, when the contract was locked behind the gate of its books: it cannot move meanwhile."""

    @property
    def number(self) -> str:
        """The number people know the contract by."""
        return self.subject.number


class ContractParty(models.Model):
    """A party in a contract, in order of naming; the first borrower is the one whom letters address.

    A borrower who handed the contract over stays, with the day of it in `until`.
    """

    contract = models.ForeignKey(Contract, models.CASCADE, related_name="parties")
    party = models.ForeignKey("parties.Party", models.PROTECT, related_name="+")
    role = models.CharField(max_length=16, choices=PartyRole.choices)
    until = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contract", "party", "role"], condition=models.Q(until=None), name="contract_party_once"
            )
        ]


class StateChange(models.Model):
    """A state that a contract entered: on which day it counts, when it was learned, by whom, by which event."""

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="state_changes")
    state = models.CharField(max_length=16, choices=State.choices)
    since = models.DateField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    event_key = models.CharField(max_length=80, blank=True)

    class Meta:
        indexes = [models.Index(fields=["contract", "id"], name="states_of_contract")]
