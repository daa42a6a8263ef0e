"""Orders to a bank, written: ISO 20022 pain.001.001.09 (CustomerCreditTransferInitiationV09).

`written(message)` gives the bytes of a file: one debtor account, one day of execution, one block for each scheme. The
same message gives the same bytes. Nothing here touches the database, the network or the clock.
"""

from .letters import spelt
from .message import Message, Transfer
from .scheme import Scheme, scheme_of
from .writer import written

__all__ = ["Message", "Scheme", "Transfer", "scheme_of", "spelt", "written"]
