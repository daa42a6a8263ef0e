"""Today, as the books of an organisation count it (decision 30)."""

from datetime import date

from repaid.access.models import BusinessDay


def today(organisation_id: int) -> date:
    """The open business day of the organisation."""
    return BusinessDay.objects.values_list("day", flat=True).get(organisation_id=organisation_id)
