"""When a door stays shut for a while, and how long what others gave somebody to get in with is good."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from repaid.identity.choices import FAILURES, FRESH_STARTS

WINDOW: Final = timedelta(minutes=15)
"""A failed attempt counts for so long."""
FAILURES_OF_ACCOUNT: Final = 5
FAILURES_OF_ADDRESS: Final = 50
"""More than one person may stand behind an address."""
TEMPORARY_PASSWORD_DAYS: Final = 7
LINK_HOURS: Final = 72
ASKED_PER_HOUR: Final = 3
"""How often a new password may be asked for of one account."""

Tried = Sequence[tuple[datetime, str]]


def locked_until(of_account: Tried, from_address: Tried) -> datetime | None:
    """Until when nobody gets in with an account (a login that is nobody's) or from an address; None when the door is
    open.

    Both are the attempts of the last `WINDOW`, newest first, as moment and outcome. An entry wipes out the failures of
    its account before it, not those of its address.
    """
    failed = []
    for at, outcome in of_account:
        if outcome in FRESH_STARTS:
            break
        if outcome in FAILURES:
            failed.append(at)
    untils = [_until(failed, FAILURES_OF_ACCOUNT)]
    untils.append(_until([at for at, outcome in from_address if outcome in FAILURES], FAILURES_OF_ADDRESS))
    return max((until for until in untils if until), default=None)


def _until(failed: Sequence[datetime], most: int) -> datetime | None:
    """When the oldest of the last `most` failures stops counting."""
    return failed[most - 1] + WINDOW if len(failed) >= most else None
