"""Tables of settling."""

from django.db import models
from django.db.models import Q

from repaid.access.models import Organisation, User
from repaid.settling.choices import UNDER_WAY, IntakeState, Way


class Settlement(models.Model):
    """A part of a payment, minor units, that a contract took as its event `event_key`.

    `scheme` is the code of a settlement scheme, or begins with `PART`; empty is the contract's own. `reasons` are those
    of the suggestion it followed. A withdrawn settlement stays, with who withdrew it and why.
    """

    payment = models.ForeignKey("payments.Payment", models.PROTECT, related_name="settlements")
    contract = models.ForeignKey("contracts.Contract", models.PROTECT, related_name="+", db_index=False)
    event_key = models.CharField(max_length=80)
    amount = models.BigIntegerField()
    way = models.CharField(max_length=9, choices=Way.choices)
    confidence = models.PositiveSmallIntegerField(null=True)
    reasons = models.JSONField(default=list)
    scheme = models.CharField(max_length=40, blank=True)
    settled_at = models.DateTimeField(auto_now_add=True)
    settled_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", db_index=False)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", db_index=False)
    withdrawn_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contract", "event_key"], name="settlement_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="settlement_of_something"),
        ]


class SettlementScheme(models.Model):
    """A version of an order of components by which people may let money be spread (CC-45), from a day on.

    The version in force on a day is the last one that begins by it; an archived one is offered no more.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    code = models.SlugField(max_length=40)
    valid_from = models.DateField()
    names = models.JSONField()
    components = models.JSONField()
    through = models.CharField(max_length=10)
    is_archived = models.BooleanField(default=False)
    set_at = models.DateTimeField(auto_now=True)
    set_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "code", "valid_from"], name="settlement_scheme_version")
        ]


class Automatic(models.Model):
    """From which confidence on the machine settles alone, from a day on."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    valid_from = models.DateField()
    threshold = models.PositiveSmallIntegerField()
    set_at = models.DateTimeField(auto_now=True)
    set_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "valid_from"], name="automatic_once")]


class Intake(models.Model):
    """A long statement on its way into the books: a file with what was said about it, and how far it is.

    `told` is what became of its lines, as JSON of the fact of the import; `statements` the ids of the statements in it.
    Of the `entries` that wait to be settled those up to the payment `reached` were looked at: `looked_at` of them, of
    which `settled` found their contract. `refusal` is why it was not taken in, in the words for who brought it.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    file = models.ForeignKey("payments.BankFile", models.PROTECT, related_name="+")
    mapping = models.JSONField(null=True)
    currency = models.CharField(max_length=3, blank=True)
    keep_good = models.BooleanField(default=False)
    state = models.CharField(max_length=8, choices=IntakeState.choices, default=IntakeState.STORING)
    told = models.JSONField(null=True)
    statements = models.JSONField(default=list)
    entries = models.IntegerField(default=0)
    reached = models.BigIntegerField(default=0)
    looked_at = models.IntegerField(default=0)
    settled = models.IntegerField(default=0)
    refusal = models.TextField(blank=True)
    begun_at = models.DateTimeField(auto_now_add=True)
    begun_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "file"],
                condition=Q(state__in=[state.value for state in UNDER_WAY]),
                name="intake_under_way_once",
            )
        ]
