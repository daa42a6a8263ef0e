"""States as records: who, when, by which event."""

from datetime import date

from repaid.access.actors import Actor
from repaid.contracts.choices import State
from repaid.contracts.models import Contract, StateChange


def enter_state(contract: Contract, state: State, *, since: date, by: Actor, event_key: str = "") -> None:
    """Note that the contract is in `state` from a day on. The caller saves the contract itself."""
    contract.state = state
    StateChange.objects.create(
        contract=contract, state=state, since=since, recorded_by_id=by.user_id, event_key=event_key
    )
