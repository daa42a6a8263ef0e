"""What pages of applications share, for staff and for customers."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from repaid.interfaces.ui.formats import date_text, in_order, isolated
from repaid.kernel.names import in_language
from repaid.origination.queries import writers_of


def entered_by(application: Any) -> dict[str, str]:
    """For each field who entered it, and on which day (CL-06)."""
    return {
        field: _("{name}, {day}").format(name=in_order(name or "Repaid"), day=date_text(date.fromisoformat(day)))
        for field, (name, day) in writers_of(application).items()
    }


@dataclass(frozen=True)
class ApplicationPage:
    """What stands at the head of an application, whoever reads it."""

    application: Any

    @property
    def number(self) -> str:
        return str(self.application.number)

    @property
    def title(self) -> str:
        return _("Application no. {number}").format(number=isolated(self.number))

    @property
    def state(self) -> str:
        return str(self.application.work.state)

    @property
    def product(self) -> str:
        return in_language(self.application.product.names)
