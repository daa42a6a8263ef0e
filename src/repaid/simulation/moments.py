"""Days told from another day: "-3m+2d" from the business day, "due4+10d" from the fourth due date."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from loanmath.dates import add_months

_MOMENT: Final = re.compile(r"(?:due(?P<due>[0-9]+))?(?P<steps>(?:[+-][0-9]+[md])*)")
_STEP: Final = re.compile(r"([+-][0-9]+)([md])")


def moment(text: str, today: date, dues: Sequence[date] = ()) -> date:
    """The day that `text` names; "" is today.

    >>> moment("-1m+2d", date(2026, 3, 31)).isoformat()
    '2026-03-02'
    >>> moment("due1+10d", date(2026, 3, 31), [date(2026, 2, 1)]).isoformat()
    '2026-02-11'
    """
    found = _MOMENT.fullmatch(text)
    assert found is not None, f"no moment: {text}"
    day = dues[int(found["due"]) - 1] if found["due"] else today
    for count, unit in _STEP.findall(found["steps"]):
        day = add_months(day, int(count)) if unit == "m" else day + timedelta(days=int(count))
    return day
