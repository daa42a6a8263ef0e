"""Stories made of commands alone: the demo's four lenders, told up to the business day.

Owns no table. Words: a *story* is a contract's life as data (`data/*.json`); a *moment* is a day told from the business
day or from a due date ("-3m+2d", "due4+10d"); a *script* is the steps of all stories of an organisation in the order of
their days; the *cast* are the people of an organisation, staff and customers. The business day moves forward with the
script, so the books fill day by day as they would in life.
"""
