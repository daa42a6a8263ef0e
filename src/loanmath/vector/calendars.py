"""Working-day rules over whole arrays: the twin of `loanmath.calendars`."""

import numpy as np

from loanmath.calendars import Calendar, WorkingDayRule
from loanmath.vector.dates import Days, days_of

_ROLL = {
    WorkingDayRule.FOLLOWING: "following",
    WorkingDayRule.MODIFIED_FOLLOWING: "modifiedfollowing",
    WorkingDayRule.PRECEDING: "preceding",
}


def adjust(days: Days, calendar: Calendar, rule: WorkingDayRule) -> Days:
    """Each date itself when it is a working day, else the one the rule names."""
    if rule is WorkingDayRule.NONE:
        return days
    week = [weekday not in calendar.weekend for weekday in range(7)]
    holidays = days_of(sorted(calendar.holidays))
    return np.busday_offset(days, 0, roll=_ROLL[rule], weekmask=week, holidays=holidays)  # type: ignore[call-overload,no-any-return]
