"""Users of both audiences and the groups that give staff their rights."""

from typing import ClassVar

import pghistory
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models

from repaid.access.choices import Audience, ScopeLevel
from repaid.access.models.organisation import Branch, Organisation, Province
from repaid.kernel.fields import EncryptedTextField


@pghistory.track()
class Group(models.Model):
    """A named set of rights in an organisation."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="groups")
    code = models.SlugField()
    names = models.JSONField(default=dict)
    rights = ArrayField(models.CharField(max_length=80), default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "code"], name="group_code_once")]


class Accounts(BaseUserManager["User"]):
    """Finds users by audience and login."""


@pghistory.track(exclude=["password", "last_login", "lists"])
class User(AbstractBaseUser):
    """Somebody who signs in: staff at `/`, a customer at `/clientzone/`. No account of one works at the other.

    `login_digest` is the blind index of the typed login: a customer's login is a national id and is kept encrypted.
    A login is one member of staff's alone; of a customer it is that in each organisation, for one person may be the
    customer of several (ADR 0028).
    `lists` holds, for each list by its name, which columns the user hid and the views that the user saved.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="users")
    audience = models.CharField(max_length=8, choices=Audience.choices)
    login_digest = models.BinaryField(max_length=32)
    login = EncryptedTextField()
    name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=2, blank=True)
    theme = models.CharField(max_length=6, default="system")
    density = models.CharField(max_length=11, default="comfortable")
    lists = models.JSONField(default=dict)
    groups = models.ManyToManyField(Group, blank=True, related_name="members")
    scope = models.CharField(max_length=12, choices=ScopeLevel.choices, default=ScopeLevel.ORGANISATION)
    branch = models.ForeignKey(Branch, models.PROTECT, null=True, blank=True, related_name="staff")
    province = models.ForeignKey(Province, models.PROTECT, null=True, blank=True, related_name="staff")
    person = models.ForeignKey("access.Subject", models.PROTECT, null=True, blank=True, related_name="accounts")
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[Accounts] = Accounts()
    USERNAME_FIELD = "id"

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["login_digest", "audience", "organisation"], name="login_once_a_lender"),
            models.UniqueConstraint(
                fields=["login_digest"], condition=models.Q(audience=Audience.STAFF), name="login_of_staff_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name
