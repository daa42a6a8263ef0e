"""What is on file of a member of staff, beside the account."""

import pghistory
from django.db import models

from repaid.access.choices import EmploymentKind, Gender
from repaid.access.models.user import User
from repaid.kernel.fields import EncryptedTextField


@pghistory.track()
class Employment(models.Model):
    """A person who works here: one row for each account of staff, kept when the person leaves (`ended_at`).

    `username` is the login in clear: no number of a state. The national id is kept encrypted and found by its digest,
    which is of the organisation. `search_text` is folded.
    """

    user = models.OneToOneField(User, models.CASCADE, primary_key=True, related_name="employment")
    username = models.CharField(max_length=64)
    given_names = models.CharField(max_length=60, blank=True, default="")
    family_name = models.CharField(max_length=120)
    kind = models.CharField(max_length=9, choices=EmploymentKind.choices, default=EmploymentKind.FULL_TIME)
    position = models.CharField(max_length=80, blank=True, default="")
    gender = models.CharField(max_length=5, choices=Gender.choices, blank=True, default="")
    personnel_code = models.CharField(max_length=40, blank=True, default="")
    birth_certificate = models.CharField(max_length=40, blank=True, default="")
    address = models.CharField(max_length=300, blank=True, default="")
    phone = models.CharField(max_length=40, blank=True, default="")
    mobile = models.CharField(max_length=40, blank=True, default="")
    national_id = EncryptedTextField(null=True)
    national_id_digest = models.BinaryField(max_length=32, null=True)
    search_text = models.TextField(default="")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["national_id_digest"], name="staff_national_id_once")]

    def __str__(self) -> str:
        return self.username


class StaffPhoto(models.Model):
    """The portrait of a member of staff: a small JPEG, in a table of its own so that no list reads it."""

    user = models.OneToOneField(User, models.CASCADE, primary_key=True, related_name="photo")
    content = models.BinaryField()
    taken_at = models.DateTimeField(auto_now=True)


class StaffFile(models.Model):
    """Users read from a file, waiting for somebody to say yes. `rows` is JSON, kept encrypted until then.

    Afterwards the rows are gone (there are passwords in them) and `outcome` says what became of each line.
    """

    organisation = models.ForeignKey("access.Organisation", models.PROTECT, related_name="+")
    brought_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    brought_at = models.DateTimeField(auto_now_add=True)
    name = models.CharField(max_length=200)
    rows = EncryptedTextField(null=True)
    outcome = models.JSONField(default=dict)
