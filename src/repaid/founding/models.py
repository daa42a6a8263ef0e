"""The tables of the founding app."""

from django.db import models
from django.db.models import Q

from repaid.access.models import User

ONLY = 1
"""The key of the one row."""


class Founding(models.Model):
    """What is known before there is an organisation: the digest of the code, wrong tries at it, answers by step.

    `supplied` is the digest of what the version supplied that brought the organisations up last.
    """

    code_digest = models.CharField(max_length=64, blank=True)
    made_at = models.DateTimeField(auto_now=True)
    tries = models.PositiveSmallIntegerField(default=0)
    answers = models.JSONField(default=dict)
    supplied = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=ONLY), name="one_founding")]


class FurtherFounding(models.Model):
    """The answers of an administrator who founds one more organisation, by step."""

    user = models.OneToOneField(User, models.CASCADE, primary_key=True, related_name="+")
    answers = models.JSONField(default=dict)
