"""The customer's loans: list, details, schedule, repayments."""
