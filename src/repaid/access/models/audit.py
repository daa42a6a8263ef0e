"""What was done, by whom; and what waits for a second person."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from repaid.access.models.organisation import Organisation
from repaid.access.models.subject import Subject
from repaid.access.models.user import User


class AuditRecord(models.Model):
    """One executed command, or one that was refused (`refusal` is the code). Append-only; ids and figures, no names.

    `began_at` is the moment at which its transaction began, which the row history carries too.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True)
    at = models.DateTimeField(auto_now_add=True)
    began_at = models.DateTimeField(null=True)
    user = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    approved_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    channel = models.CharField(max_length=12)
    address = models.GenericIPAddressField(null=True)
    command = models.CharField(max_length=80)
    subject = models.ForeignKey(Subject, models.PROTECT, null=True)
    arguments = models.JSONField()
    outcome = models.JSONField()
    refusal = models.CharField(max_length=40, default="", db_default="")

    class Meta:
        indexes = [
            models.Index(fields=["subject", "at", "id"], name="audit_of_subject"),
            models.Index(fields=["organisation", "at", "id"], name="audit_of_organisation"),
            models.Index(fields=["organisation", "user", "at", "id"], name="audit_of_user"),
            models.Index(fields=["organisation", "command", "at", "id"], name="audit_of_command"),
            models.Index(
                fields=["organisation", "at", "id"], condition=~models.Q(refusal=""), name="audit_of_refusals"
            ),
        ]


class Proposal(models.Model):
    """A command that needs a second pair of eyes, kept with its arguments until somebody else decides."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        APPROVED = "approved", _("approved")
        DECLINED = "declined", _("declined")

    organisation = models.ForeignKey(Organisation, models.PROTECT)
    command = models.CharField(max_length=80)
    arguments = models.JSONField()
    subject = models.ForeignKey(Subject, models.PROTECT, null=True)
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(auto_now_add=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
