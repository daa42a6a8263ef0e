"""What the start page counts."""

from repaid.access.actors import Actor
from repaid.activities.models import StartFigures


def start_figures(by: Actor) -> StartFigures | None:
    """Which overdue contracts are counted; None when nothing was set."""
    return StartFigures.objects.filter(organisation=by.organisation_id).first()
