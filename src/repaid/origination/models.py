"""Tables of applications. Row history of an application is kept by triggers."""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models

from repaid.access.models import Branch, Organisation, Subject, User


class ProcedureList(models.Model):
    """Which procedures the applications of a product get, in which order, from a moment on. The latest row counts.

    `four_eyes` are those that a colleague has to agree to.
    """

    product = models.ForeignKey("products.Product", models.PROTECT, related_name="+")
    procedures = ArrayField(models.CharField(max_length=24))
    four_eyes = ArrayField(models.CharField(max_length=24), default=list)
    set_at = models.DateTimeField(auto_now_add=True)
    set_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["product", "-id"], name="procedures_of_product")]


@pghistory.track()
class Application(models.Model):
    """A request for a product. Its state is that of `work`, its handler that of `subject`.

    `amount` is minor units of `currency`; `rate` per cent a year, empty for the product's; `telephone` is the number
    stated here, in international form. `said_by` tells of each field who entered it and when: {field: [user id, day]}.
    A draft that was deleted (`removed_on`) is found by nobody; number and history stay.
    """

    subject = models.OneToOneField(Subject, models.PROTECT, related_name="application")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    branch = models.ForeignKey(Branch, models.PROTECT, null=True, related_name="+")
    work = models.OneToOneField("workflow.Work", models.PROTECT, related_name="+")
    product = models.ForeignKey("products.Product", models.PROTECT, related_name="+")
    borrower = models.ForeignKey("parties.Party", models.PROTECT, related_name="+")
    guarantors = models.ManyToManyField("parties.Party", related_name="+")
    currency = models.CharField(max_length=3)
    amount = models.BigIntegerField(null=True)
    count = models.PositiveIntegerField(null=True)
    rate = models.DecimalField(max_digits=9, decimal_places=4, null=True)
    first_due = models.DateField(null=True)
    telephone = models.CharField(max_length=20, blank=True)
    contract = models.OneToOneField("contracts.Contract", models.PROTECT, null=True, related_name="+")
    entered_on = models.DateField()
    said_by = models.JSONField(default=dict)
    removed_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["organisation", "-id"], name="applications_newest")]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        """The number people know the application by."""
        return self.subject.number


class SigningCode(models.Model):
    """The code with which a customer signs, sent by SMS; kept as a keyed digest. A new one takes the place of the last.

    `confirmed_at`: when the right code was told in time.
    """

    application = models.OneToOneField(Application, models.CASCADE, primary_key=True, related_name="signing_code")
    digest = models.BinaryField(max_length=32)
    until = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    confirmed_at = models.DateTimeField(null=True)


class Comment(models.Model):
    """What somebody wrote on an application."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="comments")
    text = models.TextField()
    written_at = models.DateTimeField(auto_now_add=True)
    written_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
