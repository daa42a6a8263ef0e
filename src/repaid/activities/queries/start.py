"""What the start page counts."""

from repaid.access.actors import Actor
from repaid.activities.models import StartFigures


def start_figures(by: Actor) -> StartFigures:
    """Which overdue contracts are counted; everything overdue when nothing was set."""
    found = StartFigures.objects.filter(organisation=by.organisation_id).first()
    return found or StartFigures(organisation_id=by.organisation_id)
