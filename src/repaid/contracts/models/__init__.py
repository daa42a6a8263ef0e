"""Tables of the contracts app."""

from repaid.contracts.models.contract import Contract, ContractParty, StateChange
from repaid.contracts.models.derived import COMPONENTS, Accrual, Balance, Instalment, Movement
from repaid.contracts.models.event import Event, EventNote
from repaid.contracts.models.standing import Cohort, EarningLine, Standing
from repaid.contracts.models.takeover import ColumnsKept, Origin, TakeOver

__all__ = [
    "COMPONENTS",
    "Accrual",
    "Balance",
    "Cohort",
    "ColumnsKept",
    "Contract",
    "ContractParty",
    "EarningLine",
    "Event",
    "EventNote",
    "Instalment",
    "Movement",
    "Origin",
    "Standing",
    "StateChange",
    "TakeOver",
]
