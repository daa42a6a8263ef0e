"""What contracts cause in the ledger: the kinds of causes that their transfers name."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from repaid.ledger.causes import declare

_OF: Final = "JOIN contracts_contract c ON c.id = e.contract_id WHERE c.subject_id = t.subject_id"
_EVENT: Final = f"EXISTS (SELECT FROM contracts_event e {_OF} AND e.serial = t.cause_id)"
_CONTRACT: Final = "EXISTS (SELECT FROM contracts_contract c WHERE c.id = t.cause_id AND c.subject_id = t.subject_id)"

CAUSE: Final = declare("contract_event", _EVENT, _("Event on a contract"))
"""What a contract's event made; the id is the event's serial."""

BILLING: Final = declare("contract_billing", _CONTRACT, _("Due date of a contract"))
"""What a day made by itself; the id is the contract's."""

TAKEOVER: Final = declare("contract_takeover", _CONTRACT, _("Contract taken over"))
"""What brings a contract from another system; the id is the contract's."""
