"""Activities: the to-do list, finding and planning, the calendar, the history of a record, who handles what."""
