"""What an organisation asks at its doors."""

from django.db import models

from repaid.access.models import Group, Organisation


class DoorRules(models.Model):
    """`second_step_groups`: members of these groups cannot work without a second step. Everybody may have one."""

    organisation = models.OneToOneField(Organisation, models.PROTECT, primary_key=True, related_name="+")
    customers_need_second_step = models.BooleanField(default=False)
    customers_ask_for_password = models.BooleanField(default=False)
    second_step_groups = models.ManyToManyField(Group, blank=True, related_name="+")
