"""What pages of applications share, for staff and for customers."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from repaid.interfaces.ui.formats import date_text
from repaid.origination.queries import writers_of


def entered_by(application: Any) -> dict[str, str]:
    """For each field who entered it, and on which day (CL-06)."""
    return {
        field: _("{name}, {day}").format(name=name or "Repaid", day=date_text(date.fromisoformat(day)))
        for field, (name, day) in writers_of(application).items()
    }
