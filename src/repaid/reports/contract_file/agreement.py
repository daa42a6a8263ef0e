"""The contract itself: what it is, who takes part in it, the states it went through, what was recorded on it."""

from typing import Any

from loanmath.money import format_minor
from repaid.access.actors import Actor
from repaid.access.plain import from_plain
from repaid.contracts.queries.contracts import parties_of, states_of
from repaid.contracts.queries.timeline import EventRow, timeline
from repaid.parties.queries import contacts_of, identifiers_of

Data = dict[str, Any]


def contract_data(contract: Any) -> Data:
    """What stands in the head of a contract."""
    version = contract.version
    return {
        "number": contract.number,
        "kind": contract.kind,
        "state": contract.state,
        "currency": contract.currency,
        "amount": format_minor(contract.amount, contract.currency),
        "opened_on": contract.opened_on,
        "launched_on": contract.launched_on,
        "repayment_account": contract.account,
        "organisation": {"code": contract.organisation.code, "name": contract.organisation.name},
        "branch": contract.branch.code if contract.branch else None,
        "product": {"code": version.product.code, "names": version.product.names, "version": version.number},
        "taken_over_from": _origin(contract),
    }


def _origin(contract: Any) -> Data | None:
    origin = getattr(contract, "origin", None)
    if origin is None:
        return None
    told = {name: from_plain(value) for name, value in origin.facts.items()}
    if "last_paid" in told:
        told["last_paid"] = format_minor(told["last_paid"], contract.currency)
    return {"source": origin.source, "number": origin.number, **told}


def parties_data(by: Actor, contract: Any) -> list[Data]:
    """Who takes part, with the numbers that states gave as far as the reader may see them, and ways to reach them."""
    parts = list(parties_of(contract))
    keys = [part.party_id for part in parts]
    identifiers, contacts = identifiers_of(by, keys), contacts_of(keys)
    return [
        {
            "role": part.role,
            "until": part.until,
            "number": part.party.number,
            "kind": part.party.kind,
            "name": part.party.name,
            "given_names": part.party.given_names,
            "family_name": part.party.family_name,
            "born_on": part.party.born_on,
            "country": part.party.country,
            "language": part.party.language,
            "identifiers": [
                {"kind": each.kind.value, "value": each.text} for each in identifiers.get(part.party_id, ())
            ],
            "contacts": [
                {"kind": each.kind, "value": each.value, "preferred": each.preferred}
                for each in contacts.get(part.party_id, ())
            ],
        }
        for part in parts
    ]


def states_data(contract: Any) -> list[Data]:
    """The states, oldest first."""
    return [
        {
            "state": row.state,
            "since": row.since,
            "recorded_at": row.recorded_at,
            "recorded_by": row.recorded_by.name if row.recorded_by else None,
            "event": row.event_key or None,
        }
        for row in states_of(contract)
    ]


def records_data(contract: Any) -> list[Data]:
    """Every event as it was recorded, oldest value date first: who, when, whether it still counts."""
    return [_record(row, contract.currency) for row in reversed(timeline(contract))]


def _record(row: EventRow, currency: str) -> Data:
    return {
        "key": row.event.key,
        "kind": row.event.kind,
        "value_date": row.event.value_date,
        "booked_on": row.booked_on,
        "recorded_at": row.recorded_at,
        "recorded_by": row.recorded_by or None,
        "amount": None if row.amount is None else format_minor(row.amount, currency),
        "counts": row.is_live,
        "reversed_by": row.reversed_by or None,
        "reason": row.reason or None,
        "payer": row.payer or None,
        "serial": row.serial,
    }
