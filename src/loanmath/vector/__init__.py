"""The numpy twin of what runs over a portfolio: same names, arrays of loans, equal to the minor unit."""
