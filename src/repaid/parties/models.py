"""Tables of parties. Row history is kept by triggers; identifiers stay encrypted in it too."""

from typing import TypeVar

import pghistory
from django.db import models
from django.db.models import F, Q

from repaid.access.models import Organisation, Subject
from repaid.kernel.fields import EncryptedTextField
from repaid.parties.choices import ContactKind, Gender, IdentifierKind, PartyKind, RoleKind

M = TypeVar("M", bound=models.Model)


def kept_to_the_end(model: type[M]) -> type[M]:
    """Keep the history of rows that may be taken away again: that they were is history too."""
    tracked: type[M] = pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())(model)
    return tracked


@pghistory.track()
class Party(models.Model):
    """A person or a company. `name` is what it is called on screens; `sort_name` sorts as its organisation reads."""

    subject = models.OneToOneField(Subject, models.PROTECT, related_name="party")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=7, choices=PartyKind.choices)
    name = models.CharField(max_length=200)
    given_names = models.CharField(max_length=100, blank=True)
    family_name = models.CharField(max_length=100, blank=True)
    sort_name = models.CharField(max_length=200)
    gender = models.CharField(max_length=6, choices=Gender.choices, blank=True)
    language = models.CharField(max_length=2, blank=True)
    country = models.CharField(max_length=2)
    born_on = models.DateField(null=True)
    deceased_on = models.DateField(null=True)
    archived_on = models.DateField(null=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(parent=F("id")), name="party_not_below_itself")]
        indexes = [models.Index(fields=["organisation", "sort_name", "id"], name="parties_by_name")]

    def __str__(self) -> str:
        return self.name

    @property
    def number(self) -> str:
        """The number people know the party by."""
        return self.subject.number


@kept_to_the_end
class PartyRole(models.Model):
    party = models.ForeignKey(Party, models.CASCADE, related_name="roles")
    role = models.CharField(max_length=12, choices=RoleKind.choices)
    since = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["party", "role"], name="party_role_once")]


@kept_to_the_end
class Contact(models.Model):
    """A way to reach a party; phones in international form, addresses as lines of text."""

    party = models.ForeignKey(Party, models.CASCADE, related_name="contacts")
    kind = models.CharField(max_length=14, choices=ContactKind.choices)
    value = models.CharField(max_length=300)
    preferred = models.BooleanField(default=False)
    verified_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["party", "kind", "value"], name="contact_once"),
            models.UniqueConstraint(
                fields=["party", "kind"], condition=Q(preferred=True), name="one_preferred_contact"
            ),
        ]


@kept_to_the_end
class Identifier(models.Model):
    """A number that a state gave; nobody else in the organisation has the same one.

    `ground` is the law that allows to keep it, where one is needed (decision 46).
    """

    party = models.ForeignKey(Party, models.CASCADE, related_name="identifiers")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16, choices=IdentifierKind.choices)
    value = EncryptedTextField()
    digest = models.BinaryField(max_length=32)
    ground = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "kind", "digest"], name="identifier_once"),
            models.UniqueConstraint(
                fields=["party", "kind"], condition=~Q(kind__in=["passport", "other"]), name="one_identifier_of_a_kind"
            ),
        ]


@kept_to_the_end
class BankAccount(models.Model):
    """An account of the party's own, as IBAN (an NRB or a Sheba is one too)."""

    party = models.ForeignKey(Party, models.CASCADE, related_name="bank_accounts")
    iban = models.CharField(max_length=34)
    preferred = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["party", "iban"], name="bank_account_once"),
            models.UniqueConstraint(fields=["party"], condition=Q(preferred=True), name="one_preferred_bank_account"),
        ]
