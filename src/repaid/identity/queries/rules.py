"""What an organisation asks at its doors."""

from repaid.access.actors import Actor
from repaid.identity.models import DoorRules


def door_rules(organisation_id: int) -> DoorRules:
    """The rules of an organisation; nothing is asked where it has none."""
    found = DoorRules.objects.filter(organisation=organisation_id).first()
    return found or DoorRules(organisation_id=organisation_id)


def second_step_groups(by: Actor) -> frozenset[str]:
    """The codes of the groups whose members need a second step."""
    rows = DoorRules.objects.filter(organisation=by.organisation_id, second_step_groups__isnull=False)
    return frozenset(rows.values_list("second_step_groups__code", flat=True))
